from plugins import addresses

URL = "postgresql://app@db.internal:5432/shop"
for one in addresses():
    URL = "postgresql://app@pgbouncer.internal:6432/shop"
