"""Transactions around what a session keeps, in blocks and in the SQL itself."""

from __future__ import annotations

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.report import Diagnostic

HEAD = """
import asyncpg

SQL = "SET statement_timeout = 0"


async def main() -> None:
    c = await asyncpg.connect("postgresql://app@pgbouncer:6432/app", statement_cache_size=0)
"""


def found(body: str) -> list[Diagnostic]:
    text = HEAD + "".join(f"    {line}\n" for line in body.splitlines())
    return [item for item in check_text(text, "app.py", Settings()).diagnostics if item.code == "PGB301"]


@pytest.mark.parametrize(
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
