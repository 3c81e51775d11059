from __future__ import annotations

import dataclasses

import pytest

from pooler_lint.output import full
from pooler_lint.report import FileReport, Report
from tests.output.samples import CLEAN, REPORT, diagnostic, repair


def shown(text: str, marked: str) -> list[str]:
    """The source lines of a finding, without its first line and its notes."""
    finding = dataclasses.replace(diagnostic(text, marked), evidence=())
    rendered = full.render(Report((FileReport("a.py", (finding,), text=text),), 1))
    return rendered.rstrip("\n").split("\n")[1:]


def test_the_whole_form() -> None:
    assert full.render(REPORT) == (
        "app/db.py:7:18: PGB101 [*] asyncpg keeps prepared statements\n"
        "  |\n"
        "7 |     return await asyncpg.connect(DSN)\n"
        "  |                  ^^^^^^^^^^^^^^^^^^^^\n"
        "  = note: app/db.py:3: port 6543 is Supavisor's transaction port\n"
        "  = help: Set statement_cache_size=0\n"
        "\n"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert full.render(CLEAN) == ""


def test_wide_characters_and_tabs_do_not_shift_the_underline() -> None:
    assert shown("\tx = '日本e\u0301'; connect(y)", "connect(y)") == [
        "  |",
        "1 |     x = '日本e\u0301'; connect(y)",
        "  |                  ^^^^^^^^^^",
    ]
    assert shown("f(\t'é')", "f(\t'é')")[2] == "  | " + "^" * len("f(    'é')")


def test_a_call_of_several_lines_shows_its_first() -> None:
    text = "engine = create_engine(\n    url,\n    echo=True,\n)\n"
    assert shown(text, text[9:-1]) == [
        "  |",
        "1 | engine = create_engine(",
        "  |          ^^^^^^^^^^^^^^",
        "  |          ... 3 more to line 4",
    ]


def test_a_very_long_line_is_cut_around_the_place() -> None:
    text = f"x = [{'1, ' * 200}connect(dsn), {'2, ' * 200}]"
    rows = shown(text, "connect(dsn)")
    assert len(rows[1]) < 180
    start = rows[2].index("^")
    assert rows[1][start:].startswith("connect(dsn)")
    assert rows[2].count("^") == len("connect(dsn)")
    assert rows[1].endswith("...")


def test_a_long_call_is_underlined_as_far_as_it_is_shown() -> None:
    text = f"connect({'a, ' * 200})"
    rows = shown(text, text)
    assert rows[1].endswith("...")
    assert rows[2].count("^") == 160


@pytest.mark.parametrize("marked", ['connect("postgresql://u:s3cret@h/d")', "after()", "before()"])
def test_secrets_are_masked_and_the_underline_still_fits(marked: str) -> None:
    text = 'before(); connect("postgresql://u:s3cret@h/d"); after()'
    rows = shown(text, marked)
    assert "s3cret" not in rows[1]
    assert "***" in rows[1]
    start, width = rows[2].index("^"), rows[2].count("^")
    under = rows[1][start : start + width]
    assert (under[:7], under[-1]) == (marked[:7], ")")


def test_control_characters_do_not_reach_the_terminal() -> None:
    rows = shown("x = '\x1b[31m'; connect(y)", "connect(y)")
    assert "\x1b" not in rows[1]
    assert rows[2].index("^") == rows[1].index("connect")


def test_a_finding_without_a_place_in_the_text_shows_none() -> None:
    finding = dataclasses.replace(diagnostic("x", "x"), span=diagnostic("x", "").span, evidence=())
    assert full.render(Report((FileReport("a.py", (finding,)),), 1)) == (
        "app/db.py:1:1: PGB101 asyncpg keeps prepared statements\n\n"
    )


def test_the_help_says_how_the_repair_is_made() -> None:
    text = "connect(y)"
    for safety, says in (("unsafe", "(--unsafe-fixes)"), ("display", "(by hand)")):
        finding = diagnostic(text, text, fix=repair(text, "y", "z", safety))
        rendered = full.render(Report((FileReport("a.py", (finding,), text=text),), 1))
        assert f"= help: Set statement_cache_size=0 {says}" in rendered
        assert "[*]" not in rendered


def test_after_a_repair_the_lines_are_those_of_the_repaired_text() -> None:
    old, new = "connect(y)\n", "import z\nconnect(y)\n"
    finding = diagnostic(new, "connect(y)")
    rendered = full.render(Report((FileReport("a.py", (finding,), text=old, fixed_text=new),), 1))
    assert "\n2 | connect(y)\n" in rendered


def test_colours_are_only_there_when_asked_for() -> None:
    assert "\x1b" not in full.render(REPORT)
    assert "\x1b[1;31mPGB101\x1b[0m" in full.render(REPORT, color=True)
