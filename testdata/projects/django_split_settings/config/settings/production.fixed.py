from .base import *

ALLOWED_HOSTS = ["shop.example.com"]

DATABASES["default"]["HOST"] = "pgbouncer.internal"
DATABASES["default"]["PORT"] = "6432"  # the pooler's
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
DATABASES["reports"]["DISABLE_SERVER_SIDE_CURSORS"] = True

SECURE_SSL_REDIRECT = True
