import psycopg
from psycopg_pool import NullConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


def connect(timeout: int):
    psycopg.connect(DSN, prepare_threshold=None, options="-c statement_timeout=5000")  # PGB306
    psycopg.connect(DSN, prepare_threshold=None, options=f"-c work_mem=64MB -clock_timeout={timeout}")  # PGB306
    psycopg.connect(  # PGB306
        "host=pgbouncer.internal port=6432 options='--statement_timeout=5s'", prepare_threshold=None
    )
    psycopg.connect(f"{DSN}?options=-c%20jit%3Doff", prepare_threshold=None)  # PGB306
    psycopg.connect(DSN, prepare_threshold=None, application_name="shop", client_encoding="utf8", connect_timeout=3)
    psycopg.connect(DSN, prepare_threshold=None, options="")
    psycopg.connect(DSN, prepare_threshold=None, options=None)
    psycopg.connect("postgresql://shop@db.internal:5432/shop", options="-c statement_timeout=5000")
    # PgBouncer takes them since 1.20, and its version is not known.
    psycopg.connect(DSN, prepare_threshold=None, options="-c timezone=UTC")
    psycopg.connect(DSN, prepare_threshold=None, options=options_of_the_day())


def options_of_the_day() -> str:
    return open("options.txt").read()


pool = NullConnectionPool(  # PGB306
    DSN, kwargs={"prepare_threshold": None, "options": "-c idle_in_transaction_session_timeout=10s"}, open=False
)
engine = create_engine(  # PGB306
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"options": "-c statement_timeout=5000 -c timezone=UTC"},
)
by_url = create_engine(  # PGB306
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop?options=-c%20statement_timeout%3D5000",
    poolclass=NullPool,
)
