"""Version ranges: what is read from a text, and what follows from it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pooler_lint.versions import ANY_VERSION, VersionRange, parse_version_range
from tests.table import each_row


@each_row(
    ("text", "at_least", "below"),
    [
        ("0.30", "0.30", "0.31"),
        ("0.30.0", "0.30.0", "0.30.1"),
        ("2", "2", "3"),
        ("==0.30.*", "0.30", "0.31"),
        ("0.30.*", "0.30", "0.31"),
        ("==0.30.0", "0.30.0", "0.30.1"),
        ("==0.30", "0.30", "0.30.1"),
        (">=0.29,<0.31", "0.29", "0.31"),
        (" >= 0.29 , < 0.31 ", "0.29", "0.31"),
        ("~=0.29", "0.29", "1"),
        ("~=0.29.1", "0.29.1", "0.30"),
        ("<=0.30.5", None, "0.30.6"),
        ("<=0.30", None, "0.30.1"),
        (">0.30", "0.30", None),
        (">=2.0,!=2.0.5,<2.1,>=2.0.10", "2.0.10", "2.1"),
        ("!=0.30.1", None, None),
    ],
)
def test_reads_a_range(text: str, at_least: str | None, below: str | None) -> None:
    assert parse_version_range(text) == VersionRange(at_least, below)


@each_row("text", ["", " , ", "latest", "^0.30", "=>0.30", "~=1", "===0.30", ">=0.31,<0.30", ">=1.*"])
def test_says_how_to_write_a_range_when_it_cannot_read_one(text: str) -> None:
    with pytest.raises(ValueError, match=r'write "0\.30"'):
        parse_version_range(text)


def test_compares_numbers_and_not_letters() -> None:
    version = parse_version_range("0.30")
    assert version.known_below("0.31")
    assert version.known_at_least("0.9")
    assert not version.known_at_least("0.30.1")
    assert not version.known_below("0.30.1")


def test_an_unknown_version_is_known_for_nothing() -> None:
    assert not ANY_VERSION.known_below("99")
    assert not ANY_VERSION.known_at_least("0.1")


def test_inside_and_outside_are_sure_and_leave_room_between() -> None:
    new = parse_version_range(">=0.31")
    assert parse_version_range("0.32").inside(new)
    assert not parse_version_range("0.32").outside(new)
    assert parse_version_range("<=0.30.5").outside(new)
    assert not parse_version_range("<=0.30.5").inside(new)
    either = parse_version_range(">=0.29")
    assert not either.inside(new)
    assert not either.outside(new)


def test_a_release_candidate_is_before_its_release() -> None:
    assert not parse_version_range("==0.31.0rc1").known_at_least("0.31")


def test_packaging_is_loaded_only_where_a_version_is_compared() -> None:
    code = "import sys, pooler_lint.versions; sys.exit('packaging' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
