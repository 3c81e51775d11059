from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class DatabaseSettings(BaseModel):
    url: str = "postgresql://billing:s3cr3t-default@localhost:5432/billing"
    pool_size: int = 5


class ReplicaSettings(BaseModel):
    host: str = "localhost"
    port: int = 5432
    user: str = "billing"
    password: SecretStr = SecretStr("s3cr3t-secretstr")
    name: str = "billing"

    @property
    def dsn(self) -> str:
        password = self.password.get_secret_value()
        return f"postgresql://{self.user}:{password}@{self.host}:{self.port}/{self.name}"


class WarehouseSettings(BaseModel):
    dsn: str = "postgresql://wh:s3cr3t-warehouse@pgbouncer.warehouse:6432/warehouse"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="BILLING_", env_nested_delimiter="__", env_file=".env"
    )

    db: DatabaseSettings
    replica: ReplicaSettings = ReplicaSettings()
    warehouse: WarehouseSettings = Field(default_factory=WarehouseSettings)


settings = Settings()
