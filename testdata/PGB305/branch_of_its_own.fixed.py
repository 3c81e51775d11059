# config: unsafe-fixes = true
# expect: connections = 2
import os

if os.environ.get("KUBERNETES_SERVICE_HOST"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "shop",
            "HOST": "pgbouncer.shop.svc.cluster.local",
            "PORT": "6432",
            "DISABLE_SERVER_SIDE_CURSORS": True,
        }
    }
elif os.environ.get("CI"):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "shop",
            "HOST": "localhost",
            "PORT": "5432",
        }
    }
