import contextlib

URL = "postgresql://app@db.internal:5432/shop"
with contextlib.suppress(ImportError):
    import uvloop

    URL = "postgresql://app@pgbouncer.internal:6432/shop"
