# config: unsafe-fixes = true
DATABASES = dict(
    default=dict(  # PGB305
        ENGINE="django.db.backends.postgresql",
        NAME="shop",
        HOST="pgbouncer.internal",
        PORT=6432,
    ),
)
