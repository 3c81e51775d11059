# expect: unresolved = 1
from dataclasses import dataclass, field

from advanced_alchemy.extensions.litestar.plugins import EngineConfig
from advanced_alchemy.extensions.litestar.plugins import SQLAlchemyAsyncConfig as Database


@dataclass
class DatabaseSettings:
    url: str = "postgresql+asyncpg://app@pgbouncer:6432/shop"
    echo: bool = False
    connect_args: dict = field(default_factory=dict)

    def config(self) -> Database:
        return Database(
            connection_string=self.url,
            engine_config=EngineConfig(echo=self.echo, connect_args=self.connect_args),
        )
