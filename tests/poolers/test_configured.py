from __future__ import annotations

import pytest

from pooler_lint.poolers.catalogue import Target
from pooler_lint.poolers.configured import ConfiguredEndpoint, split_match
from pooler_lint.poolers.standing import Standing
from tests.table import each_row


@each_row(
    ("match", "parts"),
    [
        ("db", ("db", None, None)),
        ("db:6432", ("db", "6432", None)),
        ("*.internal:6432/app_*", ("*.internal", "6432", "app_*")),
        ("db/app", ("db", None, "app")),
        ("[::1]:6432", ("::1", "6432", None)),
        ("[2001:db8::1]/app", ("2001:db8::1", None, "app")),
        ("*:*", ("*", "*", None)),
        ("/var/run/postgresql:6432/app", ("/var/run/postgresql", "6432", "app")),
    ],
)
def test_split(match: str, parts: tuple[str, str | None, str | None]) -> None:
    assert split_match(match) == parts


@each_row("match", ["", ":6432", "a b", "db:port", "::1"])
def test_split_refuses(match: str) -> None:
    with pytest.raises(ValueError, match="host-pattern"):
        split_match(match)


_UNKNOWN_HOST = Target(None, 6543, host_unknown="a variable")


@each_row(
    ("match", "target", "expected"),
    [
        ("DB.Internal:6432", Target("db.internal", 6432), True),
        ("db.internal:6432", Target("db.internal", 5432), False),
        ("db.internal", Target("db.internal", None), True),
        ("db.internal:6432", Target("db.internal", None), False),
        ("db.internal:*", Target("db.internal", None), True),
        ("*.internal", Target("db.internal", 1), True),
        ("*.internal", Target("db.external", 1), False),
        ("db?", Target("db1", 1), True),
        ("[::1]:6432", Target("::1", 6432), True),
        ("*:6543", _UNKNOWN_HOST, True),
        ("db:6543", _UNKNOWN_HOST, False),
        ("*", Target(None, 5432), True),
        ("*.pooler.example.com", Target("a-*.pooler.example.com", 1), True),
        ("a-eu.pooler.example.com", Target("a-*.pooler.example.com", 1), False),
        ("db/app", Target("db", 1, "app"), True),
        ("db/app", Target("db", 1, "App"), False),
        ("db/app", Target("db", 1), False),
        ("db/app", Target("db", 1, None, database_known=False), False),
        ("db/*", Target("db", 1, None, database_known=False), True),
        ("db/**", Target("db", 1, None, database_known=False), True),
        ("db/?", Target("db", 1, None, database_known=False), False),
        ("db/?*", Target("db", 1), False),
        ("db/X", Target("db", 1, None, database_known=False), False),
        ("?", _UNKNOWN_HOST, False),
        ("?*", _UNKNOWN_HOST, False),
        ("db:?", Target("db", None), False),
        ("db:????", Target("db", None), False),
        ("db:????", Target("db", 6432), True),
    ],
)
def test_covers(match: str, target: Target, expected: bool) -> None:
    assert ConfiguredEndpoint(match, "session").covers(target) is expected


def test_tracking_by_default_follows_the_mode() -> None:
    assert ConfiguredEndpoint("db", "transaction").standing().tracks_statements is False
    assert ConfiguredEndpoint("db", "statement").standing().loses_statements
    assert ConfiguredEndpoint("db", "session").standing().tracks_statements is True
    assert not ConfiguredEndpoint("db", "transaction", True).standing().loses_statements
    assert ConfiguredEndpoint("db", "direct").standing().pooler is None


def test_the_reason_quotes_the_declaration() -> None:
    reason = ConfiguredEndpoint("db:6432", "transaction", True).standing().reason
    assert reason is not None
    assert '`match = "db:6432"`' in reason
    assert "`tracks-statements = true`" in reason


@each_row(
    ("endpoint", "standing"),
    [
        (
            ConfiguredEndpoint("db", "transaction"),
            Standing(
                "transaction",
                "declared pooler",
                False,
                None,
                'the configuration declares `match = "db"` as `mode = "transaction"`, `tracks-statements = false`',
            ),
        ),
        (
            ConfiguredEndpoint("db", "statement", True),
            Standing(
                "statement",
                "declared pooler",
                True,
                None,
                'the configuration declares `match = "db"` as `mode = "statement"`, `tracks-statements = true`',
            ),
        ),
        (
            ConfiguredEndpoint("db", "multiplex"),
            Standing(
                "multiplex",
                "declared pooler",
                True,
                None,
                'the configuration declares `match = "db"` as `mode = "multiplex"`',
            ),
        ),
        (
            ConfiguredEndpoint("db", "direct"),
            Standing("direct", None, True, None, 'the configuration declares `match = "db"` as `mode = "direct"`'),
        ),
    ],
)
def test_the_whole_of_a_declaration(endpoint: ConfiguredEndpoint, standing: Standing) -> None:
    assert endpoint.standing() == standing


def test_a_host_that_is_not_given_is_no_host() -> None:
    assert not ConfiguredEndpoint("?*", "session").covers(Target(None, 5432))
