from psycopg_pool import ConnectionPool


def make_pool():
	return ConnectionPool(
		"host=pgbouncer port=6432",
		open=False,
		kwargs={"prepare_threshold": None},
	)
