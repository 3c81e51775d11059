# config: extend-select = ["PGB204"]
# expect: unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "localhost",
        "PORT": "5432",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"pool": True},
    },
}
