import plugins

state = [name for name in plugins.sizes()]
SIZE = 100 if state else 0
