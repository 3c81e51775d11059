"""The quick look into source: it may say yes too often, never no wrongly."""

from __future__ import annotations

import ast

from pooler_lint.index.followed import texts_in
from pooler_lint.index.nodes import Nodes
from pooler_lint.sql.in_source import may_be_in_source
from pooler_lint.sql.words import may_be_sql_that_matters
from tests.table import each_row

IN_SOURCE = [
    'x.execute("SET search_path TO a")',
    "x.execute('set search_path = a')",
    'x.execute(f"SET {name} = {value}")',
    'x.execute(f"{begin} SET {name} = {value}")',
    'x.execute(f"{begin}{more} {that} SET {name} = {value}")',
    "x.execute(f\"{words['begin']} SET ROLE a\")",
    'x.execute(f"{begin:{width}} SET ROLE a")',
    'x.execute("SET " + name)',
    'x.execute(b"SET ROLE a")',
    'x.execute("\\n  SET ROLE a")',
    'x.execute("""\n  SET ROLE a""")',
    'x.execute("""\\\n  SET ROLE a""")',
    'x.execute("" "SET ROLE a")',
    'x.execute("SELECT 1; SET ROLE a")',
    'x.execute("/* why */ SET ROLE a")',
    'x.execute("-- why\\nSET ROLE a")',
    'x.execute("""-- why\n  SET ROLE a""")',
    'x.execute("RESET ALL; ")',
    'x.execute(f"LISTEN {channel}")',
    'x.execute("PREPARE p AS SELECT 1")',
    'x.execute("EXECUTE p")',
    'x.execute("DEALLOCATE ALL")',
    'x.execute("CREATE TEMP TABLE a (b int)")',
    'x.execute("CREATE OR REPLACE TEMPORARY VIEW a AS SELECT 1")',
    'x.execute("CREATE " "LOCAL TEMP TABLE a (b int)")',
    'x.execute(f"{create} TEMP TABLE a (b int)")',
    'x.execute("SELECT 1 INTO TEMP a")',
    'x.execute("DECLARE c CURSOR WITH HOLD FOR SELECT 1")',
    'x.execute("SELECT pg_advisory_lock(1)")',
    "x.execute(\"SELECT set_config('a', 'b', false)\")",
]


@each_row("source", IN_SOURCE)
def test_a_statement_is_seen_in_the_source_and_in_the_tree(source: str) -> None:
    assert may_be_in_source(source)
    assert any(may_be_sql_that_matters(text) for text in texts_in(Nodes(ast.parse(source))))


@each_row(
    "source",
    [
        'x.execute("UPDATE a SET b = 1")',
        'x.execute(f"UPDATE {a} SET b = 1")',
        'x.execute("""\nUPDATE a\nSET b = 1""")',
        'Column(ForeignKey("a.id", ondelete="SET NULL"))',
        'Column(ForeignKey("a.id", ondelete="SET DEFAULT"))',
        'log("made a temp table")',
    ],
)
def test_what_only_looks_like_one_is_none(source: str) -> None:
    assert not any(may_be_sql_that_matters(text) for text in texts_in(Nodes(ast.parse(source))))


@each_row(
    "source",
    [
        'x.execute("UPDATE a SET b = 1")',
        'x.execute(f"UPDATE {a} SET b = 1")',
        'x.execute(f"UPDATE {a} {b}\\n SET b = 1")',
        'x.execute("""\nUPDATE a\nSET b = 1""")',
        "is_set = settings.reset()\nx.execute(prepare)",
        "a template;\nwith_hold = attempt('x')",
        "# set a = 1",
        "set a = 1",
        "preset_config = read(a)",
    ],
)
def test_a_file_without_one_is_not_parsed(source: str) -> None:
    assert not may_be_in_source(source)


def test_what_is_filled_in_may_be_far_from_the_statement() -> None:
    assert may_be_in_source('f"{' + "a" * 6000 + '} SET ROLE b"')
    assert may_be_in_source('f"' + "{a} " * 3000 + 'SET ROLE b"')
