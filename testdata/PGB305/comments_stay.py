# config: unsafe-fixes = true
DATABASES = {
    # the shop
    "default": {  # PGB305
        "ENGINE": "django.db.backends.postgresql",  # psycopg 3
        "NAME": "shop",
        # through the pooler
        "HOST": "pgbouncer",
        "PORT": "6432",
        # "DISABLE_SERVER_SIDE_CURSORS": False,
    },  # end of the shop
}
