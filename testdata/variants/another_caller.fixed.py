from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def make_engine(url: str):
    return create_async_engine(
        url,
        echo=False,
        connect_args=(
            {
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "prepared_statement_name_func": lambda: "",
            }
            if url.startswith("postgresql")
            else {}
        ),
        poolclass=NullPool if url.startswith("postgresql") else None,
    )


engine = make_engine("postgresql+asyncpg://postgres.abcdefghijklmnopqrst:pw@aws-0-eu-west-1.pooler.supabase.com:6543/postgres")
test_engine = make_engine("sqlite+aiosqlite:///:memory:")
