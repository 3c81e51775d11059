from pydantic import PostgresDsn, ValidationInfo, computed_field, field_validator
from pydantic_core import MultiHostUrl
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    POSTGRES_SERVER: str = "localhost"
    POSTGRES_PORT: int = 5432
    POSTGRES_USER: str = "notify"
    POSTGRES_PASSWORD: str = "s3cr3t-default"
    POSTGRES_DB: str = "notify"
    JOBS_DSN: PostgresDsn | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def SQLALCHEMY_DATABASE_URI(self) -> PostgresDsn:
        return MultiHostUrl.build(
            scheme="postgresql+asyncpg",
            username=self.POSTGRES_USER,
            password=self.POSTGRES_PASSWORD,
            host=self.POSTGRES_SERVER,
            port=self.POSTGRES_PORT,
            path=self.POSTGRES_DB,
        )

    @field_validator("JOBS_DSN", mode="before")
    @classmethod
    def assemble_jobs_dsn(cls, value: str | None, info: ValidationInfo) -> str:
        if value:
            return value
        return str(
            PostgresDsn.build(
                scheme="postgresql",
                username=info.data["POSTGRES_USER"],
                password=info.data["POSTGRES_PASSWORD"],
                host=info.data["POSTGRES_SERVER"],
                port=info.data["POSTGRES_PORT"],
                path="jobs",
            )
        )


settings = Settings()
