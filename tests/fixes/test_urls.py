from __future__ import annotations

from pooler_lint.model import DropOption
from pooler_lint.slots import OptionKind
from tests.fixes.helpers import can_repair, option, repaired, request, span_of
from tests.table import each_row

DROP = DropOption("bad", OptionKind.QUERY)


@each_row(
    ("before", "after"),
    [
        ("x = connect('p://h/d?bad=1')\n", "x = connect('p://h/d')\n"),
        ("x = connect('p://h/d?bad=1&a=2')\n", "x = connect('p://h/d?a=2')\n"),
        ("x = connect('p://h/d?a=2&bad=1')\n", "x = connect('p://h/d?a=2')\n"),
        ("x = connect('p://h/d?a=2&bad=true&b=3')\n", "x = connect('p://h/d?a=2&b=3')\n"),
        ("x = connect('p://h/d?bad=&b=3')\n", "x = connect('p://h/d?b=3')\n"),
        ("x = connect('p://h/d?notbad=1&bad=1')\n", "x = connect('p://h/d?notbad=1')\n"),
        ("x = connect('p://h/d?bad=a%20b#c')\n", "x = connect('p://h/d#c')\n"),
        ("x = connect(dsn='p://h/d?bad=1', a=2)\n", "x = connect(dsn='p://h/d', a=2)\n"),
        ("x = connect(f'p://{h}/d?bad=1')\n", "x = connect(f'p://{h}/d')\n"),
        ("x = connect(f'p://{h}/d?bad=1&a={a}')\n", "x = connect(f'p://{h}/d?a={a}')\n"),
        ("x = connect('p://h/d' '?bad=1')\n", "x = connect('p://h/d' '')\n"),
        ("x = connect('p://h/d?a=1' '&bad=1' '&c=2')\n", "x = connect('p://h/d?a=1' '' '&c=2')\n"),
        ("x = connect('p://h/d?a=1&bad=1' + rest)\n", "x = connect('p://h/d?a=1' + rest)\n"),
        ("x = connect(url + '?a=1&bad=1' + rest)\n", "x = connect(url + '?a=1' + rest)\n"),
        ("x = connect(url + '?bad=1')\n", "x = connect(url)\n"),
        ("x = connect((url + '?bad=1'))\n", "x = connect((url + ''))\n"),
        ("x = connect('&bad=1' + rest)\n", "x = connect('' + rest)\n"),
        ("x = connect(url + ('&bad=1' + rest))\n", "x = connect(url + ('' + rest))\n"),
        ("x = connect(url + '/d?bad=1')\n", "x = connect(url + '/d')\n"),
        ("x = connect(url + r'?bad=1')\n", "x = connect(url)\n"),
        ("x = connect(url + f'/{d}?bad=1')\n", "x = connect(url + f'/{d}')\n"),
        ("URL: str\nURL = 'p://h/d?bad=1'\nx = connect(URL)\n", "URL: str\nURL = 'p://h/d'\nx = connect(URL)\n"),
        (
            "OTHER: str = 'p://h/d?bad=1'\nURL: str = 'p://h/e?bad=1'\nx = connect(URL)\n",
            "OTHER: str = 'p://h/d?bad=1'\nURL: str = 'p://h/e'\nx = connect(URL)\n",
        ),
        ("x = connect(r'''p://h/d?bad=1''')\n", "x = connect(r'''p://h/d''')\n"),
        ("URL = 'p://h/d?bad=1'\nx = connect(URL)\n", "URL = 'p://h/d'\nx = connect(URL)\n"),
        ("URL: str = 'p://h/d?bad=1'\nx = connect(URL)\n", "URL: str = 'p://h/d'\nx = connect(URL)\n"),
        (
            "OTHER = 'p://h/d?bad=1'\nURL = 'p://h/e?bad=1'\nx = connect(URL)\n",
            "OTHER = 'p://h/d?bad=1'\nURL = 'p://h/e'\nx = connect(URL)\n",
        ),
    ],
)
def test_a_key_goes_from_the_query(before: str, after: str) -> None:
    assert repaired(before, request(before, "connect", DROP)) == after


@each_row(
    "text",
    [
        "x = connect(url)\n",
        "x = connect('p://h/d?a=1')\n",
        "x = connect('p://h/d?bad=1&bad=2')\n",
        "x = connect('p://h/d?bad=1' if a else 'p://i/d?bad=1')\n",
        "x = connect(f'p://h/d?bad={value}')\n",
        "x = connect('p://h/d?bad=1' + rest)\n",
        "x = connect('p://h/d?bad=1' '&a=2')\n",
        "x = connect('p://h/d' + '?bad=1' + rest)\n",
        "x = connect('p://h/d' '?bad=1' + rest)\n",
        "x = connect('p://h/d?bad=1' '' + rest)\n",
        "x = connect('p://h/d?bad=1' % () + rest)\n",
        "x = connect(f'p://h/d?a=1&bad={value}')\n",
        "x = connect('p://h/d?bad=%s' % value)\n",
        "x = connect('p://h/d?bad={}&a=1'.format(value))\n",
        "URL = 'p://h/d?bad=1'\nURL = 'p://i/d?bad=1'\nx = connect(URL)\n",
    ],
)
def test_an_uncertain_place_is_left_alone(text: str) -> None:
    assert not can_repair(text, request(text, "connect", DROP))


def test_the_place_that_is_known_is_taken() -> None:
    text = "A = 'p://h/d?bad=1'\nB = 'p://i/d?bad=1'\nx = connect(pick(A, B))\n"
    known = [option("bad", OptionKind.QUERY, span_of(text, "'p://i/d?bad=1'"))]
    assert repaired(text, request(text, "connect", DROP, options=known)) == text.replace("i/d?bad=1", "i/d")
