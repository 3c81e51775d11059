# config: versions = {django = ">=5.0,<5.1", psycopg2-binary = "2.9.9"}
# expect: drivers = ["psycopg2"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "OPTIONS": {"connect_timeout": 5},
    },
}
