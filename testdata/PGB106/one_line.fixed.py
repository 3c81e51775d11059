from app.settings import settings
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    settings.url,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
