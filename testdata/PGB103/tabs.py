from psycopg_pool import ConnectionPool


def make_pool():
	return ConnectionPool(  # PGB103
		"host=pgbouncer port=6432",
		open=False,
	)
