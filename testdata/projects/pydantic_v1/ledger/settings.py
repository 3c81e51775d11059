from typing import Any, Dict, Optional

from pydantic import BaseSettings, Field, PostgresDsn, validator


class Settings(BaseSettings):
    db_host: str = "localhost"
    db_port: str = "5432"
    db_user: str = "ledger"
    db_password: str = "s3cr3t-default"
    db_name: str = "ledger"
    dsn: Optional[PostgresDsn] = None
    events_url: str = Field(..., env="PG_EVENTS_URL")
    archive_url: str = Field(
        "postgresql://archive:s3cr3t-archive@localhost/archive",
        env=["ARCHIVE_URL", "PG_EVENTS_URL"],
    )

    @validator("dsn", pre=True)
    def assemble_dsn(cls, value: Optional[str], values: Dict[str, Any]) -> Any:
        if isinstance(value, str):
            return value
        return PostgresDsn.build(
            scheme="postgresql",
            user=values.get("db_user"),
            password=values.get("db_password"),
            host=values.get("db_host"),
            port=values.get("db_port"),
            path=f"/{values.get('db_name') or ''}",
        )

    class Config:
        env_prefix = "LEDGER_"
        env_file = "deploy/prod.env"
        case_sensitive = False


settings = Settings()
