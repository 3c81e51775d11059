# expect: connections = 1, unresolved = 1
import django_heroku

DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "pgbouncer", "PORT": 6432},
}

django_heroku.settings(locals())
