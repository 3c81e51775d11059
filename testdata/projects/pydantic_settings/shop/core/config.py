from functools import lru_cache

from pydantic import AliasChoices, Field, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="SHOP_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    debug: bool = False
    database_url: str = "postgresql+asyncpg://shop:s3cr3t-default@localhost:5432/shop"
    replica_url: PostgresDsn = Field(
        default="postgresql://shop:s3cr3t-replica@localhost:5432/shop",
        validation_alias="REPLICA_DSN",
    )
    jobs_url: str = Field(..., alias="JOBS_DATABASE_URL")
    reports_url: str = Field(
        validation_alias=AliasChoices("REPORTS_DSN", "REPORTS_DATABASE_URL")
    )
    audit_url: str = "postgresql://audit:s3cr3t-audit@audit-pooler.internal:6432/audit"


@lru_cache
def get_settings() -> Settings:
    return Settings()


settings = get_settings()
