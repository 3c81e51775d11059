from alembic import op


def upgrade():
    op.execute("SET lock_timeout = '1s'")  # PGB301
    with op.get_context().autocommit_block():
        op.execute("SET statement_timeout = 0")  # PGB301
        op.execute("CREATE INDEX CONCURRENTLY orders_day ON orders (day)")
        op.execute("RESET statement_timeout")  # PGB301
    op.execute("RESET lock_timeout")  # PGB301


def downgrade():
    op.execute("SET lock_timeout = '1s'")
    op.drop_index("orders_day")
    op.execute("RESET lock_timeout")
