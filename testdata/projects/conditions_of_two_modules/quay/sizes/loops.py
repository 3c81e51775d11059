from plugins import sizes

SIZE = 0
for one in sizes():
    SIZE = 100
