from __future__ import annotations

import os
from dataclasses import dataclass, field

import attrs


def _dsn() -> str:
    return os.environ["FEEDS_DSN"]


@dataclass(frozen=True)
class Database:
    host: str = "bouncer"
    port: int = 6432
    user: str = "feeds"
    password: str = field(default="s3cr3t-dataclass", repr=False)

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/feeds"


@dataclass
class Config:
    dsn: str = field(default_factory=_dsn)
    database: Database = field(default_factory=Database)
    local: Database = field(default_factory=lambda: Database("localhost", 5432))

    @classmethod
    def load(cls) -> Config:
        return cls(database=Database(port=6432))


@attrs.define
class Legacy:
    url: str = attrs.field(default="postgresql://feeds:s3cr3t-attrs@bouncer:6432/old")


config = Config()
