from plugins import sizes

match sizes():
    case [_, *_]:
        SIZE = 100
    case _:
        SIZE = 0
