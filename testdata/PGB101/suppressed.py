import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"

first = asyncpg.create_pool(DSN)  # noqa: PGB101
second = asyncpg.create_pool(DSN)  # noqa
third = asyncpg.create_pool(DSN)  # pooler-lint: ignore[PGB101] our pooler tracks
fourth = asyncpg.create_pool(
    DSN,
    max_size=30,  # noqa: PGB101
)
fifth = asyncpg.create_pool(DSN)  # noqa: E501  # PGB101
