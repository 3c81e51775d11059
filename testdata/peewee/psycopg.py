from playhouse.postgres_ext import Psycopg3Database

db = Psycopg3Database("shop", host="pgbouncer.internal", port=6432)  # PGB103
off = Psycopg3Database("shop", host="pgbouncer.internal", port=6432, prepare_threshold=None)
