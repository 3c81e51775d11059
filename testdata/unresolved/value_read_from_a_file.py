# expect: unresolved = 1, connections = 1
import json
from pathlib import Path

import psycopg

settings = json.loads(Path("settings.json").read_text())


def connect():
    return psycopg.connect(host=settings["host"], port=settings["port"])
