from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def make_engine(*, dsn: str, application_name: str | None = None) -> AsyncEngine:
    server_settings = {}
    if application_name:
        server_settings["application_name"] = application_name
    return create_async_engine(
        dsn,
        connect_args={
            "server_settings": server_settings,
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    )
