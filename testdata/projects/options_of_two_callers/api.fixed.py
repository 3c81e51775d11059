from kit.db import make_engine, with_arguments

URL = "postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop"

engine = make_engine(
    URL,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
other = with_arguments(
    URL,
    {
        "statement_cache_size": 0,
        "timeout": 5,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
