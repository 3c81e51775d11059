# expect: modes = ["transaction"], unresolved = 0
import dj_database_url

DATABASES = {
    "default": {
        **dj_database_url.parse("postgres://shop@pgbouncer.internal:6432/shop"),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
