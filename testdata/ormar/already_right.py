# expect: connections = 2, unresolved = 0
import ormar

DATABASE_URL = "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop"

database = ormar.DatabaseConnection(
    DATABASE_URL,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
direct = ormar.DatabaseConnection("postgresql+asyncpg://shop@db.internal/shop")
