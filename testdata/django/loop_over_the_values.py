# expect: connections = 1, unresolved = 1
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "pgbouncer", "PORT": 6432},
}

for database in DATABASES.values():
    database["DISABLE_SERVER_SIDE_CURSORS"] = True
