# expect: modes = ["transaction"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "postgres",
        "PORT": "5432",
    }
}
DATABASES["default"].update(HOST="pgbouncer", PORT="6432", DISABLE_SERVER_SIDE_CURSORS=True)
