import asyncpg


class Database:
    def set_host(self):
        self.host = "pgbouncer"

    def set_port(self):
        self.port = 6432

    def set_address(self):
        self.address = f"{self.host}:{self.port}"

    def set_url(self):
        self.url = f"postgresql://app@{self.address}/shop"

    def set_dsn(self):
        self.dsn = self.url

    async def open(self):
        self.pool = await asyncpg.create_pool(self.dsn)  # PGB101
