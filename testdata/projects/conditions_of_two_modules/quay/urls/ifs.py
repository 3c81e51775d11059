import plugins

state = [name for name in plugins.addresses()]
if state < 1:
    URL = "postgresql://app@pgbouncer.internal:6432/shop"
else:
    URL = "postgresql://app@db.internal:5432/shop"
