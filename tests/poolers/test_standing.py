"""What the catalogue says of an address, in words."""

from __future__ import annotations

import re
from dataclasses import replace

from pooler_lint.poolers.catalogue import Target
from pooler_lint.poolers.standing import Standing, stands_at
from tests.table import each_row

_DECLARE = 'declare otherwise with `[[tool.pooler-lint.endpoints]]`, `match = "{}"` and its `mode`'


@each_row(
    ("target", "standing"),
    [
        (
            Target("x.pooler.supabase.com", 6543),
            Standing(
                "transaction",
                "Supabase pooler (Supavisor)",
                False,
                None,
                "`x.pooler.supabase.com:6543` is Supabase pooler (Supavisor): a pooler in transaction mode, which does"
                " not track prepared statements (DATE)",
            ),
        ),
        (
            Target("x.pooler.supabase.com", 5432, port_given=False),
            Standing(
                "session",
                "Supabase pooler (Supavisor)",
                True,
                None,
                "`x.pooler.supabase.com` is Supabase pooler (Supavisor): a pooler in session mode (DATE)",
            ),
        ),
        (
            Target("db.prisma.io", 5432),
            Standing("direct", None, True, None, "`db.prisma.io:5432` is Prisma Postgres: the database itself (DATE)"),
        ),
        (
            Target("pgbouncer-x.railway.internal", 5432),
            Standing(
                "transaction",
                "PgBouncer on Railway",
                False,
                "server",
                "`pgbouncer-x.railway.internal:5432` is PgBouncer on Railway: a pooler in transaction mode, which does"
                " not track prepared statements (DATE, inferred); "
                + _DECLARE.format("pgbouncer-x.railway.internal:5432"),
            ),
        ),
    ],
)
def test_the_whole_of_a_standing(target: Target, standing: Standing) -> None:
    said = stands_at(target)
    undated = re.sub(r"\(20[\d-]+", "(DATE", said.reason or "")
    assert replace(said, reason=undated, short=None, software=None) == standing


@each_row(
    ("target", "reason"),
    [
        (Target(None, 6432), "port 6432 is one that poolers listen on; it is assumed"),
        (Target("pgbouncer", None), "the host `pgbouncer` is named like PgBouncer; it is assumed"),
        (Target("pgcat", 1, "pgcat"), "the database `pgcat` is the admin console of PgCat: no query goes through"),
    ],
)
def test_what_it_rests_on(target: Target, reason: str) -> None:
    said = stands_at(target).reason
    assert said is not None
    assert said.startswith(reason)


@each_row("mode", ["transaction", "statement"])
def test_statements_are_lost_where_they_are_known_not_to_be_tracked(mode: str) -> None:
    assert Standing(mode, "PgBouncer", False).loses_statements  # type: ignore[arg-type]
    assert not Standing(mode, "PgBouncer", True).loses_statements  # type: ignore[arg-type]
    assert not Standing(mode, "PgBouncer", None).loses_statements  # type: ignore[arg-type]


@each_row("mode", ["session", "direct", "multiplex", None])
def test_other_modes_lose_no_statements(mode: str | None) -> None:
    assert not Standing(mode, "PgBouncer", False).loses_statements  # type: ignore[arg-type]
