# expect: connections = 0
import aioodbc
import oracledb

pool = oracledb.create_pool(host="pooler", port=6432)


async def main():
    return await aioodbc.create_pool(dsn="Driver=PostgreSQL;Server=pgbouncer")
