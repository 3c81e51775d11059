# config: versions = {django = ">=5.0,<5.1", psycopg2-binary = "2.9.9"}
# expect: drivers = ["psycopg2"]
DATABASES = {
    "default": {  # PGB110
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "OPTIONS": {"prepare_threshold": 0, "connect_timeout": 5},
    },
}
