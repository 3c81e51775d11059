# expect: constructible = false
import os

import asyncpg


class Urls:
    prod = "postgresql://app:pw@pgbouncer:6432/app"
    test = "postgresql://app:pw@db.internal/app"


name = os.environ.get("APP_ENV", "prod")
chosen = asyncpg.create_pool(getattr(Urls, name))  # PGB101
known = asyncpg.create_pool(getattr(Urls(), "prod"))  # PGB101
default = asyncpg.create_pool(getattr(Urls, "stage", Urls.prod))  # PGB101
direct = asyncpg.create_pool(getattr(Urls, "test", Urls.prod))
entry = asyncpg.create_pool({"prod": Urls.prod, "test": Urls.test}.get(name))  # PGB101
