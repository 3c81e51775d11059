import tomllib
from pathlib import Path

import psycopg

settings = tomllib.loads(Path("settings.toml").read_text())
database = settings["database"]


def connect():
    return psycopg.connect(  # PGB103
        host=database["host"],
        port=database["port"],
        dbname=database["name"],
        password=database["password"],
    )
