"""The words that a file with a connection holds; written by `python -m pooler_lint.connections.words`."""

# fmt: off
# ruff: noqa: E501
CALLED: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (b"advanced_alchemy", (b"SQLAlchemyAsyncConfig", b"SQLAlchemySyncConfig",)),
    (b"aerich", (b"Command",)),
    (b"apscheduler", (b"AsyncpgEventBroker", b"PsycopgEventBroker", b"SQLAlchemyDataStore", b"SQLAlchemyJobStore",)),
    (b"asyncpg", (b"Pool", b"connect", b"create_pool",)),
    (b"celery", (b"Celery",)),
    (b"databases", (b"Database",)),
    (b"gino", (b"Gino", b"create_engine", b"set_bind", b"with_bind",)),
    (b"langgraph", (b"from_conn_string",)),
    (b"litestar", (b"SQLAlchemyAsyncConfig", b"SQLAlchemySyncConfig",)),
    (b"ormar", (b"DatabaseConnection",)),
    (b"peewee", (b"PostgresqlDatabase",)),
    (b"pgqueuer", (b"connect_asyncpg", b"connect_psycopg", b"create_asyncpg_pool", b"create_psycopg_pool",)),
    (b"piccolo", (b"PostgresEngine",)),
    (b"playhouse", (b"PooledPostgresqlDatabase", b"PostgresqlExtDatabase", b"Psycopg3Database", b"connect",)),
    (b"procrastinate", (b"PsycopgConnector", b"SQLAlchemyPsycopg2Connector",)),
    (b"psycopg", (b"ConnectionPool", b"connect",)),
    (b"sqlalchemy", (b"DBSessionMiddleware", b"SQLAlchemyMiddleware", b"create_async_engine", b"create_async_pool_from_url", b"create_engine", b"create_pool_from_url", b"engine_from_config",)),
    (b"sqlmodel", (b"DBSessionMiddleware", b"create_engine",)),
    (b"tortoise", (b"RegisterTortoise", b"init", b"register_tortoise",)),
)
"""The name of each package, and the names in it that connect."""
SETTINGS = (
    (b"DATABASES", b"(?<![\\w.])DATABASES\\b"),
    (b"SQLALCHEMY_BINDS", b"\\bSQLALCHEMY_BINDS\\b"),
    (b"SQLALCHEMY_DATABASE_URI", b"\\bSQLALCHEMY_DATABASE_URI\\b"),
)
"""The settings that frameworks read, and how each is set."""
