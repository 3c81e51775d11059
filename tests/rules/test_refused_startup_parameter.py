"""PGB306: what PgBouncer refuses at login, by its version and by its configuration."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.facts.parameters import at_login, is_setting, is_tracked
from pooler_lint.model import Breaks, CannotTell, Case, Endpoint, Fine, Verdict
from pooler_lint.rules.pgb306_refused_startup_parameter import RefusedStartupParameter
from pooler_lint.slots import OptionKind
from pooler_lint.versions import ANY_VERSION, parse_version_range
from tests.rules.building import (
    ASSUMED,
    DIRECT,
    LOSING,
    MULTIPLEX,
    UNKNOWN,
    UNRESOLVED,
    context,
    make_case,
    make_site,
    options,
)
from tests.table import each_row


def endpoint(version: str, *accepted: str, mode: str = "transaction") -> Endpoint:
    return Endpoint(
        host="pool",
        pooler=f"PgBouncer {version}",
        pooler_short="PgBouncer",
        program="PgBouncer",
        mode=mode,  # type: ignore[arg-type]
        pooler_version=version,
        accepted_parameters=accepted,
    )


def judge(case: Case, at: Endpoint = LOSING, library: str = "psycopg") -> Verdict:
    found = RefusedStartupParameter().judge(make_site(library, case), case, at, context())
    assert not isinstance(found, tuple)
    return found


def with_options(text: object) -> Case:
    return make_case("psycopg", call={"options": text})  # type: ignore[dict-item]


@each_row("mode", ["transaction", "session", "statement"])
def test_every_mode_refuses(mode: str) -> None:
    assert isinstance(judge(with_options("-c jit=off"), endpoint("1.24.1", mode=mode)), Breaks)


@each_row("text", ["-c jit=off", "-cjit=off", "--jit=off", "-c timezone=UTC -c jit=off", r"-c a.b=x\ y"])
def test_parameters_in_options(text: str) -> None:
    verdict = judge(with_options(text), endpoint("1.24.1"))
    assert isinstance(verdict, Breaks)
    assert verdict.message.startswith("PgBouncer 1.24.1 rejects the startup parameter ")
    assert verdict.why.startswith("the login fails with `unsupported startup parameter`")
    assert "ignore_startup_parameters" not in " ".join(verdict.help)


@each_row("text", ["-c timezone=UTC", "--application_name=shop -cdatestyle=ISO", "-c intervalstyle=iso"])
def test_options_with_tracked_parameters(text: str) -> None:
    assert isinstance(judge(with_options(text), endpoint("1.24.1")), Fine)
    before = judge(with_options(text), endpoint("1.18.0"))
    assert isinstance(before, Breaks)
    assert before.message == "PgBouncer 1.18.0 rejects the startup parameter options"
    assert isinstance(judge(with_options(text), LOSING), CannotTell)


@each_row("text", [UNKNOWN, "-d 5", "jit=off"])
def test_options_that_are_not_read(text: object) -> None:
    assert isinstance(judge(with_options(text), endpoint("1.24.1")), CannotTell)
    assert isinstance(judge(with_options(text), endpoint("1.18.0")), Breaks)


@each_row("text", ["", " ", None])
def test_no_options(text: object) -> None:
    assert isinstance(judge(with_options(text), endpoint("1.18.0")), Fine)


def test_what_the_configuration_lets_through() -> None:
    assert isinstance(judge(with_options("-c jit=off"), endpoint("1.24.1", "jit")), Fine)
    assert isinstance(judge(with_options("-c jit=off"), endpoint("1.18.0", "options")), Fine)
    assert isinstance(judge(with_options("-c jit=off -c role=x"), endpoint("1.24.1", "JIT")), Breaks)


def test_server_settings_by_version() -> None:
    case = make_case("asyncpg", server_settings={"search_path": "shop"})
    case = replace(case, options=options(OptionKind.SERVER_SETTINGS, {"search_path": "shop"}))
    assert isinstance(judge(case, endpoint("1.24.1"), "asyncpg"), Breaks)
    assert isinstance(judge(case, LOSING, "asyncpg"), CannotTell)


@each_row("at", [DIRECT, MULTIPLEX])
def test_elsewhere_nothing_is_refused(at: Endpoint) -> None:
    assert isinstance(judge(with_options("-c jit=off"), at), Fine)


@each_row("at", [UNRESOLVED, ASSUMED, Endpoint(pooler="Neon pooler (PgBouncer)", mode="transaction")])
def test_unknown_programs(at: Endpoint) -> None:
    assert isinstance(judge(with_options("-c jit=off"), at), CannotTell)


def test_an_operator_configures_its_own() -> None:
    operated = Endpoint(pooler="PgBouncer 1.24.1 of CloudNativePG", mode="transaction", pooler_version="1.24.1")
    assert isinstance(judge(with_options("-c jit=off"), operated), CannotTell)


def test_where_nothing_is_known_of_its_configuration_the_help_says_so() -> None:
    verdict = judge(with_options("-c jit=off"))
    assert isinstance(verdict, Breaks)
    assert "ignore_startup_parameters" in verdict.help[-1]


def test_the_reason_says_where_a_parameter_is_given() -> None:
    verdict = judge(with_options("-c jit=off"))
    assert isinstance(verdict, Breaks)
    assert verdict.why.endswith(" because the program gives jit in options")


def test_the_facts() -> None:
    assert at_login("PgBouncer", ANY_VERSION, "timezone") == "accepted"
    assert at_login("PgBouncer", parse_version_range("1.19"), "intervalstyle") == "refused"
    assert at_login("PgBouncer", parse_version_range("1.20"), "intervalstyle") == "accepted"
    assert at_login("PgBouncer", ANY_VERSION, "intervalstyle") == "unknown"
    assert at_login("PgCat", ANY_VERSION, "jit") == "unknown"
    assert is_setting("app.tenant")
    assert not is_setting("sslmode")
    assert is_tracked("timezone")
    assert not is_tracked("search_path")


def test_options_among_the_server_settings_of_asyncpg_are_read_too() -> None:
    case = replace(make_case("asyncpg"), options=options(OptionKind.SERVER_SETTINGS, {"options": "-c jit=off"}))
    assert isinstance(judge(case, endpoint("1.24.1"), "asyncpg"), Breaks)
    assert isinstance(judge(case, endpoint("1.24.1", "jit"), "asyncpg"), Fine)
