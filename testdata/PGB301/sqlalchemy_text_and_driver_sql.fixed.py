# config: unsafe-fixes = true
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop", poolclass=NullPool
)
SessionLocal = sessionmaker(bind=engine, autoflush=False)


def migrate() -> None:
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL search_path = archive"))
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        connection.execute(text("SET LOCAL statement_timeout = 0"))


def for_tenant(tenant: int) -> list:
    with SessionLocal() as session:
        session.execute(text("SELECT set_config('app.tenant', :tenant, false)"), {"tenant": str(tenant)})  # PGB301
        rows = session.execute(text("SELECT * FROM orders")).all()
        session.commit()
        return rows


def by_function(tenant: str) -> None:
    with Session(engine) as session, session.begin():
        session.execute(select(func.set_config("app.tenant", tenant, False)))  # PGB301
        session.execute(select(func.set_config("app.region", tenant, True)))


def read_only() -> list:
    with engine.connect() as connection:
        # Nothing commits this: SQLAlchemy rolls it back, and the value with it.
        connection.execute(text("SET work_mem = '128MB'"))
        return connection.execute(text("SELECT * FROM report")).all()
