# config: unsafe-fixes = true
import dj_database_url

DATABASES = {
    "default": {
        **dj_database_url.config(
            default="postgres://shop:secret@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
            conn_max_age=600,
        ),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
