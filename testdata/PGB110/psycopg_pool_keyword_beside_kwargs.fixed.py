from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    "postgresql://app@localhost:5432/app",
    open=False,
    kwargs={"autocommit": True, "prepare_threshold": None},
)
