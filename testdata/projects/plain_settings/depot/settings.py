import os

DB_HOST = "pgbouncer.depot.svc"
DB_PORT = 6432
DB_PASSWORD = os.environ.get("DB_PASSWORD", "s3cr3t-constant")
DSN = f"postgresql://depot:{DB_PASSWORD}@{DB_HOST}:{DB_PORT}/depot"
DATABASES = {
    "stock": "postgresql://stock:s3cr3t-dict@pgbouncer:6432/stock",
    "prices": "postgresql://prices:s3cr3t-dict@localhost:5432/prices",
}


class Config:
    DATABASE_URL = DSN
    POOL_SIZE = 5


class ProductionConfig(Config):
    AUDIT_URL = "postgresql://audit:s3cr3t-class@pgbouncer:6432/audit"


class Settings:
    def __init__(self) -> None:
        self.host = os.getenv("STOCK_HOST", "pgbouncer")
        self.url = f"postgresql://depot:s3cr3t-init@{self.host}:6432/depot"

    @property
    def archive(self) -> str:
        return self.url + "_archive"


settings = Settings()
