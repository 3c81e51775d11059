from __future__ import annotations

from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.suppression import file_ignored, suppressed
from tests.fixes.helpers import call_span, span_of
from tests.table import each_row


def silent(text: str, code: str = "PGB101") -> bool:
    return suppressed(parse_source(text), call_span(text, "connect"), code)


@each_row(
    ("comment", "expected"),
    [
        ("# noqa", True),
        ("# NoQA", True),
        ("# noqa: PGB101", True),
        ("# noqa:PGB101", True),
        ("# noqa: pgb101", True),
        ("# noqa: PGB1", True),
        ("# noqa: E501, PGB101", True),
        ("# noqa: E501 PGB101", True),
        ("# noqa: PGB102,PGB101 because", True),
        ("# type: ignore  # noqa: PGB101", True),
        ("# noqa: PGB102", False),
        ("# noqa: E501", False),
        ("# noqa: PGB1011", False),
        ("# pooler-lint: ignore", True),
        ("# pooler-lint:ignore", True),
        ("# pooler-lint: ignore a good reason", True),
        ("# pooler-lint: ignore[PGB101]", True),
        ("# pooler-lint: ignore[PGB102, PGB101] a good reason", True),
        ("# pooler-lint: ignore[PGB102] PGB101", False),
        ("# pooler-lint: ignore[]", False),
        ("# pooler-lint: ignore-file", False),
        ("# pooler-lint: ignored", False),
        ("# a remark", False),
    ],
)
def test_comments(comment: str, expected: bool) -> None:
    assert silent(f"x = connect(1)  {comment}\n") is expected


@each_row(
    "text",
    [
        "x = connect(\n    1,  # noqa\n    2,\n)\n",
        "x = connect(  # noqa\n    1\n)\n",
        "x = connect(\n    # noqa\n    1\n)\n",
        "x = connect(\n    1\n)  # noqa\n",
        "x = {  # noqa\n    1: 2,\n    3: connect(\n        4\n    ),\n}\n",
        "a = 1; connect(1)  # noqa\n",
        "def f(  # noqa\n    a=connect(1),\n): pass\n",
        "def f(\n    a=connect(1),\n) -> int:  # noqa\n    return 1\n",
        "@connect(1)  # noqa\ndef f():\n    pass\n",
        "@connect(1)\n@other  # noqa\nasync def f():\n    pass\n",
        "@connect(1)\ndef f():  # noqa\n    pass\n",
        "with connect(1) as x:  # noqa\n    pass\n",
        "with (\n    connect(1) as x,\n    y,  # noqa\n):\n    pass\n",
        "class A(\n    connect(1),  # noqa\n): pass\n",
        "if connect(1): pass  # noqa\n",
        "if a: connect(1)  # noqa\n",
        "if a:\n    connect(1)  # noqa\n",
        "while connect(1):  # noqa\n    pass\n",
        "try:\n    pass\nexcept connect(1):  # noqa\n    pass\n",
        "match connect(1):  # noqa\n    case 1:\n        pass\n",
        "x = lambda: connect(1)  # noqa\n",
        "class A:\n    x: int = connect(1)  # noqa\n",
    ],
)
def test_any_line_of_the_statement_counts(text: str) -> None:
    assert silent(text)


@each_row(
    "text",
    [
        "# noqa\nx = connect(1)\n",
        "x = connect(1)\n# noqa\n",
        "x = connect('# noqa')\n",
        "x = connect('''\n# noqa\n''')\n",
        "with connect(1) as x:\n    pass  # noqa\n",
        "with connect(1) as x:\n    # noqa\n    pass\n",
        "def f(a=connect(1)):\n    return 1  # noqa\n",
        "class A(connect(1)):\n    b = 1  # noqa\n",
        "if connect(1):\n    pass\nelse:  # noqa\n    pass\n",
        "if connect(1):\n    pass\nelif b:  # noqa\n    pass\n",
        "def f():  # noqa\n    connect(1)\n",
        "try:  # noqa\n    connect(1)\nfinally:\n    pass\n",
        "match connect(1):\n    case 1:  # noqa\n        pass\n",
    ],
)
def test_other_lines_do_not_count(text: str) -> None:
    assert not silent(text)


@each_row("part", ["'dsn'", "a", "size=2", "(connect('dsn', size=2))"])
def test_a_span_need_not_be_a_call(part: str) -> None:
    text = "x = 1\nif a:\n    y = (connect('dsn', size=2))  # noqa: PGB101\n"
    source = parse_source(text)
    assert suppressed(source, span_of(text, part), "PGB101") is (part != "a")


def test_outside_of_statements_there_is_nothing_to_silence() -> None:
    text = "# noqa, of all things\n\nx = connect(1)\n"
    assert not suppressed(parse_source(text), span_of(text, "all"), "PGB101")


@each_row(
    ("text", "expected"),
    [
        ("# pooler-lint: ignore-file\nx = 1\n", True),
        ("x = 1\n\n    # pooler-lint: ignore-file because\n", True),
        ("'''doc'''\r\n# pooler-lint:ignore-file\r\n", True),
        ("x = 1  # pooler-lint: ignore-file\n", False),
        ("x = '''\n# pooler-lint: ignore-file\n'''\n", False),
        ("x = '''\n# pooler-lint: ignore-file\n'''\n# a remark\n", False),
        ("x = '''\n# pooler-lint: ignore-file\n'''\nx = 1  # pooler-lint: ignore-file\n", False),
        ("# pooler-lint: ignore-files\n", False),
        ("# pooler-lint: ignore\n", False),
        ("# see pooler-lint: ignore-file\n", False),
        ("# pooler-lint: ignore-file\nx = (\n", True),
        ("x = (\n", False),
    ],
)
def test_a_whole_file_is_ignored(text: str, expected: bool) -> None:
    assert file_ignored(text) is expected


def test_only_the_lines_of_the_span_itself() -> None:
    text = "x = {\n    1: connect(1),  # noqa\n    2: connect(2),\n}\n"
    source = parse_source(text)
    spans = [call_span(text, "connect", nth) for nth in range(2)]
    assert [suppressed(source, span, "PGB101", inside_only=True) for span in spans] == [True, False]
    assert [suppressed(source, span, "PGB101") for span in spans] == [True, True]
