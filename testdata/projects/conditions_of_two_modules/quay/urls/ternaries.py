import plugins

state = [name for name in plugins.addresses()]
URL = "postgresql://app@pgbouncer.internal:6432/shop" if state else "postgresql://app@db.internal:5432/shop"
