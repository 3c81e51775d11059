# expect: connections = 1, unresolved = 1
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "pgbouncer", "PORT": 6432},
}

try:
    from .local_settings import *
except ImportError:
    pass
