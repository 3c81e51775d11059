# expect: constructible = false
import asyncpg
import psycopg

type Host = str
type Pools[T] = dict[str, T]

SERVER = {"host": "pgbouncer", "user": "app", "database": "shop"}


class Databases[K: (str, int), *Rest]:
    """Ünïcode before a call must not move it."""

    async def open[T](self, url: str, kind: type[T]) -> T | None:
        try:
            self.ü = await asyncpg.create_pool(f"postgresql://{SERVER["user"]}@{SERVER["host"]}:6432/shop")  # PGB101
        except* OSError:
            return None


async def connect(database: str = "shop"):
    try:
        return await asyncpg.connect(f"postgresql://é:{"\n".strip()}@pgbouncer/{database}")  # PGB101
    except ValueError, TypeError:
        return await asyncpg.connect(f"postgresql://{
            SERVER["user"]  # "who"
        }@localhost:5432/shop")


def plain(*args: *tuple[str, ...]):
    with psycopg.connect(f'''host={SERVER['''host''']} port={6432}''') as conn:  # PGB103
        return conn.execute(t"SELECT {args}").fetchall()
