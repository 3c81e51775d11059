# expect: connections = 2, unresolved = 2
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "pgbouncer", "PORT": 6432},
    "reports": {"ENGINE": "django.db.backends.postgresql", "NAME": "reports", "HOST": "pgbouncer", "PORT": 6432},
}

for alias in DATABASES:
    DATABASES[alias]["DISABLE_SERVER_SIDE_CURSORS"] = True
