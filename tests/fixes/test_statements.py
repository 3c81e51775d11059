"""Statements that a fix takes away: `options["pool_size"] = 5`."""

from __future__ import annotations

from pooler_lint.check import fix_text
from pooler_lint.config import Settings
from tests.table import each_row

HEAD = """\
import os
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
options = {"echo": True}
"""
CALL = 'engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/app", **options%s)\n'


@each_row(
    ("before", "after"),
    [
        ("options['pool_size'] = 5\n", ""),
        ("options['pool_size'] = 5  # five\noptions['future'] = True  # new\n", "options['future'] = True  # new\n"),
        ("# how many\n# to keep\noptions['pool_size'] = 5\n", ""),
        ("# driver\noptions['future'] = True\noptions['pool_size'] = 5\n", "# driver\noptions['future'] = True\n"),
        ("# Options\noptions['pool_size'] = 5\noptions['future'] = 1\n", "# Options\noptions['future'] = 1\n"),
        ("# noqa: X\noptions['pool_size'] = 5\n", "# noqa: X\n"),
        ("\noptions['pool_size'] = 5\n\n", "\n"),
        ("if os:\n    options['pool_size'] = 5\n", "if os:\n    pass\n"),
        ("if os:\n    # two\n    options['pool_size'] = 5\n    options['max_overflow'] = 5\n", "if os:\n    pass\n"),
        ("if os:\n    a = 1\n    options['pool_size'] = 5\n", "if os:\n    a = 1\n"),
        ("if os:\r\n    a = 1\r\n    options['pool_size'] = 5\r\n", "if os:\r\n    a = 1\r\n"),
    ],
)
def test_a_statement_goes_with_its_comments(before: str, after: str) -> None:
    report = fix_text(HEAD + before + CALL % "", "db.py", Settings(pool_class="null", line_length=120))
    assert report.errors == ()
    assert report.fixed_text == HEAD + after + CALL % ", poolclass=NullPool"


@each_row("line", ["a = 1; options['pool_size'] = 5\n", "options['pool_size'] = size = 5\n"])
def test_a_statement_that_does_more_stays(line: str) -> None:
    report = fix_text(HEAD + line + CALL % "", "db.py", Settings(pool_class="null", line_length=120))
    assert (report.fixed_text, report.errors) == (None, ())
