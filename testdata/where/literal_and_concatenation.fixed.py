import asyncpg

HOST = "pgbouncer"
PORT = "6432"
NAME = "app"


async def main() -> None:
    await asyncpg.connect("postgres://app@pgbouncer:6432/app", statement_cache_size=0)
    await asyncpg.connect(
        "postgresql://app@" "pgbouncer:6432" "/app", statement_cache_size=0
    )
    await asyncpg.connect(
        "postgresql://app@" + HOST + ":" + PORT + "/" + NAME, statement_cache_size=0
    )
    await asyncpg.connect(
        "postgresql://app@%s:%s/%s" % (HOST, PORT, NAME), statement_cache_size=0
    )
    await asyncpg.connect("postgresql://app@" + "localhost" + ":5432/" + NAME)
    await asyncpg.connect("postgresql://app@%s:%s/%s" % ("localhost", 5432, NAME))
