# config: unsafe-fixes = true
DATABASES = {
    # the shop
    "default": {
        "ENGINE": "django.db.backends.postgresql",  # psycopg 3
        "NAME": "shop",
        # through the pooler
        "HOST": "pgbouncer",
        "PORT": "6432",
        # "DISABLE_SERVER_SIDE_CURSORS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },  # end of the shop
}
