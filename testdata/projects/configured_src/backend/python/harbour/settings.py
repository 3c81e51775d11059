URL = "postgresql://harbour:s3cr3t-configured@pgbouncer:6432/harbour"
