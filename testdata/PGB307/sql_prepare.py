import asyncpg
import psycopg

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


async def prepared_in_sql():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("PREPARE by_id (int) AS SELECT * FROM orders WHERE id = $1")  # PGB307
    rows = await connection.fetch("EXECUTE by_id(7)")  # PGB307
    await connection.execute("DEALLOCATE by_id")  # PGB307
    return rows


async def in_one_text():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.execute("PREPARE one AS SELECT 1; EXECUTE one; DEALLOCATE one")
    await connection.execute("DEALLOCATE ALL")


def two_phase():
    conn = psycopg.connect(DSN, prepare_threshold=None, autocommit=True)
    conn.execute("BEGIN")
    conn.execute("INSERT INTO orders DEFAULT VALUES")
    conn.execute("PREPARE TRANSACTION 'order-7'")
    conn.execute("COMMIT PREPARED 'order-7'")


def words():
    conn = psycopg.connect(DSN, prepare_threshold=None)
    conn.execute("GRANT EXECUTE ON FUNCTION total TO shop")
    conn.execute("CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION total()")
    conn.execute("SELECT prepare, execute FROM steps -- PREPARE x AS SELECT 1")
    conn.execute("DO $$ BEGIN EXECUTE 'SELECT 1'; END $$")
