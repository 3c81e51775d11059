from app.late_pool import init_pool

URL = "postgresql://app@pgbouncer.internal:6432/app"


async def startup():
    await init_pool(URL, size=10)
