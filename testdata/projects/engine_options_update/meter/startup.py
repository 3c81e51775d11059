from meter.defaults import changed_later


def configure() -> None:
    changed_later["connect_args"] = {"statement_cache_size": 0}
