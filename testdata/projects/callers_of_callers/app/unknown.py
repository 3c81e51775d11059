import sys

from pools.unknown import pool_of


def start(dsn: str):
    return pool_of(dsn)


def start_given(dsn: str):
    return pool_of(dsn)


start("postgresql://app@pgbouncer.internal:6432/shop")
start_given(sys.argv[1])
