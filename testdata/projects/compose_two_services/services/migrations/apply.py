import os
from pathlib import Path

import psycopg

with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
    for script in sorted(Path("sql").glob("*.sql")):
        connection.execute(script.read_text())
