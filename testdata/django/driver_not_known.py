# expect: connections = 1, unresolved = 0, drivers = ["?"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db.internal"}}
