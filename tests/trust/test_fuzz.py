"""Inputs nobody thought of: nothing ends the run, and what is written is right."""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pooler_lint import fix_source
from pooler_lint.config import Settings
from tests.table import each_row
from tests.trust.invariants import hold
from tests.trust.mutate import ENCODINGS, MUTATORS, Mutator, encoded, seeds

EXAMPLES = int(os.environ.get("POOLER_LINT_FUZZ", "60"))
"""More of them look further: each takes about 20 ms."""

QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

CONNECTS = (
    "import asyncpg\npool = asyncpg.create_pool('postgresql://u@pgbouncer:6432/d')\n",
    "from sqlalchemy.ext.asyncio import create_async_engine as e\nx = e('postgresql+asyncpg://u@h.pooler.x:6543/d')\n",
    "import psycopg\nwith psycopg.connect('host=pgbouncer port=6432') as c: pass\n",
)

changes = st.lists(st.tuples(st.sampled_from(MUTATORS), st.integers(0, 2**20)), min_size=1, max_size=6)
both = st.sampled_from((Settings(), Settings(unsafe_fixes=True)))


def changed(text: str, steps: list[tuple[Mutator, int]]) -> str:
    for mutator, seed in steps:
        text = mutator(text, Random(seed))
    return text


@QUIET
@given(st.integers(0, len(seeds()) - 1), changes, st.sampled_from(ENCODINGS), both)
def test_code_as_people_write_it(
    index: int, steps: list[tuple[Mutator, int]], how: tuple[bytes, str], set_: Settings
) -> None:
    hold(encoded(changed(seeds()[index], steps), how), set_)


@QUIET
@given(st.binary(max_size=200), st.integers(0, 80), st.sampled_from(CONNECTS))
@example(b"\0", 0, CONNECTS[0])
def test_any_bytes(data: bytes, at: int, connects: str) -> None:
    whole = connects.encode()
    hold(whole[:at] + data + whole[at:], Settings())
    hold(data, Settings())


@each_row("mutator", MUTATORS)
def test_each_way_of_changing_a_case_reaches_the_repairs(mutator: Mutator) -> None:
    """Or the tests above would look at sources in which nothing is found."""
    reached = 0
    for seed in range(400):
        random = Random(seed)
        text = mutator(random.choice(seeds()), random)
        reached += fix_source(text).fixed_text is not None
        if reached >= 2:
            return
    raise AssertionError("hardly any of these sources is repaired")


@each_row("text", ["", "\0", " :\n\0", "x = (\n", "x = 'é\n", "\ud800 = 1\n"])
def test_whatever_cannot_be_read_can_be_changed_further(text: str) -> None:
    for mutator in MUTATORS:
        assert all(isinstance(mutator(text, Random(seed)), str) for seed in range(30))
