from psycopg_pool import AsyncConnectionPool, ConnectionPool
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
pool = ConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
async_pool = AsyncConnectionPool(DSN, kwargs={"prepare_threshold": None}, open=False)
async_engine = create_async_engine(
    "postgresql+psycopg://app@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
sessions = async_sessionmaker(async_engine)
CREATE, DROP = "CREATE TEMP TABLE t (a int)", "DROP TABLE t"


async def dropped_by_a_cursor():
    async with async_pool.connection() as c, c.cursor() as cur:
        await cur.execute(CREATE)
        await c.execute("INSERT INTO t VALUES (1)")
        await cur.execute("DROP TABLE IF EXISTS t")


async def dropped_by_its_schema():
    async with sessions() as s, s.begin():
        await s.execute(text(CREATE))
        await s.execute(text("SELECT * FROM t"))
        await s.execute(text("DROP TABLE pg_temp.t"))


def one_of_two():
    with pool.connection() as c:
        c.execute("CREATE TEMP TABLE a (x int)")
        c.execute("CREATE TEMP TABLE b AS SELECT 1")  # PGB304
        c.execute("DROP TABLE a")


def quoted():
    with pool.connection() as c:
        c.execute('CREATE TEMP TABLE "A" (x int)')
        c.execute("CREATE TEMPORARY TABLE IF NOT EXISTS b AS SELECT 1")
        c.execute('DROP TABLE IF EXISTS "A", pg_temp.b CASCADE')


def of_another_schema():
    with pool.connection() as c:
        c.execute(CREATE)  # PGB304
        c.execute("DROP TABLE public.t")


def with_an_unknown_name(t):
    with pool.connection() as c:
        c.execute(f"CREATE TEMP TABLE {t} (x int)")
        c.execute(f"DROP TABLE {t}")


def selected_into(t):
    with pool.connection() as c:
        c.execute("SELECT 1 AS x INTO TEMP s")
        c.execute("DROP TABLE s")


def discarded(t):
    with pool.connection() as c:
        c.execute(CREATE)
        c.execute("DISCARD TEMP")
