"""Programs of `testdata/live/`, run by several processes at once: as they are, and as the repair leaves them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pooler_lint.check import fix_text
from tests.live.environments import EnvironmentName
from tests.live.jobs import Load, Tally, Work
from tests.live.measure import Workers
from tests.live.places import PlaceName
from tests.testdata_format import FOLDER, Case, read_case

PROGRAMS_FOLDER = FOLDER / "live"

KEEPS_CONNECTIONS = Load(cycles=2, rounds=12, questions=4)
_CONNECTS_OFTEN = Load(cycles=1, rounds=4, questions=4)
_BURSTS = Load(cycles=1, rounds=3, questions=2)
_ONE_BURST = Load(cycles=1, rounds=1, questions=2)
"""For pools that wait some seconds for a connection before they give up."""


@dataclass(frozen=True, slots=True)
class Program:
    """One file of `testdata/live/`, the rule that it is about, and how it is run.

    `breaks_in` are the environments in which it must break as it is; repaired, it must be right in `right_in`.
    """

    name: str
    rule: str
    place: PlaceName = "transaction"
    work: Work = "program"
    breaks_in: EnvironmentName = "newest"
    right_in: tuple[EnvironmentName, ...] = ("newest",)
    load: Load = KEEPS_CONNECTIONS
    url_scheme: str = ""
    """Where the program reads DATABASE_URL: the scheme of what it finds there."""

    @property
    def path(self) -> Path:
        """The file."""
        return PROGRAMS_FOLDER / f"{self.name}.py"

    @property
    def case(self) -> Case:
        """The file as testdata: without markers, with its own configuration."""
        return read_case(self.path)


def repaired_by_the_linter(case: Case) -> str:
    """What `--fix` makes of the text. Raises ValueError if it makes nothing of it."""
    report = fix_text(case.text, case.path_in_reports, case.settings)
    if report.fixed_text is None:
        raise ValueError(f"{case.name} is not repaired: {report.errors or report.diagnostics}")
    return report.fixed_text


def run_program(workers: Workers, program: Program, text: str, environment: EnvironmentName) -> Tally:
    """Run this text in several processes at the program's place, and count how its queries end."""
    place = workers.servers.places[program.place]
    with tempfile.NamedTemporaryFile(prefix="pooler-lint-turns-") as turns:
        settings: dict[str, Any] = {"text": text, "turns": turns.name}
        if program.url_scheme:
            settings["environment"] = {"DATABASE_URL": f"{program.url_scheme}://{{address}}"}
        return workers.measure(environment, place, "program", program.work, settings, program.load)


_SQLALCHEMY: tuple[EnvironmentName, ...] = ("newest", "asyncpg-0.30")
_PLAIN_ASYNCPG: tuple[EnvironmentName, ...] = ("newest", "asyncpg-0.30", "asyncpg-0.27")
_OLD: EnvironmentName = "asyncpg-0.30"


def all_programs() -> tuple[Program, ...]:
    """Every program, at least three for each rule that has a repair."""
    asyncpg = replace(Program("", "PGB101"), right_in=_PLAIN_ASYNCPG)
    engine = replace(Program("", "PGB102"), right_in=_SQLALCHEMY)
    connects_often = replace(engine, load=_CONNECTS_OFTEN)
    half = replace(engine, rule="PGB106", breaks_in=_OLD, url_scheme="postgresql+asyncpg")
    prepare = Program("", "PGB105", load=_CONNECTS_OFTEN)
    pooled_twice = Program("", "PGB201", place="narrow", work="bursts", load=_BURSTS)
    pool_of_psycopg = replace(pooled_twice, rule="PGB203", load=_ONE_BURST)
    refused = Program("", "PGB110", load=Load(cycles=1, rounds=4, questions=2))
    pool_arguments = replace(refused, rule="PGB202")
    return (
        replace(asyncpg, name="PGB101_pool"),
        replace(asyncpg, name="PGB101_host_and_port"),
        replace(asyncpg, name="PGB101_options_in_a_name"),
        replace(engine, name="PGB102_defaults"),
        replace(connects_often, name="PGB102_null_pool_alone"),
        replace(engine, name="PGB102_uuid_names_and_autocommit"),
        replace(connects_often, name="PGB102_both_caches_off_on_an_old_asyncpg", breaks_in=_OLD),
        Program("PGB103_connect", "PGB103"),
        Program("PGB103_pool", "PGB103"),
        Program("PGB103_engine", "PGB103"),
        Program("PGB104_connect", "PGB104"),
        Program("PGB104_address_not_known", "PGB104", url_scheme="postgresql"),
        Program("PGB104_pool_kwargs", "PGB104", url_scheme="postgresql"),
        replace(prepare, name="PGB105_cursor"),
        replace(prepare, name="PGB105_async_connection"),
        replace(prepare, name="PGB105_high_threshold"),
        replace(half, name="PGB106_one_cache_off"),
        replace(half, name="PGB106_one_cache_off_and_null_pool", load=_CONNECTS_OFTEN),
        replace(half, name="PGB106_name_function_missing"),
        replace(refused, name="PGB110_dialect_key_for_asyncpg"),
        replace(refused, name="PGB110_flag_of_another_library"),
        replace(refused, name="PGB110_engine_keyword", right_in=_SQLALCHEMY),
        replace(refused, name="PGB110_server_settings"),
        replace(refused, name="PGB110_threshold_in_the_conninfo"),
        replace(pooled_twice, name="PGB201_psycopg"),
        replace(pooled_twice, name="PGB201_psycopg2"),
        replace(pooled_twice, name="PGB201_asyncpg"),
        replace(pool_arguments, name="PGB202_psycopg"),
        replace(pool_arguments, name="PGB202_psycopg2"),
        replace(pool_arguments, name="PGB202_asyncpg"),
        replace(pool_of_psycopg, name="PGB203_pool"),
        replace(pool_of_psycopg, name="PGB203_async_pool"),
        replace(pool_of_psycopg, name="PGB203_pool_of_the_module"),
    )
