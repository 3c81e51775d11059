# config: unsafe-fixes = true
import environ

env = environ.Env(DEBUG=(bool, False))

DATABASES = {"default": env.db("DATABASE_URL", default="postgres://shop@pgbouncer:6432/shop")}  # PGB305
DATABASES["default"]["ATOMIC_REQUESTS"] = True
