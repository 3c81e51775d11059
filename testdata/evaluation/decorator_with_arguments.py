from asyncpg import create_pool


def pooled(size):
    def decorate(function):
        def options():
            return {**function(), "statement_cache_size": size}

        return options

    return decorate


@pooled(0)
def options():
    return {"min_size": 1}


pool = create_pool("postgresql://app:pw@pgbouncer:6432/app", **options())
