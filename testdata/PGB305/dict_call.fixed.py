# config: unsafe-fixes = true
DATABASES = dict(
    default=dict(
        ENGINE="django.db.backends.postgresql",
        NAME="shop",
        HOST="pgbouncer.internal",
        PORT=6432,
        DISABLE_SERVER_SIDE_CURSORS=True,
    ),
)
