import os

from databases import Database

HOST = os.environ["DB_HOST"]
DATABASE_URL = f"postgresql://shop@{HOST}:6543/shop"

database = Database(DATABASE_URL, min_size=1, statement_cache_size=0)
