import plugins

try:
    plugins.size()
except KeyError:
    SIZE = 100
except Exception:
    SIZE = 0
else:
    SIZE = 0
