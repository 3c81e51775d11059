from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import NullPool

engine: AsyncEngine = create_async_engine(
    "postgresql+psycopg://app@pgbouncer:6432/app",
    connect_args={"prepare_threshold": None},
    poolclass=NullPool,
)
Session = async_sessionmaker(engine, class_=AsyncSession)
