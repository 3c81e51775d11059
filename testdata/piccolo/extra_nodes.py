# expect: connections = 3
from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={"host": "db.internal", "port": 5432, "database": "shop"},
    extra_nodes={
        "read_replica_1": PostgresEngine(  # PGB101
            config={"host": "pgbouncer.internal", "port": 6432, "database": "shop"},
            extensions=(),
        ),
        "read_replica_2": PostgresEngine(
            config={"host": "pgbouncer.internal", "port": 6432, "database": "shop", "statement_cache_size": 0},
            extensions=(),
        ),
    },
)
