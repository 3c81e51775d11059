from alembic import op


def upgrade():
    op.execute("SELECT pg_advisory_lock(1)")  # PGB303
    op.add_column("orders", "day")


def downgrade():
    op.execute("SELECT pg_advisory_unlock(1)")
