"""One text through all rooms."""

from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from pooler_lint import check_source, fix_source
from pooler_lint.config import Settings

BROKEN = 'import asyncpg\n\nasyncpg.connect("postgresql://pgbouncer:6432/app")\n'


def test_a_source_that_does_not_parse_is_an_error_with_its_place() -> None:
    report = check_source("import asyncpg\nasyncpg.connect(\n")
    assert report.diagnostics == ()
    (error,) = report.errors
    assert error.line == 2
    assert "not valid Python" in error.message


def test_nul_bytes_are_an_error() -> None:
    assert check_source("import asyncpg\nasyncpg.connect(d)\n\0").errors


def test_a_comment_silences_the_whole_file_or_one_call() -> None:
    assert check_source("# pooler-lint: ignore-file\n" + BROKEN).diagnostics == ()
    assert check_source(BROKEN.replace(")\n", ")  # noqa: PGB101\n")).diagnostics == ()
    assert check_source(BROKEN.replace(")\n", ")  # noqa: PGB201\n")).diagnostics


def test_selection_and_configuration_count() -> None:
    assert check_source(BROKEN, settings=Settings(ignore=("PGB1",))).diagnostics == ()
    assert check_source(BROKEN, settings=Settings(select=("PGB2",))).diagnostics == ()


def test_the_repair_says_what_it_did() -> None:
    report = fix_source(BROKEN)
    assert report.fixed_text is not None
    assert "statement_cache_size=0" in report.fixed_text
    assert (report.fixed, report.diagnostics, report.text) == (1, (), BROKEN)
    assert fix_source(report.fixed_text).fixed_text is None


def test_a_finding_has_its_place_its_endpoint_and_its_evidence() -> None:
    (found,) = check_source(BROKEN).diagnostics
    assert (found.line, found.column, found.place.end_line, found.place.end_column) == (3, 1, 3, 51)
    assert found.endpoint is not None
    assert (found.endpoint.host, found.endpoint.port, found.endpoint.mode) == ("pgbouncer", 6432, "transaction")
    assert found.evidence
    assert found.fix is not None
    assert found.fix.safety == "safe"


def test_columns_are_code_points() -> None:
    (found,) = check_source('import asyncpg\n"日本"; asyncpg.connect("postgresql://pgbouncer:6432/a")\n').diagnostics
    assert found.column == 7


NAMES = st.sampled_from(["url", "opts", "x"])
TEXTS = st.sampled_from(
    ['"postgresql://pgbouncer:6432/app"', '"postgresql://db/app"', 'os.environ["X"]', "url", "x", "None"]
)
TESTS = st.sampled_from(['":6432" in url', "x", "url == x", "not x", "len(url) > 3", "0 < x < 2"])


@st.composite
def statements(draw: st.DrawFn, depth: int = 0) -> str:
    """One statement, indented by `depth`."""
    pad = "    " * depth
    kind = draw(st.integers(0, 9 if depth < 3 else 4))
    if kind == 0:
        return f"{pad}{draw(NAMES)} = {draw(TEXTS)}\n"
    if kind == 1:
        return f"{pad}opts = {{'statement_cache_size': {draw(st.sampled_from(['0', '100', 'x']))}}}\n"
    if kind == 2:
        return f"{pad}opts['statement_cache_size'] = {draw(st.sampled_from(['0', 'x']))}\n"
    if kind == 3:
        return f"{pad}asyncpg.connect({draw(TEXTS)})\n"
    if kind == 4:
        return f"{pad}asyncpg.connect({draw(TEXTS)}, **opts)\n"
    body = "".join(draw(st.lists(statements(depth + 1), min_size=1, max_size=3)))
    heads = [f"if {draw(TESTS)}:", "for x in (1, 2):", "while x:", f"def {draw(NAMES)}(url, x=1):", "class opts:"]
    return f"{pad}{heads[kind - 5]}\n{body}"


@given(st.lists(statements(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_never_raises_and_repairs_what_it_can(parts: list[str]) -> None:
    source = "import os\nimport asyncpg\n" + "".join(parts)
    ast.parse(source)
    report = fix_source(source)
    assert report.errors == ()
    if report.fixed_text is not None:
        ast.parse(report.fixed_text)
        assert fix_source(report.fixed_text).fixed_text is None
