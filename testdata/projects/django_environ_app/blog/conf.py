from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env(
    DEBUG=(bool, False),
    EVENTS_URL=(str, "postgresql://blog:s3cr3t-scheme@pgbouncer:6432/events"),
)
environ.Env.read_env(BASE_DIR / ".env")

DATABASE = env.db()
ARCHIVE = env.db("ARCHIVE_URL", default="postgresql://blog@localhost/archive")
RAW_URL = env("DATABASE_URL")
EVENTS_URL = env("EVENTS_URL")
