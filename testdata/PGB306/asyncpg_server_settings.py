import asyncpg

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


async def connect():
    return await asyncpg.connect(  # PGB306
        DSN,
        statement_cache_size=0,
        server_settings={"application_name": "shop", "statement_timeout": "5000", "jit": "off"},
    )


async def in_the_dsn():
    return await asyncpg.create_pool(  # PGB306
        "postgresql://shop@pgbouncer.internal:6432/shop?application_name=shop&lock_timeout=2000",
        statement_cache_size=0,
    )


async def of_the_application():
    return await asyncpg.connect(DSN, statement_cache_size=0, server_settings={"app.tenant": "7"})  # PGB306


async def taken():
    settings = {"application_name": "shop", "TimeZone": "UTC", "client_encoding": "utf8", "DateStyle": "ISO"}
    return await asyncpg.connect(DSN, statement_cache_size=0, server_settings=settings)


async def sslmode_and_the_like():
    return await asyncpg.connect(
        "postgresql://shop@pgbouncer.internal:6432/shop?sslmode=require&target_session_attrs=any",
        statement_cache_size=0,
    )


async def direct():
    return await asyncpg.connect("postgresql://shop@db.internal/shop", server_settings={"jit": "off"})


async def depends_on_the_version():
    settings = {"intervalstyle": "iso_8601", "search_path": "shop"}
    return await asyncpg.connect(DSN, statement_cache_size=0, server_settings=settings)
