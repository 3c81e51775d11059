from __future__ import annotations

import ast

from pooler_lint.index.nodes import walk
from pooler_lint.index.parsing import parse
from pooler_lint.index.relevance import could_hold
from tests.table import each_row
from tests.testdata_format import FOLDER

SILENT = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.alias)
WANTED = frozenset({"asyncpg.connect", "sqlalchemy.ext.asyncio.create_async_engine"})


def test_all_that_python_walks_is_walked_but_contexts_and_operators() -> None:
    for path in FOLDER.rglob("*.py"):
        tree = parse(path.read_text(encoding="utf-8"))
        expected = {id(node) for node in ast.walk(tree) if not isinstance(node, SILENT)}
        assert {id(node) for node in walk(tree)} - {id(n) for n in ast.walk(tree) if isinstance(n, SILENT)} == expected


@each_row(
    ("text", "holds"),
    [
        ("import asyncpg\nasyncpg.connect()", True),
        ("from sqlalchemy.ext.asyncio import (\n  create_async_engine as c)", True),
        ("import asyncpg\nx = asyncpg.connection", False),
        ("import asyncpg\ncreate_async_engine()", False),
        ("import sqlalchemy", False),
        ("connect()", False),
        ("", False),
    ],
)
def test_only_a_text_that_names_what_is_looked_for_could_hold_it(text: str, holds: bool) -> None:
    assert could_hold(text, WANTED) is holds
