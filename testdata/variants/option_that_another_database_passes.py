# config: pool-class = "keep"
import os
from enum import Enum
from sqlalchemy.ext.asyncio import create_async_engine

class Environment(str, Enum):
    PRODUCTION = "production"
    TEST = "test"

def sized(function):
    def wrapped(*args):
        return {**function(*args), **{"echo": False, "pool_pre_ping": True}}

    return wrapped

@sized
def _options():
    if not (environment is Environment.TEST):
        return {"pool_pre_ping": True, "pool_recycle": 1800}
    return {"connect_args": {}}

environment = Environment(os.environ.get("APP_ENV", "production"))
url = "mysql+aiomysql://app:pw@mysql:3306/app" if environment is Environment.TEST else "postgresql+asyncpg://app:pw@pgbouncer:6432/app"
engine = create_async_engine(url, **_options())  # PGB102
