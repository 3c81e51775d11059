import os
from dataclasses import dataclass, field
from distutils.util import strtobool
from typing import Annotated, Optional

import asyncpg
from decouple import config
from environs import Env
from pydantic import Field, NonNegativeInt, conint
from pydantic_settings import BaseSettings

env = Env()
DSN = env.str("DATABASE_URL")


class Settings(BaseSettings):
    annotated: Annotated[int, Field(alias="CACHE_OFF", ge=0)] = 100
    limited: NonNegativeInt = Field(100, alias="CACHE_OFF")
    between: conint(ge=0, le=100) = Field(100, alias="CACHE_OFF")
    optional: Optional[int] = Field(None, alias="CACHE_OFF")
    quoted: "int" = Field(100, alias="CACHE_OFF")
    text: str = Field("100", alias="CACHE_OFF")


@dataclass
class Plain:
    size: int = field(default_factory=lambda: int(os.environ.get("CACHE_OFF", 100)))
    raw: int = os.environ["CACHE_OFF"]


settings = Settings()
a = asyncpg.create_pool(DSN, statement_cache_size=settings.annotated)
b = asyncpg.create_pool(DSN, statement_cache_size=settings.limited)
c = asyncpg.create_pool(DSN, statement_cache_size=settings.between)
d = asyncpg.create_pool(DSN, statement_cache_size=settings.optional)
e = asyncpg.create_pool(DSN, statement_cache_size=settings.quoted)
f = asyncpg.create_pool(DSN, statement_cache_size=0)
g = asyncpg.create_pool(DSN, statement_cache_size=Plain().size)
h = asyncpg.create_pool(DSN, statement_cache_size=0)
i = asyncpg.create_pool(DSN, statement_cache_size=config("CACHE_OFF", cast=lambda text: int(text)))
j = asyncpg.create_pool(DSN, statement_cache_size=100 if strtobool(os.environ["POOLED"]) else 0)
k = asyncpg.create_pool(DSN, statement_cache_size=0)
