DSN = "postgresql://pulse:s3cr3t-wrapper@pgbouncer:6432/pulse"
SYNC_DSN = "postgresql://pulse:s3cr3t-sync@pgbouncer:6432/pulse"
