# config: unsafe-fixes = true
import dj_database_url

DATABASES = {
    "default": dj_database_url.parse(
        "postgres://shop@pgbouncer.internal:6432/shop", conn_health_checks=True, disable_server_side_cursors=True
    ),
    "reports": dj_database_url.parse(  # PGB305
        "postgres://shop@pgbouncer.internal:6432/reports", disable_server_side_cursors=False
    ),
}
