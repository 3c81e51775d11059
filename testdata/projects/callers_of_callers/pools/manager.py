from pools.low import open_pool


class Manager:
    def __init__(self, dsn):
        self.dsn = dsn

    def start(self):
        return open_pool(self.dsn, opts={"min_size": 1})
