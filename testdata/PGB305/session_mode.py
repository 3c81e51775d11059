# config: endpoints = [{match = "pgbouncer:6432", mode = "session"}]
# expect: modes = ["session"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "NAME": "shop",
    },
}
