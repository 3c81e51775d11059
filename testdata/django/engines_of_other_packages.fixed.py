# config: unsafe-fixes = true
# expect: connections = 5
DATABASES = {
    "tenants": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "extra": {
        "ENGINE": "psqlextra.backend",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "gevent": {
        "ENGINE": "django_db_geventpool.backends.postgresql_psycopg2",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "timescale": {
        "ENGINE": "timescale.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "gis": {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
