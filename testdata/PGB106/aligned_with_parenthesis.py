import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"],  # PGB106
                             connect_args={"command_timeout": 30,
                                           "statement_cache_size": 0})
