from psycopg_pool import ConnectionPool

pool = ConnectionPool(  # PGB110
    "postgresql://app@localhost:5432/app",
    prepare_threshold=None,
    open=False,
    kwargs={"autocommit": True},
)
