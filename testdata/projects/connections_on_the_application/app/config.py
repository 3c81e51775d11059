URL = "postgresql://app@pgbouncer.internal:6432/app"
DIRECT_URL = "postgresql://app@db.internal:5432/app"
ASYNC_URL = "postgresql+asyncpg://app@pgbouncer.internal:6432/app"
