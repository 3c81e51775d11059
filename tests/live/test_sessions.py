"""What a session keeps: with PostgreSQL itself where it was left, behind a transaction pooler with somebody else."""

from __future__ import annotations

import pytest

from pooler_lint.check import fix_text
from tests.live.places import PlaceName
from tests.live.servers import Servers
from tests.live.sessions import SessionProgram, ends_right, session_programs

PROGRAMS = session_programs()
POOLERS: tuple[PlaceName, ...] = ("transaction", "tracking")
RULES = ("PGB301", "PGB302", "PGB303", "PGB304", "PGB305", "PGB306", "PGB307")

REPAIRED = [
    program for program in PROGRAMS if program.name in ("PGB301_set_in_a_transaction", "PGB303_lock_in_a_transaction")
]

every_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)


def outcome(servers: Servers, program: SessionProgram, name: PlaceName, text: str | None = None) -> bool:
    place = servers.places[name]
    servers.renew(place)
    return ends_right(program.case.text if text is None else text, place)


@every_program
@pytest.mark.parametrize("name", POOLERS)
def test_behind_a_transaction_pooler(servers: Servers, program: SessionProgram, name: PlaceName) -> None:
    assert outcome(servers, program, name) is (program.rule == "right")


@every_program
def test_direct(servers: Servers, program: SessionProgram) -> None:
    assert outcome(servers, program, "direct") is True


@every_program
def test_behind_a_session_pooler(servers: Servers, program: SessionProgram) -> None:
    # It refuses startup parameters like any PgBouncer.
    assert outcome(servers, program, "session") is (program.rule != "PGB306")


@pytest.mark.parametrize("name", [*POOLERS, "session", "direct"])
@pytest.mark.parametrize("program", REPAIRED, ids=lambda program: program.name)
def test_the_repaired_program_is_right(servers: Servers, program: SessionProgram, name: PlaceName) -> None:
    case = program.case
    report = fix_text(case.text, case.path_in_reports, case.settings._replace(unsafe_fixes=True))
    assert report.diagnostics == ()
    assert report.fixed_text is not None
    assert outcome(servers, program, name, report.fixed_text) is True


def test_every_rule_has_a_program() -> None:
    assert {program.rule for program in PROGRAMS} == {*RULES, "right"}
