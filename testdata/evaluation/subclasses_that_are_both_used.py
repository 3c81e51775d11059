from asyncpg import create_pool


class Database:
    size = 100

    def pool(self):
        return create_pool("postgresql://app:pw@pgbouncer:6432/app", statement_cache_size=self.size)  # PGB101


class Pooled(Database):
    size = 0


direct = Database().pool()
pooled = Pooled().pool()
