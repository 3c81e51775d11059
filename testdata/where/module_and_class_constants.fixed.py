import asyncpg


class Config:
    HOST = "pgbouncer"
    PORT = 6432
    DSN = f"postgresql://app@{HOST}:{PORT}/app"


class Local(Config):
    DSN = "postgresql://app@localhost:5432/app"


config = Config()


async def main() -> None:
    await asyncpg.connect(Config.DSN, statement_cache_size=0)
    await asyncpg.connect(config.DSN, statement_cache_size=0)
    await asyncpg.connect(host=Config.HOST, port=Config.PORT, statement_cache_size=0)
    await asyncpg.connect(host=Local.HOST, statement_cache_size=0)
    await asyncpg.connect(Local.DSN)
