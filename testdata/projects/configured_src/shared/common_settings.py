URL = "postgresql://common:s3cr3t-shared@pgbouncer:6432/common"
