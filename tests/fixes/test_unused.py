"""Imports that a repair leaves without a use."""

from __future__ import annotations

import textwrap

import libcst as cst

from pooler_lint.check import fix_text
from pooler_lint.config import Settings
from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import Replace
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.unused import _whole_line, without_unused
from pooler_lint.report import Edit
from tests.table import each_row

SETTINGS = Settings(extend_select=("PGB203",), unsafe_fixes=True, ignore=("PGB103",), line_length=88)
CALL = 'ConnectionPool("postgresql://app@pgbouncer:6432/app", max_size=2)'


def fixed(text: str) -> str:
    report = fix_text(textwrap.dedent(text), "app.py", SETTINGS)
    assert report.errors == ()
    assert report.fixed_text is not None
    return report.fixed_text


@each_row(
    ("imports", "after"),
    [
        ("from psycopg_pool import ConnectionPool", "from psycopg_pool import NullConnectionPool"),
        (
            "from psycopg_pool import ConnectionPool, PoolTimeout",
            "from psycopg_pool import NullConnectionPool, PoolTimeout",
        ),
        (
            "from psycopg_pool import AsyncConnectionPool, ConnectionPool",
            "from psycopg_pool import AsyncConnectionPool, NullConnectionPool",
        ),
        (
            "from psycopg_pool import ConnectionPool  # the pool",
            "from psycopg_pool import NullConnectionPool  # the pool",
        ),
    ],
)
def test_the_class_that_was_called_goes(imports: str, after: str) -> None:
    assert fixed(f"{imports}\n\npool = {CALL}\n").startswith(f"{after}\n\npool = Null{CALL}")


@each_row(
    "use",
    [
        "other: ConnectionPool",
        'other: "ConnectionPool"',
        "__all__ = ['ConnectionPool', 'pool']",
        "# a ConnectionPool would do, too",
        "def f():\n    return ConnectionPool",
    ],
)
def test_a_name_that_stands_anywhere_else_stays(use: str) -> None:
    text = fixed(f"from psycopg_pool import ConnectionPool\n\npool = {CALL}\n{use}\n")
    assert text.startswith("from psycopg_pool import ConnectionPool, NullConnectionPool\n")


def test_a_module_that_the_new_code_needs_stays() -> None:
    text = fixed(f"import psycopg_pool\n\npool = psycopg_pool.{CALL}\n")
    assert text.startswith("import psycopg_pool\n\npool = psycopg_pool.NullConnectionPool(")


def test_an_import_in_parentheses_keeps_its_form() -> None:
    text = fixed(f"from psycopg_pool import (\n    ConnectionPool,\n    PoolTimeout,\n)\n\npool = {CALL}\n")
    assert "from psycopg_pool import (\n    NullConnectionPool,\n    PoolTimeout,\n)\n" in text


def test_a_comment_inside_an_import_keeps_it() -> None:
    text = fixed(f"from psycopg_pool import (\n    ConnectionPool,  # ours\n    PoolTimeout,\n)\n\npool = {CALL}\n")
    assert "import (\n    ConnectionPool,  # ours\n    NullConnectionPool,\n    PoolTimeout,\n)\n" in text


def test_an_import_of_all_names_stays() -> None:
    text = fixed(f"from os import *\nfrom psycopg_pool import ConnectionPool\n\npool = {CALL}\n")
    assert text.startswith("from os import *\nfrom psycopg_pool import NullConnectionPool\n\npool")


@each_row(("levels", "stays"), [(3, False), (200, True)])
def test_where_no_more_brackets_can_be_read_imports_stay(levels: int, stays: bool) -> None:
    text = f"from urls import BASE\n\nURL = {'(' * levels}BASE{')' * levels} + TAIL\n"
    start = text.index("(" * levels)
    gone = Replace(Span(start, len(text) - 1), "TAIL")
    edits = without_unused(parse_source(text), [gone], [Edit(start, len(text) - 1, "TAIL")])
    assert apply_edits(text, edits) == ("from urls import BASE\n\n" if stays else "") + "URL = TAIL\n"


def test_two_calls_of_one_class_go_together() -> None:
    text = fixed(f"from psycopg_pool import ConnectionPool\n\none = {CALL}\ntwo = {CALL}\n")
    assert text.startswith("from psycopg_pool import NullConnectionPool\n\none")


def test_an_import_in_a_function() -> None:
    text = fixed(
        f"""
        def make():
            from psycopg_pool import ConnectionPool

            return {CALL}
        """
    )
    assert "    from psycopg_pool import NullConnectionPool\n\n    return NullConnectionPool(" in text
    assert " ConnectionPool" not in text


def test_line_ends_of_windows() -> None:
    text = fixed(f"from psycopg_pool import ConnectionPool\r\n\r\npool = {CALL}\r\n")
    assert text.startswith("from psycopg_pool import NullConnectionPool\r\n\r\npool")


@each_row(
    ("text", "after"),
    [
        ("import a\nx = 1\n", "x = 1\n"),
        ("import a\n\n\nx = 1\n", "x = 1\n"),
        ("import a\n   \nx = 1\n", "x = 1\n"),
        ("import a\n\n# c\nx = 1\n", "# c\nx = 1\n"),
        ("y = 1\nimport a\n\nx = 1\n", "y = 1\n\nx = 1\n"),
        ("y = 1\n\nimport a\n\n\nx = 1\n", "y = 1\n\nx = 1\n"),
        ("# c\nimport a\n\nx = 1\n", "# c\n\nx = 1\n"),
        ("y = 1\r\n\r\nimport a\r\n\r\nx = 1\r\n", "y = 1\r\n\r\nx = 1\r\n"),
        ("import a\r\nx = 1\r\n", "x = 1\r\n"),
        ("y = 1\nimport a", "y = 1\n"),
        ("y = 1\n\nimport a\n\n", "y = 1\n\n"),
        ("import a", ""),
        ("import a  # c\nx = 1\n", "import a  # c\nx = 1\n"),
        ("y = 1\nimport a  # c\nx = 1\n", "y = 1\nimport a  # c\nx = 1\n"),
        ("y = 1\r\nimport a\r\nx = 1\r\n", "y = 1\r\nx = 1\r\n"),
    ],
)
def test_a_line_goes_with_the_blank_lines_that_were_its_own(text: str, after: str) -> None:
    source = parse_source(text)
    (line,) = [
        node
        for node in source.module.body
        if isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Import)
    ]
    edit = _whole_line(source, source.span(line.body[0]), line)
    assert edit.end <= len(text)
    assert apply_edits(text, [edit]) == after


def dropped(text: str, gone: str, *edits: Edit) -> str:
    """The text after what stands there last has been replaced by `new`, without the imports that nothing uses then."""
    start = text.rindex(gone)
    place = Span(start, start + len(gone))
    made = without_unused(parse_source(text), [Replace(place, "new")], [Edit(place.start, place.end, "new"), *edits])
    return apply_edits(text, made)


@each_row(
    ("imports", "after"),
    [
        ("from a import old; import sys\n", "from a import old; import sys\n"),
        ("import os; import sys\nfrom a import old\n", "import os; import sys\n"),
        ("import os, sys\nfrom a import b\nimport old\n", "import os, sys\nfrom a import b\n"),
        ("import a as old, os\n", "import os\n"),
        ("import os, a as old\n", "import os\n"),
        ("from a import (b, c, d, old)\n", "from a import (b, c, d)\n"),
        ("from a import (\n    b,\n    c,\n    d,\n    old,\n)\n", "from a import (\n    b,\n    c,\n    d,\n)\n"),
        ("from a import (\n    b,  # b\n    old,\n)\n", "from a import (\n    b,  # b\n    old,\n)\n"),
        ("def f():\n    from a import old\n", "def f():\n    from a import old\n"),
        ("def f(): from a import old; g()\n", "def f(): from a import old; g()\n"),
        ("def f():\n    from a import old\n    g()\n", "def f():\n    g()\n"),
    ],
)
def test_what_is_left_of_the_imports(imports: str, after: str) -> None:
    head = "import os\nx = 1\n"
    text = f"{head}{imports}y = old\n"
    assert dropped(text, "old") == f"{head}{after}y = new\n"


@each_row("newline", ["\n", "\r\n", "\r"])
def test_a_new_import_takes_the_place_of_the_one_before_it(newline: str) -> None:
    text = f"from m import old{newline}{newline}y = old{newline}"
    new = Edit(17, 17, f"{newline}from n import new")
    assert dropped(text, "old", new) == f"from n import new{newline}{newline}y = new{newline}"


def test_a_new_import_stands_before_the_one_that_goes() -> None:
    text = "from m import old\n\ny = old\n"
    assert dropped(text, "old", Edit(0, 0, "from a import new\n")) == "from a import new\n\ny = new\n"
