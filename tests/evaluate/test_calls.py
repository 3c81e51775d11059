"""Calls with unpacked arguments: each is put where it is known, for every value that it can have."""

from __future__ import annotations

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from tests.evaluate.showing import argument, reading_of, show, when
from tests.table import each_row

CHOICES = """
import configparser, lib
a = ["x"] if long else ["y", "z"]
b = ["p"] if more else []
o = {"k": 1} if long else {}
u = load()
parser = configparser.ConfigParser()
def first(one, *rest, **others):
    return one
def second(one, two="s"):
    return two
"""
BOTH = ("long and more", "long and not more", "more and not long", "not long and not more")


def ways_of(call: str) -> dict[str, tuple[str, str | None]]:
    """When the call is made with which arguments, and why there may be more of them."""
    (ways,) = reading_of(f"{CHOICES}lib.call({call})").calls
    return {
        when(found.path): (
            ", ".join(
                f"{one.name}={show(one.value)}" if one.name else show(one.value) for one in found.called.arguments
            ),
            found.called.unpacked,
        )
        for found in ways
    }


@each_row(
    ("call", "expected"),
    [
        ("*a, *b", ["'x', 'p'", "'x'", "'y', 'z', 'p'", "'y', 'z'"]),
        ("*b, 'k', *a", ["'p', 'k', 'x'", "'k', 'x'", "'p', 'k', 'y', 'z'", "'k', 'y', 'z'"]),
        ("*a, *b, **o", ["'x', 'p', k=1", "'x', k=1", "'y', 'z', 'p'", "'y', 'z'"]),
        ("*b, *a, *b", ["'p', 'x', 'p'", "'x'", "'p', 'y', 'z', 'p'", "'y', 'z'"]),
    ],
)
def test_several_that_are_unpacked(call: str, expected: list[str]) -> None:
    assert ways_of(call) == {assumed: (given, None) for assumed, given in zip(BOTH, expected, strict=True)}


def test_nothing_behind_unknown_ones_is_put_anywhere() -> None:
    unknown = "unpacked arguments that are not known"
    assert ways_of("*a, *u, 'k', *b, l=2") == {
        "long and more": ("'x', l=2", unknown),
        "long and not more": ("'x', l=2", unknown),
        "more and not long": ("'y', 'z', l=2", unknown),
        "not long and not more": ("'y', 'z', l=2", unknown),
    }


@each_row(
    ("call", "expected"),
    [
        ("first(*a, *b)", ["'x'", "'x'", "'y'", "'y'"]),
        ("first(*b, *a)", ["'p'", "'x'", "'p'", "'y'"]),
        ("second(*a, *b)", ["'p'", "'s'", "'z'", "'z'"]),
    ],
)
def test_functions_are_called_with_them(call: str, expected: list[str]) -> None:
    found = argument(f"{CHOICES}lib.call({call})")
    assert dict(way[1:].split("] ") for way in found.split(" | ")) == dict(zip(BOTH, expected, strict=True))


@each_row("function", ["parser.read", "store.read", "o.update", "o.setdefault", "a.extend", "unknown"])
@each_row("given", ["*a, *b", "*u, *a", "*b, **o, **u", "*b, *u, *a, **o"])
def test_whatever_is_called_with_them_is_no_error(function: str, given: str) -> None:
    """What a method changes, and what a declaration rests on, is worked out from the same arguments once more."""
    sites = """
asyncpg.connect("postgresql://pgbouncer:6432/app")
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "pgbouncer", "PORT": 6432}}
"""
    report = check_text(f"import asyncpg\n{CHOICES}{function}({given}){sites}", "app.py", Settings())
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["PGB101", "PGB305"]
    assert argument(f"{CHOICES}{function}({given})\nlib.call('x')") == "'x'"
