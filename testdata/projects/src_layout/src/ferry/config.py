DSN = "postgresql://ferry:s3cr3t-src@pgbouncer:6432/ferry"
