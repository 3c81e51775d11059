import json
import os

import psycopg_pool

HERE = os.path.dirname(os.path.abspath(__file__))

with open(os.path.join(HERE, "config.json")) as f:
    config = json.load(f)

pool = psycopg_pool.ConnectionPool(config["dsn"], open=False)  # PGB103
