import os

from piccolo.engine.postgres import PostgresEngine

PASSWORD = os.environ["DB_PASSWORD"]

DB = PostgresEngine(config=dict(dsn=f"postgresql://shop:{PASSWORD}@shop.pooler.supabase.com:6543/postgres"))  # PGB101
