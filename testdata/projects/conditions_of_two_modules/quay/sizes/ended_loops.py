from plugins import sizes

for one in sizes():
    SIZE = 0
    break
else:
    SIZE = 100
