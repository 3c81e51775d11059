import psycopg
from sqlalchemy import DDL, create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://loads@pgbouncer.internal:6432/loads", poolclass=NullPool
)


def load():
    with engine.begin() as connection:
        connection.execute(DDL("CREATE TEMPORARY TABLE staging (id integer)"))  # PGB304
        connection.execute(text("CREATE TEMP TABLE batch ON COMMIT DROP AS SELECT * FROM orders"))


def by_name(name):
    with psycopg.connect(
        "host=pgbouncer.internal port=6432 dbname=loads", prepare_threshold=None
    ) as conn:
        conn.execute(f"CREATE TEMP TABLE {name} (id int)")  # PGB304
        conn.execute(f"CREATE TEMP TABLE {name}_x (id int) ON COMMIT DROP")


def direct(name):
    with psycopg.connect("host=db.internal port=5432 dbname=loads") as conn:
        conn.execute(f"CREATE TEMP TABLE {name} (id int)")
