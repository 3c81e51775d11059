# config: versions = {django = "5.2", psycopg = "3.2"}
# expect: drivers = ["psycopg"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
    },
}
