# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg_pool import ConnectionPool

pool = ConnectionPool("postgresql://app@pgbouncer:6432/shop", min_size=2, open=False)  # PGB103, PGB203
