# config: extend-select = ["PGB204"]
# expect: modes = ["transaction", "transaction"], unresolved = 0
import dj_database_url

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": False},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "url": {**dj_database_url.parse("postgres://shop@pgbouncer:6432/shop"), "DISABLE_SERVER_SIDE_CURSORS": True},
}
