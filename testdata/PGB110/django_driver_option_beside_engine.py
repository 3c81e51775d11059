# config: versions = {django = "5.2", psycopg = "3.2"}
# expect: drivers = ["psycopg"]
DATABASES = {
    "default": {  # PGB110
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "prepare_threshold": None,
    },
}
