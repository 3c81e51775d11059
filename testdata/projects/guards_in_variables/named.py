import os
import re

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

URL = os.getenv("DATABASE_URL", "sqlite:///./app.db")
IS_SQLITE = URL.startswith("sqlite")
IS_SERVER = not IS_SQLITE and "://" in URL
FILES = ("sqlite", "duckdb")
SERVER = re.compile(r"^postgres(ql)?(\+\w+)?://")


def is_sqlite(url: str) -> bool:
    return "sqlite" in url


def named() -> Engine:
    if IS_SQLITE:
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def from_two_names() -> Engine:
    if IS_SERVER:
        return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)
    return create_engine(URL, connect_args={"check_same_thread": False})


def from_a_helper() -> Engine:
    if is_sqlite(URL):
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def of_each_prefix() -> Engine:
    is_file = any(URL.startswith(one) for one in FILES)
    if is_file is True:
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def of_a_list() -> Engine:
    found = [one for one in FILES if one in URL]
    if found:
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def of_a_pattern() -> Engine:
    match = SERVER.match(URL)
    if match is None:
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def of_a_table() -> Engine:
    arguments = {"prepare_threshold": None}, {"check_same_thread": False}
    return create_engine(URL, connect_args=arguments[bool(IS_SQLITE)], poolclass=NullPool)


def of_a_match() -> Engine:
    match IS_SQLITE:
        case True:
            return create_engine(URL, connect_args={"check_same_thread": False})
        case _:
            return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)


def of_a_count() -> Engine:
    if len([one for one in FILES if one in URL]) > 0:
        return create_engine(URL, connect_args={"check_same_thread": False})
    return create_engine(URL, connect_args={"prepare_threshold": None}, poolclass=NullPool)
