try:
    import orjson

    SIZE = 0
except ImportError:
    SIZE = 100
