# expect: connections = 0
from piccolo.engine import SQLiteEngine
from piccolo.engine.cockroach import CockroachEngine

DB = SQLiteEngine(path="shop.sqlite")
COCKROACH = CockroachEngine(config={"host": "pgbouncer.internal", "port": 6432})
