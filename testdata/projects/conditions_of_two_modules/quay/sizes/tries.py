try:
    import orjson

    SIZE = 100
except ImportError:
    SIZE = 0
