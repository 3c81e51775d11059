class Settings:
    database_url = "postgresql+asyncpg://app@pgbouncer.internal:6432/app"


settings = Settings()
