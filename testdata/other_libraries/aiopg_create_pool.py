# expect: connections = 0
from aiopg import create_pool

DSN = "host=pgbouncer port=6432 dbname=app"


async def main():
    return await create_pool(DSN)
