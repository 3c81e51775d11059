"""Whether all databases that a project names are behind transaction poolers."""

from __future__ import annotations

from pooler_lint.model import Endpoint, Mode
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.only import only_poolers
from pooler_lint.values import Evidence, Known, Text, Value
from tests.dsn.holes import hole, text
from tests.table import each_row

POOLED = "postgresql://app@pool.example.com:6432/app"
OTHER = "postgresql://app@other.example.com:6432/app"
DIRECT = "postgresql://app@db.example.com:5432/app"


def only(*values: Value, mode: Mode = "transaction") -> Endpoint | None:
    declared = [ConfiguredEndpoint(f"{name}.example.com:6432", mode) for name in ("pool", "other")]
    return only_poolers(values, declared, lambda: (), "app.py")


def test_the_first_of_them_is_shown() -> None:
    found = only(text(POOLED), text(OTHER))
    assert found is not None
    assert (found.host, found.driver) == ("pool.example.com", None)
    said = (
        'the configuration declares `match = "pool.example.com:6432"` as `mode = "transaction"`,'
        " `tracks-statements = false`"
    )
    assert found.evidence == (Evidence(said, "app.py", 0),)


@each_row("scheme", ["postgres", "PostgreSQL", "postgresql+asyncpg", "psql", "pgsql", "postgis"])
def test_schemes_of_postgres(scheme: str) -> None:
    assert only(Known(f" {scheme}://app@pool.example.com:6432/app")) is not None


@each_row(
    "value",
    [text("redis://pool.example.com:6432/0"), text("pool.example.com"), Known(6432), Text((hole("url"),)), hole("url")],
)
def test_what_is_no_url_of_postgres_is_passed_over(value: Value) -> None:
    assert only(value) is None
    found = only(value, text(POOLED))
    assert found is not None
    assert found.host == "pool.example.com"


@each_row("other", [DIRECT, "postgresql://app@{host}/app", "postgresql://app@pgbouncer:6432/app"])
def test_one_that_goes_elsewhere_is_enough(other: str) -> None:
    assert only(text(POOLED), text(other)) is None


def test_a_url_with_holes_counts() -> None:
    assert only(text("postgresql://{user}@pool.example.com:6432/app")) is not None
    assert only(text("postgresql://{user}@pool.example.com:6432/app"), text("postgresql://{user}@db/app")) is None


def test_a_pooler_in_session_mode_is_none_of_them() -> None:
    assert only(text(POOLED), mode="session") is None
    assert only() is None
