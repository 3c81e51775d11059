# expect: connections = 4, unresolved = 4
import os

import dj_database_url
import environ

env = environ.Env()

DATABASES = {
    "default": dj_database_url.config(conn_max_age=600, ssl_require=True),
    "replica": env.db("REPLICA_URL"),
    "parsed": dj_database_url.parse(os.environ["REPORTS_URL"]),
    "either": env.db_url("SHOP_URL", default="sqlite:///db.sqlite3"),
}
