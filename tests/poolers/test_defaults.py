from __future__ import annotations

import re
from typing import get_args

from pooler_lint.model import Mode
from pooler_lint.poolers.defaults import Default, default_mode, default_of, defaults
from tests.table import each_row


@each_row(
    ("pooler", "version", "tracks", "can_track"),
    [
        ("PgBouncer", "1.18.0", False, False),
        ("PgBouncer", "1.20.1", False, False),
        ("PgBouncer", "1.21", False, True),
        ("PgBouncer", "1.21.0", False, True),
        ("PgBouncer", "1.23.1", False, True),
        ("PgBouncer", "1.24", True, True),
        ("PgBouncer", "1.24.0", True, True),
        ("PgBouncer", "1.26.1", True, True),
        ("PgBouncer", "2.0", True, True),
        ("Odyssey", "1.2", False, False),
        ("Odyssey", "1.4.1", False, True),
        ("Odyssey", "1.5.0", True, True),
        ("PgCat", "1.2.0", False, True),
        ("PgDog", "0.1.5", True, True),
        ("Supavisor", "1.1.56", False, False),
        ("Supavisor", "2.7.4", False, True),
    ],
)
def test_by_version(pooler: str, version: str, tracks: bool, can_track: bool) -> None:
    row = default_of(pooler, version)
    assert row is not None
    assert (row.tracks_statements, row.can_track) == (tracks, can_track)


@each_row(
    ("pooler", "operator", "tracks"),
    [
        ("PgBouncer", None, None),
        ("PgBouncer", "Crunchy PGO", None),
        ("PgBouncer", "CloudNativePG", True),
        ("PgBouncer", "the Zalando operator", True),
        ("Odyssey", None, None),
        ("PgCat", None, False),
        ("PgDog", None, True),
        ("Supavisor", None, False),
        ("another", None, None),
    ],
)
def test_without_a_version(pooler: str, operator: str | None, tracks: bool | None) -> None:
    row = default_of(pooler, None, operator)
    assert (row.tracks_statements if row else None) is tracks


def test_a_version_that_is_known_beats_the_operators_own_image() -> None:
    row = default_of("PgBouncer", "1.22.0", "CloudNativePG")
    assert row is not None
    assert row.tracks_statements is False


def test_modes() -> None:
    assert default_mode("PgBouncer") == "session"
    assert default_mode("PgBouncer", "CloudNativePG") == "session"
    assert default_mode("PgBouncer", "the Zalando operator") == "transaction"
    assert default_mode("PgBouncer", "Crunchy PGO") == "session"
    assert default_mode("PgCat") == "transaction"
    assert default_mode("PgDog") == "transaction"
    assert default_mode("Odyssey") is None
    assert default_mode("another") is None


@each_row("row", defaults())
def test_every_row_is_whole(row: Default) -> None:
    assert row.mode is None or row.mode in get_args(Mode)
    assert row.tracks_statements <= row.can_track
    assert row.reason
    assert row.source.startswith("https://")
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", row.source_date)
    assert all(re.fullmatch(r"\d+(\.\d+)+", bound) for bound in (row.at_least, row.below) if bound is not None)


def test_a_pooler_without_a_row_has_no_default() -> None:
    assert default_of("no such pooler", "1.0") is None
    assert default_of("no such pooler", None) is None
    assert default_of("PgBouncer", "1.24", "CloudNativePG") == default_of("PgBouncer", "1.24")


@each_row(
    ("at_least", "below", "covered"),
    [
        (None, None, True),
        ("1.21", None, True),
        ("1.21.1", None, False),
        (None, "1.21", False),
        (None, "1.21.1", True),
        ("1.21", "1.24", True),
    ],
)
def test_which_versions_a_row_is_about(at_least: str | None, below: str | None, covered: bool) -> None:
    row = Default("PgBouncer", None, at_least, below, "session", False, True, "", "", "")
    assert row.covers("1.21") is covered
