# expect: connections = 0
import aiomysql


async def main() -> None:
    pool = await aiomysql.create_pool(host="pgbouncer", port=6432, db="app")
    pool.close()
