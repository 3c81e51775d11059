import dj_database_url

DATABASES = {
    "default": dj_database_url.parse("postgres://shop@db.internal:5432/shop?pgbouncer=true"),  # PGB110
}
