from typing import Any

engine_options: dict[str, Any] = {"pool_pre_ping": True}
engine_options.update(echo=False)

safe_options: dict[str, Any] = dict(pool_pre_ping=True)
safe_options.update(
    {
        "connect_args": {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    }
)

changed_later: dict[str, Any] = {"pool_pre_ping": True}
