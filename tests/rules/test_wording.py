"""The parts of sentences that rules share."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.model import (
    Address,
    CannotTell,
    Case,
    Endpoint,
    Fine,
    Verdict,
)
from pooler_lint.rules.reading import unknown_driver
from pooler_lint.rules.wording import address, keeps_session, keeps_statements, listed, pooler_name, sentence
from tests.rules.building import (
    DIRECT,
    LOSING,
    MULTIPLEX,
    SESSION,
    STATEMENT_MODE,
    TRACKING,
    UNRESOLVED,
)
from tests.table import each_row

ORDINARY = Endpoint(host="db", port=5432, unknown="nothing says that a pooler is at `db:5432`", ordinary=True)
DECLARE = "declare it in the configuration under [[tool.pooler-lint.endpoints]]"


@each_row(
    ("endpoint", "words"),
    [
        (LOSING, "PgBouncer"),
        (replace(LOSING, pooler_version="1.20.1"), "PgBouncer 1.20.1"),
        (replace(LOSING, pooler_version="1.20.1-debian-12-r3"), "PgBouncer"),
        (replace(LOSING, pooler_short="Azure PgBouncer", pooler_version="1.20.1"), "Azure PgBouncer 1.20.1"),
        (STATEMENT_MODE, "the pooler"),
        (replace(STATEMENT_MODE, pooler="declared pooler", pooler_version="1.2"), "the pooler"),
        (DIRECT, "PostgreSQL"),
    ],
)
def test_the_name_of_a_pooler(endpoint: Endpoint, words: str) -> None:
    assert pooler_name(endpoint) == words


@each_row(
    ("template", "name", "message"),
    [
        ("table {name} on {pooler}", "orders", "table orders on PgBouncer"),
        ("table {name} on {pooler}", "a" * 20, f"table {'a' * 20} on PgBouncer"),
        ("table {name} on {pooler}", "a" * 21, f"table {'a' * 17}... on PgBouncer"),
        ("table {name} on {pooler}", "a\n{b}", "table a\N{REPLACEMENT CHARACTER}{b} on PgBouncer"),
        ("x" * 84 + " {name}", "a" * 20, f"{'x' * 84} {'a' * 12}..."),
        ("x" * 110, "", f"{'x' * 97}..."),
    ],
)
def test_a_sentence_is_one_short_line(template: str, name: str, message: str) -> None:
    assert sentence(template, LOSING, name=name) == message
    assert len(message) <= 100


@each_row(
    ("endpoint", "words"),
    [(LOSING, "pgbouncer.internal:6432"), (Endpoint(port=6543), "port 6543"), (Endpoint(), "this address")],
)
def test_an_address(endpoint: Endpoint, words: str) -> None:
    assert address(endpoint) == words


SAFE: list[tuple[Endpoint, Verdict | None, Verdict | None]] = [
    (LOSING, None, None),
    (STATEMENT_MODE, None, None),
    (ORDINARY, Fine("nothing says that a pooler is at `db:5432`"), Fine("nothing says that a pooler is at `db:5432`")),
    (
        Endpoint(ordinary=True),
        Fine("nothing says that a pooler stands there"),
        Fine("nothing says that a pooler stands there"),
    ),
    (
        UNRESOLVED,
        CannotTell("the DSN is the environment variable DATABASE_URL"),
        CannotTell("the DSN is the environment variable DATABASE_URL"),
    ),
    (
        Endpoint(host="db", port=1),
        CannotTell("what stands at db:1 is not known"),
        CannotTell("what stands at db:1 is not known"),
    ),
    (
        DIRECT,
        Fine("a direct connection keeps its backend"),
        Fine("a direct connection keeps its backend"),
    ),
    (
        SESSION,
        Fine("a pooler in session mode lends one backend for the whole session"),
        Fine("a pooler in session mode lends one backend for the whole session"),
    ),
    (MULTIPLEX, Fine("RDS Proxy keeps a client at its backend instead of losing statements"), None),
    (
        Endpoint(mode="multiplex"),
        Fine("this pooler keeps a client at its backend instead of losing statements"),
        None,
    ),
    (TRACKING, Fine("PgBouncer tracks prepared statements"), None),
    (
        Endpoint(mode="statement", tracks_statements=True),
        Fine("this pooler tracks prepared statements"),
        None,
    ),
    (
        Endpoint(mode="transaction", pooler="Odyssey"),
        CannotTell(f"whether Odyssey tracks prepared statements is not known; {DECLARE}"),
        None,
    ),
    (
        Endpoint(mode="transaction", host="h"),
        CannotTell(f"whether the pooler at h tracks prepared statements is not known; {DECLARE}"),
        None,
    ),
]


@each_row(("endpoint", "statements", "session"), SAFE)
def test_why_an_endpoint_is_safe(endpoint: Endpoint, statements: Verdict | None, session: Verdict | None) -> None:
    assert keeps_statements(endpoint) == statements
    assert keeps_session(endpoint) == session


@each_row(("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_a_list(words: list[str], text: str) -> None:
    assert listed(words) == text


def test_what_is_not_known_of_a_driver() -> None:
    case = Case(Address(), None, ())
    assert unknown_driver(case) == CannotTell("which driver the URL names is not known: its scheme is not")
    assert unknown_driver(replace(case, address=Address(unknown="x"))) == CannotTell(
        "which driver the URL names is not known: x"
    )
    assert unknown_driver(replace(case, driver="asyncpg")) is None
    assert unknown_driver(replace(case, address=Address(scheme="postgresql"))) is None
