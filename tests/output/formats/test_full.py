from __future__ import annotations

import dataclasses

from pooler_lint.output.formats import full
from pooler_lint.report import FileReport, Report
from pooler_lint.values import Evidence
from tests.output.samples import REPORT, diagnostic
from tests.table import each_row


def shown(text: str, marked: str) -> list[str]:
    """The source lines of a diagnostic, without the lines before them and its fields."""
    finding = dataclasses.replace(diagnostic(text, marked), evidence=())
    rendered = full.render(Report((FileReport("a.py", (finding,), text=text),), 1))
    return [row for row in rendered.rstrip("\n").split("\n")[2:] if " = " not in row[:5]]


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


@each_row("marked", ['connect("postgresql://u:s3cret@h/d")', "after()", "before()"])
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
    finding = dataclasses.replace(diagnostic("x", ""), evidence=(), why="", help=(), note="nothing is shown")
    assert full.render(Report((FileReport("a.py", (finding,)),), 1)) == (
        "error[PGB101]: asyncpg keeps prepared statements\n"
        " --> app/db.py:1:1\n"
        "  = note: nothing is shown\n"
        "  = see: pooler-lint --explain PGB101\n\n"
    )


def test_diagnostics_of_one_place_share_a_frame_and_its_evidence() -> None:
    first = diagnostic("connect(y)", "connect(y)")
    second = dataclasses.replace(first, code="PGB201", severity="warning", confidence="assumed", why="", help=())
    second = dataclasses.replace(second, evidence=(*first.evidence, Evidence("asyncpg 0.30", "uv.lock", 4)))
    rendered = full.render(Report((FileReport("a.py", (first, second), text="connect(y)"),), 1))
    assert rendered.count("^" * 10) == 1
    assert rendered.count("= evidence:") == 2
    assert rendered.count("port 6543") == 1
    assert rendered.endswith(
        "warning[PGB201]: asyncpg keeps prepared statements (assumed)\n  = see: pooler-lint --explain PGB201\n\n"
    )


def test_evidence_is_shown_once_and_four_times_at_most() -> None:
    told = [Evidence(f"fact {number}", "a.py", number) for number in (1, 2, 2, 3, 4, 5, 6)]
    finding = dataclasses.replace(diagnostic("connect(y)", "connect(y)"), evidence=tuple(told))
    rows = full.render(Report((FileReport("a.py", (finding,), text="connect(y)"),), 1)).split("\n")
    shown_evidence = [row.partition("= evidence: ")[2] for row in rows if "= evidence: " in row]
    assert shown_evidence == [*(f"a.py:{number}: fact {number}" for number in (1, 2, 3, 4)), "... and 2 more"]


def test_after_a_repair_the_lines_are_those_of_the_repaired_text() -> None:
    old, new = "connect(y)\n", "import z\nconnect(y)\n"
    finding = diagnostic(new, "connect(y)")
    rendered = full.render(Report((FileReport("a.py", (finding,), text=old, fixed_text=new),), 1))
    assert "\n2 | connect(y)\n" in rendered


def test_colours_are_only_there_when_asked_for() -> None:
    assert "\x1b" not in full.render(REPORT)
    assert "\x1b[1;31merror[PGB101]\x1b[0m" in full.render(REPORT, color=True)
