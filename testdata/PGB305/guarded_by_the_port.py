# config: unsafe-fixes = true
# expect: unresolved = 1
import os

DB_PORT = os.environ.get("DB_PORT", "5432")

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": os.environ["DB_HOST"],
        "PORT": DB_PORT,
    }
}

if DB_PORT == "6432":
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
