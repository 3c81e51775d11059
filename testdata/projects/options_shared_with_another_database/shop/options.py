ARGS = {"statement_cache_size": 100}


def for_all():
    return {"connect_args": {"timeout": 5}}


def for_both():
    return {"connect_args": {"statement_cache_size": 100}}
