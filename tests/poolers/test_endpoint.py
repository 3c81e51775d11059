from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.dsn.parts import from_parts
from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Address, Case, Endpoint, Mode
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.values import Called, Evidence, Known, Origin, Symbol, Text, Unknown
from tests.construct_conditions import compare
from tests.dsn.holes import text
from tests.table import each_row


def _resolved(dsn: str | Known | Text, *configured: ConfiguredEndpoint) -> Endpoint:
    value = text(dsn) if isinstance(dsn, str) else dsn
    return resolve(Case(parse_url(value), "asyncpg", (), dsn=value), configured, 9, "app.py")


@each_row(
    ("dsn", "mode", "tracks", "assumed"),
    [
        ("postgresql://u:p@aws-0-eu-west-1.pooler.supabase.com:6543/postgres", "transaction", False, False),
        ("postgresql://u:p@aws-0-{region}.pooler.supabase.com:6543/postgres", "transaction", False, False),
        ("postgresql://u:p@{start}.pooler.supabase.com/postgres", "session", True, False),
        ("postgresql://u:p@db.{ref}.supabase.co:6543/postgres", "transaction", True, False),
        ("postgresql://u:p@db.{ref}.supabase.co/postgres", "direct", True, False),
        ("postgresql://u:p@ep-{id}-pooler.us-east-2.aws.neon.tech/d", "transaction", True, False),
        ("postgresql+asyncpg://{user}:{pw}@{host}:6543/{db}", "transaction", False, True),
        ("{base}:6432/d", "transaction", False, True),
        ("postgresql://u@pgbouncer/d", "transaction", False, True),
        ("postgresql://u@pgbouncer:{port}/d", "transaction", False, True),
        ("postgresql://u@pgbouncer-{env}:5432/d", "transaction", False, True),
        ("postgresql://u@{env}-pgbouncer.internal/d", "transaction", False, True),
        ("postgresql://u@pgdog:6432/d", "transaction", True, True),
        ("postgresql://u@[::1]:6432/d", "transaction", False, True),
        ("postgresql:///d?host=/var/run/pgbouncer", "transaction", False, True),
        ("postgresql://localhost:6432/pgbouncer", "direct", None, False),
        ("postgresql://u@PGBOUNCER./d", "transaction", False, True),
        ("postgresql://u@x.pooler.supabase.com.:6543/d", "transaction", False, False),
    ],
)
def test_what_stands_there(dsn: str, mode: str, tracks: bool | None, assumed: bool) -> None:
    endpoint = _resolved(dsn)
    assert (endpoint.mode, endpoint.tracks_statements, endpoint.confidence == "assumed") == (mode, tracks, assumed)
    assert endpoint.unknown is None
    assert (endpoint.pooler is None) == (mode == "direct")


@each_row(
    ("dsn", "unknown"),
    [
        ("postgresql://localhost/d", "nothing says that a pooler is at `localhost:5432`"),
        ("postgresql://127.0.0.1:5432/d", "nothing says that a pooler is at `127.0.0.1:5432`"),
        ("postgresql://db:{port}/d", "the port at `db` is not known"),
        ("postgresql://u@{host}:{port}/d", "the host is not known: host is a parameter"),
        ("postgresql://u@{host}/d", "the host is not known: host is a parameter"),
        ("{url}", "the host is not known: url is a parameter"),
        ("postgresql:///d", "no host is given: the environment or the local socket decides"),
        ("postgresql://x.pooler.supabase.com:{port}/d", "its port decides, and is not known"),
        ("postgresql://ep-{id}.us-east-2.aws.neon.tech/d", "the whole of its host name decides, and is not known"),
        ("postgresql://x.tsdb.cloud.timescale.com:31/{db}", "its database name decides, and is not known"),
        ("postgresql://x.pooler.supabase.com:6432/d", "which is not known to use port 6432"),
        ("postgresql://pg-x.aivencloud.com:6543/d", "Aiven for PostgreSQL"),
        ("not a url", "the host is not known: it is not a database URL"),
    ],
)
def test_what_is_not_known(dsn: str, unknown: str) -> None:
    endpoint = _resolved(dsn)
    assert endpoint.mode is None
    assert endpoint.unknown is not None
    assert unknown in endpoint.unknown


@each_row(
    "dsn", ["redis://h:6543/0", "mysql://h:6432/d", "cockroachdb+asyncpg://pgbouncer/d", "jdbc:postgresql://h:6543/d"]
)
def test_what_is_not_postgres_is_no_pooler(dsn: str) -> None:
    endpoint = _resolved(dsn)
    assert (endpoint.mode, endpoint.pooler) == ("direct", None)
    assert "not PostgreSQL" in endpoint.evidence[-1].text


@each_row(
    ("dsn", "rests_on", "match"),
    [
        ("postgresql://db:6543/d", "port 6543", "db:6543"),
        ("postgresql://u@{host}:6543/d", "port 6543", "*:6543"),
        ("postgresql://u@[::1]:6432/d", "port 6432", "[::1]:6432"),
        ("postgresql://u@pgbouncer.internal/d", "the host `pgbouncer.internal`", "pgbouncer.internal"),
        ("postgresql://u@pgbouncer-{env}:5432/d", "the host `pgbouncer-*`", "pgbouncer-*:5432"),
        ("postgresql:///d?host=/run/pgbouncer&port=6432", "the host `/run/pgbouncer`", "*:6432"),
    ],
)
def test_an_assumption_says_so_and_its_declaration_works(dsn: str, rests_on: str, match: str) -> None:
    endpoint = _resolved(dsn)
    sentence = endpoint.evidence[-1]
    assert (sentence.path, sentence.line) == ("app.py", 9)
    assert sentence.text.startswith(rests_on)
    assert "assumed" in sentence.text
    assert f'`[[tool.pooler-lint.endpoints]]`, `match = "{match}"`' in sentence.text
    assert _resolved(dsn, ConfiguredEndpoint(match, "session")).mode == "session"


def test_configuration_beats_catalogue_and_the_first_declaration_wins() -> None:
    dsn = "postgresql://u@x.pooler.supabase.com:6543/d"
    endpoint = _resolved(
        dsn, ConfiguredEndpoint("*.supabase.com", "transaction", True), ConfiguredEndpoint("*", "direct")
    )
    assert (endpoint.mode, endpoint.tracks_statements) == ("transaction", True)
    assert endpoint.confidence == "confirmed"
    assert "the configuration declares" in endpoint.evidence[-1].text


def test_a_declaration_reaches_an_unknown_address_but_no_other_database() -> None:
    everything = ConfiguredEndpoint("*", "transaction")
    assert _resolved("{url}", everything).loses_statements
    assert _resolved("redis://h:6543", everything).mode == "direct"


@each_row(
    ("dsn", "mode", "tracks"),
    [
        ("postgresql://h1:6432,h2:6432/d", "transaction", False),
        ("postgresql://h1:5432,h2:6432/d", "transaction", False),
        ("postgresql://h1:5432,h2:5432/d", None, None),
        ("postgresql://a.b.us-east-1.rds.amazonaws.com,c.d.us-east-1.rds.amazonaws.com/d", "direct", True),
        ("postgresql://a.b.us-east-1.rds.amazonaws.com,localhost/d", None, None),
    ],
)
def test_several_hosts(dsn: str, mode: str | None, tracks: bool | None) -> None:
    endpoint = _resolved(dsn)
    assert (endpoint.mode, endpoint.tracks_statements) == (mode, tracks)


def test_the_evidence_says_which_of_several_hosts_it_is() -> None:
    assert _resolved("postgresql://h1:5432,h2:6432/d").evidence[-1].text.startswith("of its 2 hosts, `h2:6432`: port")


def test_the_trail_comes_first() -> None:
    trail = (Evidence("the variable URL", "app.py", 2),)
    endpoint = _resolved(Known("postgresql://db:6543/d", trail=trail))
    assert endpoint.evidence[:1] == trail
    assert len(endpoint.evidence) == 2


def test_what_is_known_is_readable() -> None:
    endpoint = _resolved("postgresql+asyncpg://bob:hunter2@DB-{env}.internal:6543/app")
    assert (endpoint.scheme, endpoint.driver) == ("postgresql+asyncpg", "asyncpg")
    assert (endpoint.host, endpoint.port, endpoint.database) == ("DB-*.internal", 6543, "app")
    assert "hunter2" not in repr(endpoint)
    unknown = _resolved("postgresql://u@{host}:{port}/{db}")
    assert (unknown.host, unknown.port, unknown.database) == (None, None, None)


def test_keywords_resolve_as_well() -> None:
    address = from_parts(None, Known("localhost"), Known("6432"), Known("d"))
    assert resolve(Case(address, "asyncpg", ()), (), 1, "a.py").loses_statements


def test_an_unknown_address_says_why() -> None:
    address = Address(unknown="it is made by another module")
    assert resolve(Case(address, None, ()), (), 1, "a.py").unknown == (
        "the host is not known: it is made by another module"
    )


def test_the_database_of_an_unknown_address_is_not_taken_for_absent() -> None:
    address = Address(host=Known("x.tsdb.cloud.timescale.com"), unknown="a variable")
    assert resolve(Case(address, None, ()), (), 1, "a.py").mode is None


def test_an_environment_variable_without_default_is_unknown() -> None:
    variable = Unknown("the environment variable DATABASE_CONNECTION_POOL_URL", Origin("environment", "X"))
    endpoint = _resolved(Text((variable,)))
    assert endpoint.mode is None


_piece = st.sampled_from(
    ["{a}", "{b}", ":6543", "@", "/", "pgbouncer", "db", ".pooler.supabase.com", "?host=q", "postgresql://", ","]
)


@given(st.lists(_piece, min_size=1, max_size=7).map("".join))
def test_every_address_resolves_to_a_mode_or_a_reason(dsn: str) -> None:
    endpoint = _resolved(dsn)
    assert (endpoint.mode is None) == (endpoint.unknown is not None)


def test_hosts_that_are_not_of_one_kind_are_all_named() -> None:
    endpoint = _resolved("postgresql://a.b.us-east-1.rds.amazonaws.com,localhost:5433/d")
    assert endpoint == Endpoint(
        scheme="postgresql",
        driver="asyncpg",
        host="a.b.us-east-1.rds.amazonaws.com",
        database="d",
        unknown="it may go to any of `a.b.us-east-1.rds.amazonaws.com`, `localhost:5433`, which are not of one kind",
        path="app.py",
    )


@each_row(
    ("address", "reason"),
    [
        (Address(scheme="mysql", is_postgres=False), "`mysql` is not PostgreSQL"),
        (Address(is_postgres=False), "the scheme is not PostgreSQL's"),
    ],
)
def test_the_reason_for_another_database(address: Address, reason: str) -> None:
    endpoint = resolve(Case(address, None, ()), (), 4, "a.py")
    assert endpoint.evidence == (Evidence(reason, "a.py", 4),)


def test_a_host_that_is_computed_is_not_known() -> None:
    computed = Called(Symbol("socket.gethostname"), ())
    case = Case(Address(scheme="postgresql", host=computed, port=Known(6431), is_postgres=True), None, ())
    endpoint = resolve(case, (), 1, "a.py")
    assert endpoint.unknown == "the host is not known: it is the result of an expression"


def test_what_is_shown_beside_the_host() -> None:
    endpoint = _resolved("postgresql+asyncpg://u@h1:5432,h2:6432/app")
    assert (endpoint.scheme, endpoint.database, endpoint.port) == ("postgresql+asyncpg", "app", 5432)


def test_the_evidence_of_a_file_is_masked_and_comes_after_the_trail() -> None:
    trail = (Evidence("the variable URL", "app.py", 2),)
    said = Evidence("service `x`, postgresql://bob:hunter2@x/d", "compose.yml", 3)
    found = FoundEndpoint(("x",), 6432, None, "session", None, "PgBouncer", None, (), said)
    value = Known("postgresql://x:6432/d", trail=trail)
    endpoint = resolve(Case(parse_url(value), None, (), dsn=value), (), 9, "app.py", (found,))
    assert endpoint.evidence[:1] == trail
    assert len(endpoint.evidence) == 2
    assert "hunter2" not in repr(endpoint)


@each_row(
    ("host", "port", "others", "condition", "pooler"),
    [
        ("PGHOST", None, (), None, "Neon pooler (PgBouncer)"),
        ("PGHOST", 6432, (), None, "a connection pooler"),
        ("PGHOST", None, ((Known("b"), None),), None, None),
        ("PGHOST", None, (), ("neon", True), "Neon pooler (PgBouncer)"),
        ("PGHOST", None, (), ("pooler", False), None),
    ],
)
def test_the_name_of_a_variable_counts_where_nothing_else_is_known(
    host: str,
    port: int | None,
    others: tuple[tuple[Known, None], ...],
    condition: tuple[str, bool] | None,
    pooler: str | None,
) -> None:
    variable = Unknown("not set", Origin("environment", host))
    address = Address("postgresql", variable, None if port is None else Known(port), others=others)
    told = () if condition is None else (condition,)
    assumed = frozenset((compare(word, variable), outcome) for word, outcome in told)
    case = Case(address, "asyncpg", (), assumed, dsn=variable)
    endpoint = resolve(case, (), 9, "app.py", mentioned=lambda name: Evidence(f"{name} is named here", ".env", 3))
    assert endpoint.pooler == pooler


def test_a_condition_on_the_port_says_what_is_left_open() -> None:
    port = Unknown("not set", Origin("environment", "PGPORT"))
    variable = Unknown("not set", Origin("environment", "PGHOST"))
    assumed = frozenset({(compare(5431, port, "equals", shown="port"), True)})
    case = Case(Address("postgresql", variable, port), "asyncpg", (), assumed, dsn=variable)
    endpoint = resolve(case, (), 9, "app.py", mentioned=lambda name: Evidence(f"{name} is named here", ".env", 3))
    assert endpoint.pooler is None
    assert [item.text for item in endpoint.evidence] == ["guarded by `port`"]


def test_a_host_of_which_nothing_is_known_is_none() -> None:
    endpoint = _resolved("postgresql://u@{a}.{b}:6431/d")
    assert endpoint.host is None
    assert endpoint.unknown == "the host is not known: it is the result of an expression"


def test_files_of_several_folders_beside_a_condition_on_the_port() -> None:
    value = text("postgresql://u@s:{port}/d")
    case = Case(
        parse_url(value),
        "asyncpg",
        (),
        frozenset({(compare(":6543", value), True)}),
        dsn=value,
    )
    modes: tuple[tuple[Mode, str], ...] = (("transaction", "near"), ("session", "far"))
    near, far = (
        FoundEndpoint(
            ("s",),
            6543,
            None,
            mode,
            None,
            "PgBouncer",
            "1.18.0",
            ("search_path",),
            Evidence("service `s`", "compose.yml", 12),
            None,
            None,
            os.path.abspath(folder),
            True,
        )
        for mode, folder in modes
    )
    other = replace(near, port=5432, mode="session")
    for found in ((near, far), (far, near)):
        endpoint = resolve(case, (), 9, "near/app.py", found=(*found, other))
        assert (endpoint.mode, endpoint.accepted_parameters) == ("transaction", ("search_path",))
        assert endpoint.evidence[0].text == "guarded by `contains ':6543'`"
