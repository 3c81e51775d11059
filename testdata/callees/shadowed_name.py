# expect: connections = 0
from asyncpg import connect  # noqa: F401


def connect(dsn: str) -> str:  # noqa: F811
    return dsn


connect("postgresql://app@pgbouncer:6432/app")
