from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def make_engine(url, **options):
    return create_async_engine(url, poolclass=NullPool, **options)


def with_arguments(url, arguments):
    return create_async_engine(url, poolclass=NullPool, connect_args=arguments)
