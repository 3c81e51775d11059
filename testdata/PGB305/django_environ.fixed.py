# config: unsafe-fixes = true
import environ

env = environ.Env(DEBUG=(bool, False))

DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres://shop@pgbouncer:6432/shop"),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
