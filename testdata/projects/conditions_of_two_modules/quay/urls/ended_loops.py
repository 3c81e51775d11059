from plugins import addresses

for one in addresses():
    URL = "postgresql://app@db.internal:5432/shop"
    break
else:
    URL = "postgresql://app@pgbouncer.internal:6432/shop"
