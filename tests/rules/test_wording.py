"""The parts of sentences that rules share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pooler_lint.model import (
    Address,
    CannotTell,
    Case,
    Endpoint,
    Fine,
    Verdict,
)
from pooler_lint.rules.reading import unknown_driver
from pooler_lint.rules.wording import address, assumption, keeps_session, keeps_statements, listed, place
from pooler_lint.values import Evidence
from tests.rules.building import (
    ASSUMED,
    DIRECT,
    LOSING,
    MULTIPLEX,
    SESSION,
    STATEMENT_MODE,
    TRACKING,
    UNRESOLVED,
)
from tests.table import each_row

ORDINARY = Endpoint(host="db", port=5432, unknown="nothing says what stands at `db:5432`", ordinary=True)
ENV, CODE = Evidence("DATABASE_URL", ".env", 3), Evidence("DSN", "app.py", 2)
DECLARE = "declare it in the configuration under [[tool.pooler-lint.endpoints]]"


@each_row(
    ("endpoint", "words"),
    [
        (LOSING, "PgBouncer at pgbouncer.internal:6432 (transaction mode)"),
        (STATEMENT_MODE, "the pooler at pgbouncer.internal (statement mode)"),
        (Endpoint(port=6543, mode="transaction"), "the pooler at port 6543 (transaction mode)"),
        (Endpoint(host="::1", port=6543, pooler="PgCat"), "PgCat at [::1]:6543 (transaction mode)"),
        (Endpoint(), "the pooler (transaction mode)"),
        (Endpoint(host="h", evidence=(ENV, CODE)), "the pooler at h (transaction mode, by .env:3)"),
        (Endpoint(host="h", evidence=(CODE, ENV)), "the pooler at h (transaction mode)"),
        (Endpoint(host="h", evidence=(Evidence("x", "stubs.pyi", 3),)), "the pooler at h (transaction mode)"),
        (Endpoint(host="h", evidence=(Evidence("x", "app.pyw", 3),)), "the pooler at h (transaction mode)"),
        (Endpoint(host="h", evidence=(Evidence("x", "the shell", 0),)), "the pooler at h (transaction mode)"),
        (Endpoint(host="h", evidence=(Evidence("x", "-", 3),), path="-"), "the pooler at h (transaction mode)"),
        (Endpoint(host="h", evidence=(ENV,), path="-"), "the pooler at h (transaction mode, by .env:3)"),
        (Endpoint(port=1, evidence=(ENV,)), "the pooler at port 1 (transaction mode)"),
    ],
)
def test_a_place(endpoint: Endpoint, words: str) -> None:
    assert place(endpoint) == words


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [(LOSING, "pgbouncer.internal:6432"), (Endpoint(port=6543), "port 6543"), (Endpoint(), "this address")],
)
def test_an_address(endpoint: Endpoint, words: str) -> None:
    assert address(endpoint) == words


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        (LOSING, ""),
        (
            ASSUMED,
            " What stands there is assumed from the port or the host name: if it is something else,"
            " declare it in the configuration under [[tool.pooler-lint.endpoints]].",
        ),
        (
            Endpoint(assumed=True, unknown="environment variable DATABASE_CONNECTION_POOL_URL"),
            " What stands there is assumed from the name of the environment variable alone: if it is something else,"
            " give its value in the configuration under [tool.pooler-lint.env].",
        ),
    ],
)
def test_an_assumption(endpoint: Endpoint, words: str) -> None:
    assert assumption(endpoint) == words


@pytest.mark.parametrize("found", [{"port": 6543}, {"host": "pgbouncer"}, {}], ids=["port", "host", "condition"])
def test_an_assumption_from_a_host_or_a_port(found: dict[str, Any]) -> None:
    assert "the port or the host name" in assumption(Endpoint(**found, assumed=True))


SAFE: list[tuple[Endpoint, Verdict | None, Verdict | None]] = [
    (LOSING, None, None),
    (STATEMENT_MODE, None, None),
    (ORDINARY, Fine("nothing says what stands at `db:5432`"), Fine("nothing says what stands at `db:5432`")),
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


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_what_is_not_known_of_a_driver() -> None:
    case = Case(Address(), None, ())
    assert unknown_driver(case) == CannotTell("which driver the URL names is not known: its scheme is not")
    assert unknown_driver(replace(case, address=Address(unknown="x"))) == CannotTell(
        "which driver the URL names is not known: x"
    )
    assert unknown_driver(replace(case, driver="asyncpg")) is None
    assert unknown_driver(replace(case, address=Address(scheme="postgresql"))) is None
