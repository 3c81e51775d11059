from .base import *

ALLOWED_HOSTS = ["shop.example.com"]

DATABASES["default"]["HOST"] = "pgbouncer.internal"  # PGB305
DATABASES["default"]["PORT"] = "6432"  # the pooler's
DATABASES["reports"]["DISABLE_SERVER_SIDE_CURSORS"] = True

SECURE_SSL_REDIRECT = True
