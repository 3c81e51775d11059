from ormar.databases.connection import DatabaseConnection

database = DatabaseConnection(  # PGB102
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
    pool_size=3,
    connect_args={"timeout": 10},
)
psycopg = DatabaseConnection("postgresql+psycopg://shop@pgbouncer.internal:6432/shop")  # PGB103
