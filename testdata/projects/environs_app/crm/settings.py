from environs import Env

env = Env()
env.read_env()

DATABASE_URL = env.str("DATABASE_URL")
AUDIT_URL = env("AUDIT_URL", "postgresql://crm:s3cr3t-default@pgbouncer:6432/audit")

with env.prefixed("CRM_"):
    DSN = env.str("DSN")
    with env.prefixed("JOBS_"):
        JOBS_DSN = env("DSN", default=None)
