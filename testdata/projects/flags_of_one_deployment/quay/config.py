import os

USE_PGBOUNCER = os.environ.get("USE_PGBOUNCER", "false").lower() == "true"
CACHE_SIZE = int(os.getenv("REPORTS_CACHE", "100"))
TRACE = os.getenv("TRACE", "1") == "1"
