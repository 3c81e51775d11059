import asyncpg


class Settings:
    host = "pgbouncer"
    port = 6432

    @property
    def dsn(self) -> str:
        return f"postgresql://app@{self.host}:{self.port}/app"


settings = Settings()


async def main() -> None:
    await asyncpg.connect(
        host=settings.host,
        port=settings.port,
        statement_cache_size=0,
    )
