from typing import Self

from pydantic import field_validator, model_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    geo_host: str = "localhost"
    geo_port: int = 5432
    geo_password: str = "s3cr3t-default"
    url: str | None = None
    raw_url: str = "postgres://geo:s3cr3t-default@localhost/geo"

    @model_validator(mode="after")
    def fill_url(self) -> Self:
        if self.url is None:
            self.url = f"postgresql://geo:{self.geo_password}@{self.geo_host}:{self.geo_port}/geo"
        return self

    @field_validator("raw_url")
    @classmethod
    def normalise(cls, value: str) -> str:
        return value.replace("postgres://", "postgresql+asyncpg://", 1)


settings = Settings()
