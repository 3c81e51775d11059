# config: unsafe-fixes = true
# expect: connections = 5
DATABASES = {
    "tenants": {  # PGB305
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
    "extra": {  # PGB305
        "ENGINE": "psqlextra.backend",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
    "gevent": {  # PGB305
        "ENGINE": "django_db_geventpool.backends.postgresql_psycopg2",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
    "timescale": {  # PGB305
        "ENGINE": "timescale.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
    "gis": {  # PGB305
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
}
