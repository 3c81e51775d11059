from peewee import PostgresqlDatabase
from playhouse.db_url import connect
from playhouse.postgres_ext import PostgresqlExtDatabase

db = PostgresqlDatabase("shop", host="pgbouncer.internal", port=6432, options="-c statement_timeout=5000")  # PGB306
extended = PostgresqlExtDatabase("shop", host="pgbouncer.internal", port=6432, options="-c lock_timeout=5s")  # PGB306
by_url = connect("postgres://app@pgbouncer.internal:6432/shop?options=-c%20work_mem%3D64MB")  # PGB306
direct = PostgresqlDatabase("shop", host="localhost", port=5432, options="-c statement_timeout=5000")
later = PostgresqlDatabase(None)
