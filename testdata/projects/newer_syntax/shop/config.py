type Url = str

PARTS = {"host": "pgbouncer", "port": 6432}


def url[T: str](database: T) -> Url:
    try:
        return f"postgresql+asyncpg://app@{PARTS["host"]}:{PARTS["port"]}/{database}"
    except KeyError, ValueError:
        raise
