from __future__ import annotations

from dataclasses import replace

from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Address, Case, Endpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.poolers.guards import judge_guard
from pooler_lint.values import Argument, Attribute, Called, Evidence, Scalar, Symbol, Text, Unknown, Value
from pooler_lint.values.conditions import Condition, Operator
from tests.construct_conditions import compare, opaque
from tests.dsn.holes import hole, text
from tests.table import each_row

_URL = Text((hole("url"),))


def _test(
    operand: Scalar,
    operator: Operator = "contains",
    subject: Value | None = None,
) -> Condition:
    return compare(operand, subject or hole("url"), operator)


def _resolved(tests: list[tuple[Condition, bool]], dsn: Text = _URL, raw: Value | None = None) -> Endpoint:
    return resolve(Case(parse_url(dsn), "asyncpg", (), frozenset(tests), dsn=raw or dsn), (), 9, "app.py")


@each_row(
    ("operand", "port", "fragment", "names_pooler"),
    [
        (":6543", 6543, None, True),
        ("6543", 6543, None, True),
        (6432, 6432, None, True),
        (":6432/", 6432, None, True),
        (":6543/postgres", 6543, None, True),
        ("pooler", None, "pooler", True),
        ("-pooler", None, "-pooler", True),
        ("-pooler.", None, "-pooler.", True),
        ("PgBouncer", None, "pgbouncer", True),
        ("pgcat", None, "pgcat", True),
        ("pgdog", None, "pgdog", True),
        ("odyssey", None, "odyssey", True),
        ("supavisor", None, "supavisor", True),
        ("pooler.supabase.com", None, "pooler.supabase.com", True),
        ("pooler.supabase.com:6543", 6543, "pooler.supabase.com", True),
        ("@pgbouncer", None, "pgbouncer", True),
        ("pooled.db.prisma.io", None, "pooled.db.prisma.io", True),
        ("supabase", None, "supabase", False),
        ("neon", None, "neon", False),
        (".postgres.database.azure.com", None, ".postgres.database.azure.com", False),
        (".tsdb.cloud.timescale.com", None, ".tsdb.cloud.timescale.com", False),
        ("postgres", None, "postgres", False),
        ("pool", None, "pool", False),
        (":5432", 5432, None, False),
    ],
)
def test_operands(operand: Scalar, port: int | None, fragment: str | None, names_pooler: bool) -> None:
    guard = judge_guard(_test(operand), True, Case(parse_url(_URL), None, (), dsn=_URL), "app.py")
    assert guard is not None
    assert (guard.port, guard.fragment, guard.names_pooler) == (port, fragment, names_pooler)
    assert (guard.evidence.path, guard.evidence.line) == ("app.py", 3)


@each_row(
    "test",
    [
        _test("pooler", subject=hole("mode")),
        opaque("pooler"),
        _test(True, "equals"),
        _test(None, "equals"),
        _test(""),
    ],
)
def test_what_is_no_guard(test: Condition) -> None:
    assert judge_guard(test, True, Case(parse_url(_URL), None, (), dsn=_URL), "app.py") is None


@each_row("operand", [":6543", "6432", "pooler", "-pooler", "pgbouncer", "pooler.supabase.com", "pgcat"])
def test_a_true_guard_is_an_untracked_transaction_pooler(operand: str) -> None:
    endpoint = _resolved([(_test(operand), True)])
    assert endpoint.mode == "transaction"
    assert endpoint.loses_statements
    assert endpoint.confidence == "assumed"
    assert endpoint.evidence[0].text == f"guarded by `contains {operand!r}`"
    assert endpoint.evidence[0].line == 3
    assert "[[tool.pooler-lint.endpoints]]" in endpoint.evidence[-1].text


@each_row("operand", [":6543", "6432", "pooler", "pgbouncer", "pooler.supabase.com"])
def test_a_false_guard_is_no_pooler(operand: str) -> None:
    endpoint = _resolved([(_test(operand), False)])
    assert endpoint.mode == "direct"
    assert endpoint.pooler is None
    assert [item.text for item in endpoint.evidence] == [f"the branch where `contains {operand!r}` is false"]


@each_row("outcome", [True, False])
@each_row("operand", ["supabase", "neon", "postgres", ":5432", "localhost"])
def test_other_operands_decide_nothing(operand: str, outcome: bool) -> None:
    endpoint = _resolved([(_test(operand), outcome)])
    assert endpoint.mode is None
    assert endpoint.unknown


def test_endswith() -> None:
    endpoint = _resolved([(_test(":6543/postgres", "endswith"), True)])
    assert (endpoint.mode, endpoint.port) == ("transaction", 6543)


def test_the_provider_that_the_operands_name_decides_about_tracking() -> None:
    neon = _resolved([(_test(".neon.tech"), True), (_test("-pooler"), True)])
    assert (neon.mode, neon.tracks_statements, neon.pooler) == ("transaction", True, "Neon pooler (PgBouncer)")
    pgdog = _resolved([(_test("pgdog"), True)])
    assert (pgdog.mode, pgdog.tracks_statements) == ("transaction", True)
    odyssey = _resolved([(_test("odyssey"), True)])
    assert (odyssey.mode, odyssey.tracks_statements) == ("transaction", False)


@each_row("second", [(":6543", False), (":5432", True)])
def test_two_conditions_together(second: tuple[str, bool]) -> None:
    endpoint = _resolved([(_test("pooler.supabase.com"), True), (_test(second[0]), second[1])])
    assert endpoint.mode == "session"


def _port_of(function: str) -> Attribute:
    return Attribute(Called(Symbol(function), (Argument(None, hole("url")),)), "port")


@each_row("subject", [_port_of("urllib.parse.urlparse"), _port_of("sqlalchemy.engine.make_url")])
def test_equals_on_the_port_of_the_parsed_url(subject: Attribute) -> None:
    endpoint = _resolved([(_test(6543, "equals", subject), True)])
    assert (endpoint.mode, endpoint.port) == ("transaction", 6543)
    assert _resolved([(_test(6543, "equals", subject), False)]).mode == "direct"
    assert _resolved([(_test(5432, "equals", subject), True)]).mode is None


def test_equals_on_the_very_port_of_the_address() -> None:
    dsn = text("postgresql://u:p@db.{ref}.supabase.co:{port}/d")
    assert isinstance(dsn, Text)
    on_port = _test(6543, "equals", hole("port"))
    endpoint = resolve(Case(parse_url(dsn), None, (), frozenset({(on_port, True)})), (), 9, "app.py")
    assert (endpoint.pooler, endpoint.port) == ("Supabase dedicated pooler (PgBouncer)", 6543)
    assert _resolved([(on_port, False)], dsn).mode == "direct"


def test_a_port_that_is_ruled_out_leaves_the_providers_other_one() -> None:
    dsn = text("postgresql://u:p@aws-0-{region}.pooler.supabase.com:{port}/d")
    assert isinstance(dsn, Text)
    endpoint = _resolved([(_test(6543, "equals", hole("port")), False)], dsn)
    assert (endpoint.mode, endpoint.pooler) == ("session", "Supabase pooler (Supavisor)")
    assert "is false" in endpoint.evidence[0].text


def test_a_false_guard_counts_beside_a_true_one_that_names_no_pooler() -> None:
    assert _resolved([(_test(":5432"), True), (_test("pooler"), False)]).mode == "direct"


def test_a_known_address_beats_a_guard() -> None:
    dsn = text("postgresql://u:p@db.internal:5432/{db}")
    assert isinstance(dsn, Text)
    subject = hole("db")
    assert _resolved([(_test("pooler", subject=subject), True)], dsn).mode is None
    known = text("postgresql://u:p@{host}:6543/d")
    assert isinstance(known, Text)
    assert _resolved([(_test("pooler", subject=hole("host")), False)], known).mode == "transaction"


def test_secrets_in_a_condition_are_masked() -> None:
    test = compare("bob:hunter2@pgbouncer", hole("url"), shown='"bob:hunter2@pgbouncer" in url')
    endpoint = _resolved([(test, True)])
    assert endpoint.pooler == "PgBouncer"
    assert "hunter2" not in repr(endpoint)


@each_row("operand", [":6543", "pooler"])
def test_guards_of_an_address_that_is_not_known_at_all(operand: str) -> None:
    url = hole("url")
    case = Case(Address(unknown=url.reason), "asyncpg", (), frozenset({(_test(operand), True)}), dsn=url)
    assert resolve(case, (), 9, "app.py").loses_statements
    case = Case(Address(unknown=url.reason), "asyncpg", (), frozenset({(_test(operand), False)}), dsn=url)
    assert resolve(case, (), 9, "app.py").mode == "direct"


def test_a_condition_is_shown_as_it_is_written() -> None:
    test = compare(":6543", hole("url"), shown='":6543" in url')
    assert _resolved([(test, True)]).evidence[0].text == 'guarded by `":6543" in url`'


def test_a_provider_that_is_named_decides_about_the_mode() -> None:
    endpoint = _resolved([(_test(".pooler.supabase.com"), True), (_test(":5432"), True)])
    assert endpoint == Endpoint(
        driver="asyncpg",
        port=5432,
        pooler="Supabase pooler (Supavisor)",
        mode="session",
        tracks_statements=True,
        assumption="server",
        evidence=(
            Evidence("guarded by `contains ':5432'`", "app.py", 3),
            Evidence("guarded by `contains '.pooler.supabase.com'`", "app.py", 3),
            Evidence("the condition names Supabase pooler (Supavisor)", "app.py", 9),
        ),
        path="app.py",
        pooler_short="Supavisor",
        software="Supavisor",
    )


def test_the_sentence_for_a_pooler_that_a_condition_names() -> None:
    endpoint = _resolved([(_test("neon.tech"), True), (_test("-pooler"), True)])
    assert [item.text for item in endpoint.evidence] == [
        "guarded by `contains '-pooler'`",
        "guarded by `contains 'neon.tech'`",
        "the condition names Neon pooler (PgBouncer); it is assumed to be a pooler in transaction mode, which tracks"
        ' prepared statements; declare otherwise with `[[tool.pooler-lint.endpoints]]`, `match = "*"` and its `mode`',
    ]


@each_row(
    ("operands", "pooler"),
    [
        (["p.abcdefghijklmnopqrstuvwxyz.db.postgresbridge.com", "pooler"], "Crunchy Bridge PgBouncer"),
        (["pgbouncer.railway.internal"], "PgBouncer on Railway"),
        (["-pooler.", "neon.tech"], "Neon pooler (PgBouncer)"),
        (["pooler", "bridge"], "Crunchy Bridge PgBouncer"),
        (["pooler", "railway"], "PgBouncer on Railway"),
        (["pooler", "cloud"], "a connection pooler"),
        (["pgcat", "example"], "PgCat"),
        (["db.internal:6543"], "a connection pooler"),
        (["-pooler.eastus2.azure.neon.tech"], "Neon pooler (PgBouncer)"),
        (["pooler.eastus2.azure.neon.tech"], "Neon pooler (PgBouncer)"),
        (["-pooler", ".neon.tech", "azure"], "Neon pooler (PgBouncer)"),
        (["pgbouncer-x", ".railway.internal", "azure"], "PgBouncer on Railway"),
        (["pgbouncer", "db.ondigitalocean.com"], "DigitalOcean connection pool (PgBouncer)"),
        (["pgbouncer", "pg.psdb.cloud"], "PlanetScale PgBouncer"),
        (["pgbouncer", "db.prisma.io"], "Prisma Postgres pooler (PgBouncer)"),
        (["pgbouncer", ".flympg.net"], "Fly Managed Postgres pooler (PgBouncer)"),
    ],
)
def test_which_provider_the_operands_name(operands: list[str], pooler: str) -> None:
    assert _resolved([(_test(operand), True) for operand in operands]).pooler == pooler


def test_where_a_false_guard_leaves_the_database_its_statements_are_kept() -> None:
    endpoint = _resolved([(_test(":6543"), False)])
    assert (endpoint.mode, endpoint.tracks_statements, endpoint.confidence) == ("direct", True, "confirmed")


def test_conditions_are_told_in_the_order_of_the_text() -> None:
    first = compare("pooler", hole("url"), line=3)
    second = compare("neon.tech", hole("url"), line=4)
    assert [item.line for item in _resolved([(second, True), (first, True)]).evidence[:2]] == [3, 4]


def test_a_condition_about_the_raw_dsn_counts_as_well() -> None:
    raw = hole("raw")
    test = _test("pooler", subject=raw)
    case = Case(parse_url(_URL), "asyncpg", (), frozenset({(test, True)}), dsn=raw)
    assert resolve(case, (), 9, "app.py").mode == "transaction"
    assert resolve(replace(case, dsn=hole("other")), (), 9, "app.py").mode is None


def test_of_two_ports_the_first_counts() -> None:
    first = compare(":6543", hole("url"), line=3)
    second = compare(":6432", hole("url"), line=4)
    endpoint = _resolved([(second, True), (first, True)])
    assert endpoint.port == 6543
    assert [item.line for item in endpoint.evidence] == [3, 9]


def test_conditions_that_decide_nothing_are_not_told() -> None:
    outcomes = [(_test("example.com"), True), (_test("internal"), False), (_test(":6543"), True)]
    assert [item.text for item in _resolved(outcomes).evidence[:-1]] == ["guarded by `contains ':6543'`"]


def test_a_known_host_without_its_port_is_still_asked_of_conditions() -> None:
    dsn = text("postgresql://u:p@db.internal:{port}/d")
    assert isinstance(dsn, Text)
    assert _resolved([(_test(6543, "equals", hole("port")), True)], dsn).mode == "transaction"
    half = text("postgresql://u:p@db-{name}.internal:5432/d")
    assert isinstance(half, Text)
    assert _resolved([(_test("pooler", subject=hole("name")), True)], half).mode == "transaction"
    assert _resolved([(_test("pooler", subject=hole("name")), False)], half).mode == "direct"


def test_a_name_beside_the_port_of_a_pooler_is_no_poolers_name() -> None:
    endpoint = _resolved([(_test("db.internal:6543"), True)])
    assert endpoint.loses_statements
    assert endpoint.evidence[-1].text.startswith("port 6543 is one that poolers listen on; it is assumed")


def test_what_is_put_into_a_host_may_be_what_a_condition_looks_for() -> None:
    made = Text((hole("host"), Unknown("something is replaced")))
    case = Case(Address("postgresql", hole("host")), None, (), dsn=made)
    test = _test("pooler", subject=hole("host"))
    assert judge_guard(test, True, case, "app.py") is None
    assert judge_guard(test, False, case, "app.py") is not None


def _said(
    *tests: tuple[Condition, bool], dsn: str = "postgresql://u:p@{host}:{port}/d"
) -> tuple[str | None, list[str]]:
    value = text(dsn)
    assert isinstance(value, Text)
    endpoint = _resolved(list(tests), value)
    return endpoint.pooler, [item.text for item in endpoint.evidence]


def _of(part: str, operand: Scalar) -> Condition:
    return _test(operand, "equals" if isinstance(operand, int) else "contains", hole(part))


_SUPABASE = "postgresql://u:p@aws-0-{region}.pooler.supabase.com:{port}/d"


@each_row(
    ("dsn", "tests", "pooler", "guards"),
    [
        # A port that is denied together with a host may still be the one.
        (
            _SUPABASE,
            [(_of("port", "x.example.com:6543"), False)],
            None,
            ["the branch where `contains 'x.example.com:6543'` is false"],
        ),
        # What the address and the port say stands before a name, where the host is known.
        (
            _SUPABASE,
            [(_of("port", 6543), True), (_of("region", "neon-pooler"), True)],
            "Supabase pooler (Supavisor)",
            ["guarded by `equals 6543`"],
        ),
        ("postgresql://u:p@{host}:6432/d", [(_of("host", "-pooler.neon.tech"), True)], "a connection pooler", []),
        # Only the conditions that told something are shown.
        (
            "postgresql://u:p@{host}:{port}/d",
            [(_of("host", "pgcat"), True), (_of("host", "other"), False)],
            "PgCat",
            ["guarded by `contains 'pgcat'`"],
        ),
        (
            _SUPABASE,
            [(_of("port", 6543), False), (_of("region", "eu"), False)],
            "Supabase pooler (Supavisor)",
            ["the branch where `equals 6543` is false"],
        ),
        (
            "postgresql://u:p@{host}:{port}/d",
            [(_of("port", 5432), True)],
            None,
            ["guarded by `equals 5432`"],
        ),
    ],
)
def test_which_conditions_count(
    dsn: str, tests: list[tuple[Condition, bool]], pooler: str | None, guards: list[str]
) -> None:
    found, said = _said(*tests, dsn=dsn)
    assert found == pooler
    assert [one for one in said if "`equals" in one or "`contains" in one] == guards
