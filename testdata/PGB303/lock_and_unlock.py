import psycopg

DSN = "postgresql://jobs@pgbouncer.internal:6432/jobs"


def once(job):
    with psycopg.connect(DSN, autocommit=True, prepare_threshold=None) as conn:
        got = conn.execute("SELECT pg_try_advisory_lock(%s)", (job.key,)).fetchone()[0]  # PGB303
        if not got:
            return
        try:
            job.run()
        finally:
            conn.execute("SELECT pg_advisory_unlock(%s)", (job.key,))


def in_one_transaction(job):
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        with conn.transaction():
            conn.execute("SELECT pg_advisory_lock(7)")
            job.run(conn)
            conn.execute("SELECT pg_advisory_unlock(7)")


def in_words_only():
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        conn.execute("SELECT 'pg_advisory_lock(7)' -- pg_advisory_lock(7)")
        conn.execute('SELECT "pg_advisory_lock" FROM features')
        conn.execute("SELECT app.pg_advisory_lock(7)")
        conn.execute("CREATE FUNCTION lock() RETURNS void AS $$ SELECT pg_advisory_lock(7) $$ LANGUAGE sql")
