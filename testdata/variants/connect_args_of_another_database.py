import os

from sqlalchemy.ext.asyncio import create_async_engine


def with_echo(function):
    def wrapped():
        return {**function(), "echo": False}

    return wrapped


@with_echo
def options():
    if os.environ.get("APP_ENV") == "test":
        return {"connect_args": {}}
    return {"pool_recycle": 1800}


pooled = "postgresql+asyncpg://app@pgbouncer:6432/app"
url = "mysql+aiomysql://app@mysql:3306/app" if os.environ.get("APP_ENV") == "test" else pooled
engine = create_async_engine(url, **options())  # PGB102, PGB201
