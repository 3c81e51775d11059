# expect: connections = 0
SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer:6432/shop"
