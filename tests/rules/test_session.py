"""Transactions around what a session keeps, in blocks and in the SQL itself."""

from __future__ import annotations

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.report import Diagnostic
from tests.table import each_row

HEAD = """
import asyncpg

SQL = "SET statement_timeout = 0"


async def main() -> None:
    c = await asyncpg.connect("postgresql://app@pgbouncer:6432/app", statement_cache_size=0)
"""


def found(body: str) -> list[Diagnostic]:
    text = HEAD + "".join(f"    {line}\n" for line in body.splitlines())
    return [item for item in check_text(text, "app.py", Settings()).diagnostics if item.code == "PGB301"]


@each_row(
    ("sql", "repaired"),
    [
        ("BEGIN; SET statement_timeout = 0; SELECT 1; COMMIT", True),
        ("BEGIN; SELECT 1; COMMIT; SET statement_timeout = 0", False),
        ("SET statement_timeout = 0", False),
    ],
)
def test_a_transaction_in_the_text_makes_room_for_a_local_setting(sql: str, repaired: bool) -> None:
    (one,) = found(f'await c.execute("{sql}")')
    assert (one.fix is not None) == repaired


def test_a_text_that_others_may_use_too_is_not_changed() -> None:
    inside = "async with c.transaction():\n    await c.execute({})"
    assert found(inside.format('"SET statement_timeout = 0"'))[0].fix is not None
    assert found(inside.format("SQL"))[0].fix is None


def test_statements_after_a_return_are_not_followed() -> None:
    after = "await c.execute('RESET statement_timeout')"
    assert found(f"await c.execute(SQL)\nreturn\n{after}")
    assert found(f"await c.execute(SQL)\nif ready():\n    return\nelse:\n    return\n{after}")


@pytest.mark.parametrize("limit", ["MAX_STEPS", "MAX_HELD"])
def test_what_a_function_that_is_too_long_leaves_behind_is_unknown(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    body = "async with c.transaction():\n    await c.execute(SQL)\n    if ready():\n        await c.fetch('SELECT 1')"
    assert len(found(body)) == 1
    monkeypatch.setattr(f"pooler_lint.rules.paths.{limit}", 0)
    report = check_text(HEAD + "".join(f"    {line}\n" for line in body.splitlines()), "app.py", Settings())
    assert [item.code for item in report.diagnostics] == []
    ((note, line),) = [(note.text, note.line) for note in report.notes]
    assert (line, "more steps than are followed" in note) == (8, True)


def test_what_begins_a_transaction_elsewhere_commits_it_there() -> None:
    text = """
from sqlalchemy import create_engine, text

connection = create_engine("postgresql+psycopg2://app@pgbouncer:6432/app").begin()


def use():
    connection.execute(text("SET statement_timeout = 0"))
"""
    assert "PGB301" in [item.code for item in check_text(text, "app.py", Settings()).diagnostics]
