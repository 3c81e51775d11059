# config: extend-select = ["PGB204"]
# config: unsafe-fixes = true
import dj_database_url

DATABASES = {
    "default": dj_database_url.parse("postgres://shop@pgbouncer:6432/shop", conn_max_age=600),  # PGB204, PGB305
}
