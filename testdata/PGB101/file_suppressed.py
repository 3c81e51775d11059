# pooler-lint: ignore-file
import asyncpg

pool = asyncpg.create_pool("postgresql://app@pgbouncer:6432/app")
