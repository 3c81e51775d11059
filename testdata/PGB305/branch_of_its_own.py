# config: unsafe-fixes = true
# expect: connections = 2
import os

if os.environ.get("KUBERNETES_SERVICE_HOST"):
    DATABASES = {
        "default": {  # PGB305
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "shop",
            "HOST": "pgbouncer.shop.svc.cluster.local",
            "PORT": "6432",
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
