from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

TLS = {"ssl": "require"}

engine = create_async_engine(  # PGB102
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    connect_args={**TLS, "command_timeout": 30},
    poolclass=NullPool,
)
