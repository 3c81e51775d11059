from __future__ import annotations

import re
import subprocess
import sys
from typing import get_args

from pooler_lint.model import Mode
from pooler_lint.poolers.catalogue import Kind, Row, Target, candidates, match, pooler_ports, rows, rows_of
from tests.table import each_row


def _address(example: str) -> tuple[str, int | None, str | None]:
    """`host[:port][/database]`; a socket directory is a host as a whole."""
    if example.startswith("/"):
        return example, None, None
    place, _, database = example.partition("/")
    host, _, port = place.partition(":")
    return host, int(port) if port else None, database or None


def _named(row: Row) -> str:
    return f"{row.name} {row.kind} {row.mode} {row.ports}"


_EXAMPLES = [(row, example) for row in rows() for example in row.examples]
_NON_EXAMPLES = [(row, other) for row in rows() for other in row.non_examples]


@each_row(("row", "example"), _EXAMPLES)
def test_every_example_finds_its_row(row: Row, example: str) -> None:
    found = match(*_address(example))
    assert found is not None
    assert _named(found) == _named(row)


@each_row(("row", "other"), _NON_EXAMPLES)
def test_no_non_example_finds_the_row(row: Row, other: str) -> None:
    found = match(*_address(other))
    assert found is None or _named(found) != _named(row)


@each_row("row", rows())
def test_every_row_is_whole(row: Row) -> None:
    assert row.kind in get_args(Kind)
    assert row.mode is None or row.mode in get_args(Mode)
    assert row.tracks_statements in (True, False, None)
    assert row.confidence in ("documented", "inferred", "unverified")
    assert row.source
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", row.source_date)
    assert all(type(port) is int for port in row.ports)
    assert all(isinstance(text, str) for text in (*row.env, *row.env_direct, *row.examples, row.notes, row.since))
    assert (row.examples and row.non_examples) or row.kind == "variable"
    assert (row.kind in ("name", "port", "kubernetes")) <= row.assumed
    assert row.mode is not None or row.notes


def test_the_rows_of_a_host_differ_by_port_or_database() -> None:
    for row in rows_of("managed"):
        for other in rows_of("managed"):
            if row is not other and row.host is not None and other.host and row.host.pattern == other.host.pattern:
                assert (row.ports, row.database) != (other.ports, other.database)


def test_no_pattern_takes_a_foreign_domain() -> None:
    for row in rows_of("managed"):
        for example in row.examples:
            host = _address(example)[0]
            if not host.startswith("/"):
                assert not row.fits_host(f"{host}.example.org")


def test_pooler_ports() -> None:
    ports = pooler_ports()
    assert {6432, 6543, 25061, 5431} <= ports
    assert not {5432, 25060, 5433, 9999, 7932} & ports


@each_row(
    ("host", "port", "database", "mode", "tracks"),
    [
        ("AWS-0-us-east-1.POOLER.supabase.com", 6543, "postgres", "transaction", False),
        ("aws-0-us-east-1.pooler.supabase.com", None, None, "session", True),
        ("db.abcdefghijklmnopqrst.supabase.co", 6543, None, "transaction", True),
        ("my.postgres.database.azure.com", 6432, None, "transaction", False),
        ("x.db.ondigitalocean.com", 25061, None, "transaction", False),
        ("ep-a-1-pooler.eu-central-1.aws.neon.tech", None, None, "transaction", True),
        ("ep-a-1.eu-central-1.aws.neon.tech", 6543, None, "direct", True),
        ("p.proxy-abc.eu-west-1.rds.amazonaws.com", None, None, "multiplex", True),
        ("pgbouncer.abc123.flympg.net", None, None, "session", True),
        ("c-abc.rw.mdb.yandexcloud.net", 6432, None, "session", True),
        ("pgbouncer.railway.internal", 6432, None, "transaction", False),
        ("pooled.db.prisma.io", None, None, "transaction", None),
        ("x.tsdb.cloud.timescale.com", 31234, "a_transaction", "transaction", None),
        ("localhost", 6432, None, "transaction", False),
        ("pgdog", 6432, None, "transaction", True),
        ("localhost", 6432, "pgbouncer", "direct", None),
        ("a-pooler.ns.svc", None, None, "transaction", True),
        ("a-pooler-rw.ns.svc.cluster.local", None, None, "session", True),
        ("a-pgbouncer.ns.svc", None, None, "session", True),
        ("a-pgbouncer.ns", None, None, "transaction", False),
    ],
)
def test_decided_rules(host: str, port: int | None, database: str | None, mode: Mode, tracks: bool | None) -> None:
    row = match(host, port, database)
    assert row is not None
    assert (row.mode, row.tracks_statements) == (mode, tracks)


@each_row(
    ("host", "port"),
    [
        ("localhost", None),
        ("127.0.0.1", 5432),
        ("::1", 5432),
        ("db", 5432),
        ("pool.internal", 5432),
        ("connection-pool", None),
        ("spooler", None),
        ("db", 9999),
        ("db", 25061),
        ("aws-0-us-east-1.pooler.supabase.com", 6432),
        (None, None),
    ],
)
def test_nothing_known(host: str | None, port: int | None) -> None:
    assert match(host, port) is None


def test_aiven_is_known_but_not_what_stands_there() -> None:
    row = match("pg-x.a.aivencloud.com", 6543)
    assert row is not None
    assert row.mode is None


def test_a_port_that_is_not_known_is_said_to_be_missing() -> None:
    found, missing = candidates(Target("aws-0-us-east-1.pooler.supabase.com", None))
    assert found == ()
    assert missing is not None
    assert "its port decides" in missing
    _, missing = candidates(Target("x.tsdb.cloud.timescale.com", 31234, database_known=False))
    assert missing is not None
    assert "its database name decides" in missing


def test_rows_that_agree_need_no_port() -> None:
    found, missing = candidates(Target("ep-a-pooler.eu-central-1.aws.neon.tech", None))
    assert missing is None
    assert found[0].mode == "transaction"


def test_the_catalogue_is_read_only_when_asked() -> None:
    code = (
        "import sys, pooler_lint.poolers.endpoint, pooler_lint.poolers.catalogue as catalogue\n"
        "assert 'json' not in sys.modules, 'json'\n"
        "assert catalogue.rows.cache_info().currsize == 0\n"
        "assert catalogue.rows() is catalogue.rows()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_host_that_may_be_anything_is_not_named_like_a_pooler() -> None:
    assert candidates(Target("*.internal", 5432)) == ((), None)
    assert candidates(Target("*-db.internal", 5432)) == ((), None)
    assert [row.name for row in candidates(Target("pgbouncer-*.internal", 5432))[0]] == ["PgBouncer"]


def test_what_decides_is_told() -> None:
    unknown = Target("x.tsdb.cloud.timescale.com", 31, database_known=False)
    assert candidates(unknown) == (
        (),
        "`x.tsdb.cloud.timescale.com` is Tiger Cloud transaction pool (PgBouncer) or Tiger Cloud session pool or"
        " database: its database name decides, and is not known",
    )
    assert candidates(Target("x.pooler.supabase.com", None)) == (
        (),
        "`x.pooler.supabase.com` is Supabase pooler (Supavisor): its port decides, and is not known",
    )
    assert candidates(Target("x.pooler.supabase.com", 1)) == (
        (),
        "`x.pooler.supabase.com` is Supabase pooler (Supavisor), which is not known to use port 1",
    )


def test_a_host_is_matched_in_any_case() -> None:
    assert match("X.POOLER.Supabase.com", 6543) == match("x.pooler.supabase.com", 6543)
    assert match("db", 5432, "pgbouncer") is not None
    assert match("db", 5432, "app") is None
    assert match("db", 5432, "PgBouncer") is None


def test_a_port_that_the_provider_does_not_use_is_told_with_its_name() -> None:
    for host, name in (
        ("x.db.ondigitalocean.com", "DigitalOcean connection pool (PgBouncer)"),
        ("p.abcdefghijklmnopqrstuvwxyz.db.postgresbridge.com", "Crunchy Bridge PgBouncer"),
    ):
        told = f"`{host}` is {name}, which is not known to use port 1"
        assert candidates(Target(host, 1)) == ((), told)
