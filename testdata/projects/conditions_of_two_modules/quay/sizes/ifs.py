import plugins

state = [name for name in plugins.sizes()]
if state < 1:
    SIZE = 100
else:
    SIZE = 0
