# expect: connections = 1, drivers = ["asyncpg"], modes = ["transaction"]
import ormar
import sqlalchemy

base_ormar_config = ormar.OrmarConfig(
    database=ormar.DatabaseConnection(
        "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
    metadata=sqlalchemy.MetaData(),
)
