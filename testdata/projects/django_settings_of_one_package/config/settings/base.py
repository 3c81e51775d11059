import environ

env = environ.Env()

DATABASES = {"default": env.db("DATABASE_URL", default="postgres://shop@pgbouncer:6432/shop")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
