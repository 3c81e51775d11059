from alembic import op


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("CREATE TEMPORARY TABLE staging (id integer)")  # PGB304
    op.execute("SELECT pg_advisory_lock(77)")  # PGB303


def downgrade() -> None:
    op.execute("DROP TABLE staging")
