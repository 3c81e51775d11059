from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from mail import settings
from mail.options import connect_args_for, engine_options, half_right

good = create_async_engine(settings.POOLED, **engine_options(settings.POOLED))
right = create_async_engine(
    settings.SUPABASE,
    poolclass=NullPool,
    connect_args=connect_args_for(settings.SUPABASE),
)
wrong = create_async_engine(
    settings.POOLED,
    poolclass=NullPool,
    connect_args=half_right(settings.POOLED),
)
mixed_up = create_async_engine(
    settings.POOLED,
    poolclass=NullPool,
    connect_args={
        **half_right(settings.SUPABASE),
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
