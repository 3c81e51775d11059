"""Where an option moves to, and where nothing can be moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pooler_lint.facts.options import option_fact
from pooler_lint.model import Driver, DropOption, Option, SetOption
from pooler_lint.rules.moving import Move, move
from pooler_lint.slots import OptionKind
from pooler_lint.values import Known, Scalar
from tests.rules.building import DIRECT, context, make_case, make_site
from tests.table import each_row

KEY = "DISABLE_SERVER_SIDE_CURSORS"


def moved(library: str, driver: Driver, kind: OptionKind, name: str, value: Scalar, **given: Any) -> Move | None:
    case = make_case(driver, **given)
    site = replace(make_site("asyncpg", case), library=library)
    fact = option_fact(library, driver, kind, name, "text" if isinstance(value, str) else "other", {})
    assert fact is not None
    return move(site, case, DIRECT, Option(name, Known(value), kind), fact, context())


@each_row(
    ("given", "is_moved"),
    [
        ({}, True),
        ({"hidden": "**more"}, False),
        ({"hidden": "**more", "driver_options": {}}, True),
        ({"driver_options": {}}, True),
    ],
)
def test_nothing_moves_into_a_dict_that_may_hold_it(given: dict[str, Any], is_moved: bool) -> None:
    found = moved("sqlalchemy", "asyncpg", OptionKind.QUERY, "statement_cache_size", "0", **given)
    assert (found is not None) == is_moved


@each_row(("hidden", "is_moved"), [(None, True), ("**more", False)])
def test_nothing_moves_into_keywords_that_may_hold_it(hidden: str | None, is_moved: bool) -> None:
    found = moved("django", "psycopg", OptionKind.DRIVER, KEY, True, driver_options={KEY: True}, hidden=hidden)
    wishes = (SetOption(KEY, "True", driver=False), DropOption(KEY, OptionKind.DRIVER))
    assert (found.wishes if found else None) == (wishes if is_moved else None)


@each_row("value", ["true", 1.5, b"1"])
def test_only_numbers_and_truth_move_to_the_library(value: Scalar) -> None:
    assert moved("django", "psycopg", OptionKind.DRIVER, KEY, value, driver_options={KEY: value}) is None


@each_row(
    ("name", "value", "source"),
    [
        ("prepared_statement_cache_size", "500", None),
        ("prepared_statement_cache_size", 500, None),
        ("prepared_statement_cache_size", "0", "0"),
        ("statement_cache_mode", "off", "0"),
    ],
)
def test_what_is_not_off_has_no_name_elsewhere(name: str, value: Scalar, source: str | None) -> None:
    found = moved("asyncpg", "asyncpg", OptionKind.CALL, name, value, call={name: value})
    assert [wish.value for wish in found.wishes if isinstance(wish, SetOption)] == [source] if found else source is None
