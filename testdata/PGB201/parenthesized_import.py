from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

engine: AsyncEngine = create_async_engine(  # PGB201
    "postgresql+psycopg://app@pgbouncer:6432/app",
    connect_args={"prepare_threshold": None},
)
Session = async_sessionmaker(engine, class_=AsyncSession)
