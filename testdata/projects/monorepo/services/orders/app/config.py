DATABASE_URL = "postgresql://orders:s3cr3t-orders@pgbouncer:6432/orders"
