from plugins import addresses

match addresses():
    case [_, *_]:
        URL = "postgresql://app@pgbouncer.internal:6432/shop"
    case _:
        URL = "postgresql://app@db.internal:5432/shop"
