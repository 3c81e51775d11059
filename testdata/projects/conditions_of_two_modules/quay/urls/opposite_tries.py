try:
    import uvloop

    URL = "postgresql://app@pgbouncer.internal:6432/shop"
except ImportError:
    URL = "postgresql://app@db.internal:5432/shop"
