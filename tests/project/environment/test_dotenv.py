"""`.env` files: values, lines and references."""

from __future__ import annotations

from pooler_lint.project.sources.dotenv import read_dotenv
from tests.table import each_row


def settings(text: str) -> dict[str, tuple[str, int]]:
    (block,) = read_dotenv(text, ".env").blocks
    return {one.name: (one.value, one.line) for one in block.settings}


def test_values_and_lines_as_they_are_written() -> None:
    text = (
        "# head\n\n\nA=plain # comment\nexport B = 'single $A'\n\nC=\"two\nlines\"\r\nD=after\n"
        "  'E'=quoted\nF\nG=\nH=postgresql://u:p#w@h:6543/db?a=b\n"
    )
    assert settings(text) == {
        "A": ("plain", 4),
        "B": ("single $A", 5),
        "C": ("two\nlines", 7),
        "D": ("after", 9),
        "E": ("quoted", 10),
        "G": ("", 12),
        "H": ("postgresql://u:p#w@h:6543/db?a=b", 13),
    }


@each_row(
    ("text", "value"),
    [
        ("HOST=h\nURL=postgresql://${HOST}:6543/x", "postgresql://h:6543/x"),
        ("URL=postgresql://$HOST/x\nHOST=h", "postgresql://h/x"),
        ("HOST=h\nURL='${HOST}'", "h"),
        ('HOST=h\nURL="a${HOST}b"', "ahb"),
        ("URL=${HOST:-localhost}:1", "localhost:1"),
        ("URL=x${HOST}", "x\0HOST\0"),
        ("URL=x\\$HOST", "x$HOST"),
        ("URL=a$$HOST", "a$\0HOST\0"),
        ("URL=x${URL}", "x\0URL\0"),
        ("URL=x$OTHER\nOTHER=y$URL", "xy\0URL\0"),
        ("URL=first\nURL=second", "second"),
        ("URL=nul\0byte", "nulbyte"),
        ("URL='sec$ret'", "sec$ret"),
    ],
)
def test_references(text: str, value: str) -> None:
    assert settings(text)["URL"][0] == value


def test_a_line_that_is_no_assignment_is_a_problem_and_the_rest_is_read() -> None:
    reading = read_dotenv("A=1\n\nnot an assignment\nB=2\n", ".env")
    assert [(problem.line, problem.why) for problem in reading.problems] == [(3, "this line is no assignment")]
    assert [one.name for one in reading.blocks[0].settings] == ["A", "B"]


def test_many_bad_lines_are_one_problem() -> None:
    (problem,) = read_dotenv("if true\nA=1\nfi then\nx y\n", ".env").problems
    assert (problem.line, problem.why) == (1, "this line is no assignment, nor are 2 more")
