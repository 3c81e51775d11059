import os

from databases import Database

HOST = os.environ["DB_HOST"]
DATABASE_URL = f"postgresql://shop@{HOST}:6543/shop?statement_cache_size=0"

database = Database(DATABASE_URL, min_size=1)  # PGB101, PGB110
