from peewee import PostgresqlDatabase
from playhouse.db_url import connect
from playhouse.pool import PooledPostgresqlDatabase

db = PooledPostgresqlDatabase("shop", host="pgbouncer.internal", port=6432, user="app", max_connections=8)
single = PostgresqlDatabase("postgresql://app@pgbouncer.internal:6432/shop")
by_url = connect("postgresql+pool://app@pgbouncer.internal:6432/shop")
direct = PostgresqlDatabase("shop", host="localhost", port=5432)
lite = connect("sqlite:///shop.db")


def tenant():
    db.execute_sql("SET search_path TO tenant_a")  # PGB301
    single.execute_sql("SET search_path TO tenant_a")  # PGB301
    by_url.execute_sql("SET search_path TO tenant_a")  # PGB301
    direct.execute_sql("SET search_path TO tenant_a")
    lite.execute_sql("SET search_path TO tenant_a")


def locked():
    db.execute_sql("SELECT pg_advisory_lock(1)")  # PGB303


def by_cursor():
    cursor = db.cursor()
    cursor.execute("LISTEN orders")  # PGB302


def committed():
    with db.atomic():
        db.execute_sql("SET search_path TO tenant_a")  # PGB301


def in_one_transaction():
    with db.atomic():
        db.execute_sql("SET LOCAL search_path TO tenant_a")
        db.execute_sql("SELECT pg_advisory_lock(2)")
        db.execute_sql("SELECT pg_advisory_unlock(2)")
    with db:
        db.execute_sql("CREATE TEMP TABLE picked (id int) ON COMMIT DROP")
        db.execute_sql("SELECT * FROM picked")
    with db.atomic(), db.atomic():
        db.execute_sql("SELECT pg_advisory_xact_lock(2)")


def begun_by_hand():
    db.begin()
    db.execute_sql("SELECT pg_advisory_lock(3)")
    db.execute_sql("SELECT pg_advisory_unlock(3)")
    db.commit()


@db.atomic()
def decorated():
    db.execute_sql("SELECT pg_advisory_lock(4)")
    db.execute_sql("SELECT pg_advisory_unlock(4)")


def in_two_transactions():
    with db.atomic():
        db.execute_sql("SELECT pg_advisory_lock(5)")  # PGB303
    with db.atomic():
        db.execute_sql("SELECT pg_advisory_unlock(5)")
