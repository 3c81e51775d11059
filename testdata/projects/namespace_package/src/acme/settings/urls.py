MAIN = "postgresql://acme:s3cr3t-namespace@pgbouncer:6432/acme"
