"""PGB305, as far as it is about Django's own cursors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pooler_lint.model import Address, Breaks, CannotTell, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.django_cursors import judge_django_cursors
from tests.rules.building import DIRECT, LOSING, POSTGRES, SQLITE, UNKNOWN, UNRESOLVED, make_case, make_site
from tests.table import each_row

KEY = "DISABLE_SERVER_SIDE_CURSORS"


def judge(endpoint: Endpoint = LOSING, **given: Any) -> Verdict:
    case = make_case("psycopg", **given)
    return judge_django_cursors(make_site("psycopg", case), case, endpoint)


@each_row(
    ("given", "expected"),
    [
        ({}, Breaks),
        ({"call": {KEY: False}}, Breaks),
        ({"call": {KEY: True}}, Fine),
        ({"call": {KEY: UNKNOWN}}, CannotTell),
        ({"call": {"AUTOCOMMIT": False}}, Fine),
        ({"call": {"AUTOCOMMIT": UNKNOWN}}, CannotTell),
        ({"hidden": "**settings"}, CannotTell),
        ({"query": {KEY: "true"}}, Fine),
        ({"driver_options": {KEY: True}}, Fine),
        ({"address": SQLITE}, Fine),
        ({"address": Address(host=POSTGRES.host)}, CannotTell),
    ],
)
def test_cursors_are_on_unless_the_settings_say_so(given: dict[str, Any], expected: type) -> None:
    assert type(judge(**given)) is expected


@each_row(("endpoint", "expected"), [(DIRECT, Fine), (UNRESOLVED, CannotTell), (LOSING, Breaks)])
def test_only_a_transaction_pooler_loses_them(endpoint: Endpoint, expected: type) -> None:
    assert type(judge(endpoint)) is expected


@each_row(
    ("given", "expected"),
    [
        ({"address": SQLITE}, Fine("not PostgreSQL", applies=False)),
        (
            {"driver_options": {KEY: True}, "hidden_driver_options": "**more"},
            CannotTell("whether DISABLE_SERVER_SIDE_CURSORS is given: **more"),
        ),
        ({"call": {KEY: True}}, Fine("DISABLE_SERVER_SIDE_CURSORS is set")),
        ({"call": {KEY: UNKNOWN}}, CannotTell("the value of DISABLE_SERVER_SIDE_CURSORS is not known")),
        ({"call": {"AUTOCOMMIT": False}}, Fine("AUTOCOMMIT is off")),
        ({"call": {"AUTOCOMMIT": UNKNOWN}}, CannotTell("the value of AUTOCOMMIT is not known")),
        ({"hidden": "**settings"}, CannotTell("whether DISABLE_SERVER_SIDE_CURSORS is given: **settings")),
        (
            {"query": {KEY: "true"}},
            Fine("DISABLE_SERVER_SIDE_CURSORS stands where the driver refuses it, which is PGB110"),
        ),
        ({"address": Address(host=POSTGRES.host)}, CannotTell("whether ENGINE is PostgreSQL's is not known")),
    ],
)
def test_why_cursors_are_off(given: dict[str, Any], expected: Verdict) -> None:
    assert judge(**given) == expected


def test_a_known_setting_beside_hidden_ones() -> None:
    assert isinstance(judge(call={KEY: False}, hidden="**settings"), Breaks)


@each_row(
    ("endpoint", "expected"),
    [
        (DIRECT, Fine("a server-side cursor stays on its backend")),
        (replace(DIRECT, unknown="nothing is known"), Fine("nothing is known")),
        (UNRESOLVED, CannotTell("the DSN is the environment variable DATABASE_URL")),
        (Endpoint(host="db", port=1), CannotTell("what stands at db:1 is not known")),
    ],
)
def test_why_an_endpoint_keeps_cursors(endpoint: Endpoint, expected: Verdict) -> None:
    assert judge(endpoint) == expected


def test_the_repair_is_a_key_of_the_alias() -> None:
    found = judge()
    assert isinstance(found, Breaks)
    assert found.wishes == (SetOption(KEY, "True", driver=False),)
