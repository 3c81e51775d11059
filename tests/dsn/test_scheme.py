from __future__ import annotations

from pooler_lint.dsn.scheme import driver_of_scheme, is_postgres_scheme
from tests.table import each_row


@each_row(
    ("scheme", "driver"),
    [
        ("postgresql+asyncpg", "asyncpg"),
        ("POSTGRESQL+ASYNCPG", "asyncpg"),
        ("postgresql+psycopg", "psycopg"),
        ("postgresql+psycopg_async", "psycopg"),
        ("postgresql+psycopg2", "psycopg2"),
        ("postgresql+psycopg2cffi", "psycopg2"),
        ("postgresql+pg8000", "pg8000"),
        ("postgresql+aiopg", "other"),
        ("postgres+pygresql", "other"),
        ("asyncpg", "asyncpg"),
        ("postgresql", None),
        ("postgres", None),
        ("mysql+asyncpg", None),
        ("cockroachdb+asyncpg", None),
        (None, None),
    ],
)
def test_driver(scheme: str | None, driver: str | None) -> None:
    found, reason = driver_of_scheme(scheme)
    assert found == driver
    assert reason


def test_the_reason_names_scheme_or_caller() -> None:
    assert "the library" in driver_of_scheme("postgresql")[1]
    assert "`mysql` is not known" in driver_of_scheme("mysql")[1]


@each_row(
    ("scheme", "expected"),
    [("postgis", True), ("redshift+psycopg2", False), ("jdbc:postgresql", False), ("rediss", False), ("corp", None)],
)
def test_is_postgres(scheme: str, expected: bool | None) -> None:
    assert is_postgres_scheme(scheme) is expected
