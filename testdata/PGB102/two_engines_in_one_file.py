from sqlalchemy.ext.asyncio import create_async_engine

writer = create_async_engine(  # PGB102, PGB201
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
)
reader = create_async_engine(  # PGB102, PGB201
    "postgresql+asyncpg://app:secret@pgbouncer-ro:6432/app",
    execution_options={"postgresql_readonly": True},
)
