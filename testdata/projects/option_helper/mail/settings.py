POOLED = "postgresql+asyncpg://mail:s3cr3t-pooled@pgbouncer:6432/mail"
SUPABASE = "postgresql+asyncpg://postgres.abcdefghijkl:s3cr3t-supa@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
