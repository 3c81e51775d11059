from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
SET, RESET = "SET statement_timeout = 0", "RESET statement_timeout"


def reset_by_the_handler_alone(x):
    with pool.connection() as c:
        c.execute(SET)  # PGB301
        try:
            c.execute("SELECT 1")
        except Exception:
            c.execute(RESET)  # PGB301
            raise


def committed_in_between():
    with engine.connect() as c:
        c.execute(text("SET ROLE admin"))  # PGB301
        c.commit()
        c.execute(text("RESET ROLE"))  # PGB301
        c.commit()


def by_execution_options(k):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
        c.execute(text(SET))  # PGB301
        c.execute(text(RESET))  # PGB301


def continue_before_the_reset(items):
    with pool.connection() as c:
        for one in items:
            c.execute(SET)  # PGB301
            if not one:
                continue
            c.execute(RESET)


def in_a_case(t):
    with pool.connection() as c:
        match t:
            case 1:
                c.execute(SET)
                c.execute(RESET)
            case _:
                c.execute("SET work_mem = 1")  # PGB301


def reset_in_one_case(t):
    with pool.connection() as c:
        c.execute(SET)  # PGB301
        match t:
            case 1:
                c.execute(RESET)
