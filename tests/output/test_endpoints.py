from __future__ import annotations

import dataclasses

from pooler_lint.model import Endpoint
from pooler_lint.output import endpoints
from pooler_lint.report import FileReport, Report
from pooler_lint.values import Evidence
from tests.output.samples import CLEAN, POOLER, REPORT, connection
from tests.table import each_row


def report(endpoint: Endpoint, verdict: str = "fine") -> Report:
    return Report((FileReport("a.py", connections=(connection(verdict, endpoint),)),), 1)


def test_one_block_a_connection() -> None:
    assert endpoints.render(REPORT) == (
        "app/db.py:7:18: asyncpg.connect\n"
        "    goes to   postgresql://pool.example.com:6543/app (asyncpg)\n"
        "    pooler    Supavisor, transaction mode, does not track prepared statements (assumed)\n"
        "    evidence  port 6543 is Supavisor's transaction port (app/db.py:3)\n"
        "    verdict   breaks: the statement cache is on\n"
        "\n"
        "app/db.py:9:18: asyncpg.connect\n"
        "    goes to   unknown (asyncpg): environment variable DATABASE_URL has no default\n"
        "    pooler    unknown: environment variable DATABASE_URL has no default\n"
        "    verdict   unknown: the URL is not known\n"
        "\n"
        "2 connections: 1 breaking, 1 unknown.\n"
    )


def test_no_connection() -> None:
    assert endpoints.render(CLEAN) == "0 connections.\n"


@each_row(
    ("changes", "says"),
    [
        ({"host": "::1"}, "postgresql://[::1]:6543/app"),
        ({"host": None}, "postgresql://?:6543/app"),
        ({"port": None, "database": None}, "postgresql://pool.example.com (asyncpg)"),
        ({"mode": "direct", "pooler": None}, "pooler    none: straight to PostgreSQL\n"),
        ({"mode": "direct", "pooler": "PostgreSQL on RDS"}, "pooler    PostgreSQL on RDS\n"),
        ({"tracks_statements": True, "assumption": None}, "transaction mode, tracks prepared statements\n"),
        ({"pooler": None}, "pooler    a pooler, transaction mode"),
    ],
)
def test_parts_of_an_endpoint(changes: dict[str, object], says: str) -> None:
    assert says in endpoints.render(report(dataclasses.replace(POOLER, **changes)))  # type: ignore[arg-type]


def test_unresolved_connections_are_listed_with_what_is_missing() -> None:
    assert endpoints.render_unresolved(REPORT) == (
        "app/db.py:9:18: not resolved asyncpg.connect: the URL is not known\n"
    )
    assert endpoints.render_unresolved(CLEAN) == ""


def test_long_texts_are_wrapped_below_each_other() -> None:
    held = dataclasses.replace(connection(), reason=" ".join(["word"] * 60) + " a-name-that-is-not-broken" * 4)
    rows = endpoints.render(Report((FileReport("a.py", connections=(held,)),), 1)).splitlines()
    verdict = next(index for index, row in enumerate(rows) if "verdict" in row)
    assert len(rows[verdict]) <= 114
    assert rows[verdict + 1].startswith(" " * 14 + "word")
    assert " ".join(row.strip() for row in rows).count("a-name-that-is-not-broken") == 4


def test_secrets_go() -> None:
    held = dataclasses.replace(connection(), reason="postgresql://me:s3cret@h/d is not known")
    assert "s3cret" not in endpoints.render(Report((FileReport("a.py", connections=(held,)),), 1))


def test_colours() -> None:
    assert "\x1b[1;31mbreaks\x1b[0m" in endpoints.render(REPORT, color=True)
    assert "\x1b" not in endpoints.render(REPORT)


def test_where_else_a_connection_goes() -> None:
    note = Evidence("another deployment goes to `db`: postgresql://a:s3cret@db", "compose.yml", 4)
    held = dataclasses.replace(connection(), notes=(note,))
    shown = endpoints.render(Report((FileReport("a.py", connections=(held,)),), 1))
    assert "    elsewhere another deployment goes to `db`: postgresql://***@db (compose.yml:4)\n    verdict" in shown


def test_what_could_not_be_read_is_listed() -> None:
    notes = (Evidence("fly.toml could not be read", "fly.toml", 2), Evidence("there are too many folders", "", 0))
    report = dataclasses.replace(CLEAN, notes=notes)
    listed = "fly.toml:2: not read: fly.toml could not be read\nnot read: there are too many folders\n"
    assert endpoints.render(report) == f"{listed}0 connections.\n"
    assert endpoints.render_unresolved(report) == listed
