# config: versions = {django = "3.2", psycopg = "3.1"}
# expect: drivers = ["psycopg2"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db.internal"}}
