"""PGB305, as far as it is about Django's own cursors."""

from __future__ import annotations

from typing import Any

import pytest

from pooler_lint.model import Address, Breaks, CannotTell, Endpoint, Fine, Verdict
from pooler_lint.rules.django_cursors import judge_django_cursors
from tests.rules.building import DIRECT, LOSING, POSTGRES, SQLITE, UNKNOWN, UNRESOLVED, make_case, make_site

KEY = "DISABLE_SERVER_SIDE_CURSORS"


def judge(endpoint: Endpoint = LOSING, **given: Any) -> Verdict:
    case = make_case("psycopg", **given)
    return judge_django_cursors(make_site("psycopg", case), case, endpoint)


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(("endpoint", "expected"), [(DIRECT, Fine), (UNRESOLVED, CannotTell), (LOSING, Breaks)])
def test_only_a_transaction_pooler_loses_them(endpoint: Endpoint, expected: type) -> None:
    assert type(judge(endpoint)) is expected
