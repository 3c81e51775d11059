import plugins

try:
    plugins.address()
except KeyError:
    URL = "postgresql://app@pgbouncer.internal:6432/shop"
except Exception:
    URL = "postgresql://app@db.internal:5432/shop"
else:
    URL = "postgresql://app@db.internal:5432/shop"
