"""Generated programs: they run, and the check of a fix detects what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.trust import programs
from tests.trust.executing import Recorder, execute, recording
from tests.trust.generating import Program, generate

SEEDS = range(12)
"""A few; `.ci/run` takes more."""

POOLED = "postgresql+asyncpg://app:pw@pgbouncer:6432/app"
ENGINE = "from sqlalchemy.ext.asyncio import create_async_engine\nfrom sqlalchemy.pool import NullPool\nimport os\n"
OFF = '{"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": str}'
CHOSEN = f'url = "{{}}" if os.environ.get("TEST") else "{POOLED}"\n'
SQLITE, IN_MEMORY, DIRECT = (
    CHOSEN.format(url)
    for url in ("sqlite+aiosqlite:///a.db", "sqlite+aiosqlite://", "postgresql+asyncpg://db.internal:5432/app")
)
ARGS = 'args = {"timeout": 5} if os.environ.get("TEST") else {}\n'

WRONG_FIXES = {
    "does not compile": (f'create_async_engine("{POOLED}")', f'create_async_engine("{POOLED}"'),
    "does not run": (f"{SQLITE}create_async_engine(url)", f"{SQLITE}create_async_engine(url, connect_args={OFF})"),
    "lost comment": (f'create_async_engine("{POOLED}")  # a', f'create_async_engine("{POOLED}", connect_args={OFF})'),
    "other connections": (
        f'create_async_engine("{POOLED}")',
        f'create_async_engine("{POOLED.replace("6432", "6433")}", connect_args={OFF})',
    ),
    "changed option": (
        f'create_async_engine("{POOLED}", connect_args={{"timeout": 5}})',
        f'create_async_engine("{POOLED}", connect_args={OFF})',
    ),
    "changed argument": (
        f'create_async_engine("{POOLED}", pool_size=5)',
        f'create_async_engine("{POOLED}", connect_args={OFF})',
    ),
    "some variants are fixed": (
        f'{ARGS}create_async_engine("{POOLED}", connect_args=args)',
        f'{ARGS}args.update({OFF}) if args else 0\ncreate_async_engine("{POOLED}", connect_args=args)',
    ),
    "silent and broken": (
        f'create_async_engine("{POOLED}")',
        f'url = __import__("json").loads(\'"{POOLED}"\')\ncreate_async_engine(url)',
    ),
    "silent and pooled twice": (
        f'create_async_engine("{POOLED}", connect_args={OFF})',
        f'url = __import__("json").loads(\'"{POOLED}"\')\ncreate_async_engine(url, connect_args={OFF})',
    ),
    "NullPool reaches a SQLite database in memory": (
        f"{IN_MEMORY}create_async_engine(url)",
        f"{IN_MEMORY}create_async_engine(url, poolclass=NullPool)",
    ),
    "NullPool reaches a server without a pooler": (
        f"{DIRECT}create_async_engine(url)",
        f"{DIRECT}create_async_engine(url, poolclass=NullPool, connect_args={OFF})",
    ),
    "safe NullPool for a sized pool": (
        f'create_async_engine("{POOLED}", pool_size=5, connect_args={OFF})',
        f'create_async_engine("{POOLED}", poolclass=NullPool, connect_args={OFF})',
    ),
    "option leaves the guarded arm": (
        f'{DIRECT}args = {{}}\nif ":6432" in url: args["statement_cache_size"] = 0\n'
        "create_async_engine(url, connect_args=args)",
        f"{DIRECT}create_async_engine(url, connect_args={OFF})",
    ),
}


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    with recording() as found:
        yield found


def program(text: str) -> Program:
    return Program(0, "", {"db.py": f"{ENGINE}{text}\n"}, {}, (), ({}, {"TEST": "1"}))


@pytest.mark.parametrize("name", WRONG_FIXES)
def test_a_wrong_fix_is_detected(name: str, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = map(program, WRONG_FIXES[name])
    real = programs.lint

    def lint(one: Program, files: dict[str, str], fix: bool, unsafe: bool = False) -> programs.Outcome:
        return real(one, new.files if fix else files, fix=False)

    monkeypatch.setattr(programs, "lint", lint)
    assert name in {fault.name for fault in programs.check(old, recorder).faults}


def test_a_right_fix_is_accepted(recorder: Recorder) -> None:
    assert programs.check(program(f'create_async_engine("{POOLED}")'), recorder) == programs.Result((), True)


def test_fixes_are_right_for_every_variant(recorder: Recorder) -> None:
    fixed = 0
    for one in map(generate, SEEDS):
        result = programs.check(one, recorder)
        assert not result.faults, programs.described(one, result.faults)
        fixed += result.is_fixed
    assert fixed > len(SEEDS) / 3


def test_a_seed_is_one_program() -> None:
    assert [generate(seed) for seed in range(30)] == [generate(seed) for seed in range(30)]
    assert len({generate(seed).files["db.py"] for seed in range(30)}) > 25


def test_nearly_every_program_runs_before_the_fix(recorder: Recorder) -> None:
    runs = [
        execute(recorder, one.files, one.calls, environment)
        for one in map(generate, range(40))
        for environment in one.environments
    ]
    assert sum(run.error is None for run in runs) > 0.9 * len(runs)
    assert all(run.calls for run in runs if run.error is None)


def test_faults_are_described(recorder: Recorder) -> None:
    one = replace(program("1"), seed=7, others={".env": "A=b\n"})
    text = programs.described(one, [programs.Fault("does not run", "with {}", "safe", "+diff")])
    assert all(
        part in text for part in ("seed 7", "--- .env", "--- db.py", "+diff", "FAULT does not run [safe]: with {}")
    )
