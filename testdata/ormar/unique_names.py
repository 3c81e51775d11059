# expect: connections = 1, unresolved = 1
from uuid import uuid4

import ormar

database = ormar.DatabaseConnection(
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
    },
)
