from ormar.databases.connection import DatabaseConnection

database = DatabaseConnection(
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
    pool_size=3,
    connect_args={
        "timeout": 10,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
psycopg = DatabaseConnection(
    "postgresql+psycopg://shop@pgbouncer.internal:6432/shop",
    connect_args={"prepare_threshold": None},
)
