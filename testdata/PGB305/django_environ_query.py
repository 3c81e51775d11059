# expect: connections = 1
import environ

env = environ.Env()
DATABASES = {
    "default": env.db_url_config("postgres://shop@pgbouncer:6432/shop?disable_server_side_cursors=true"),
}
