from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pooler_lint.fixes import apply
from pooler_lint.fixes.apply import Outcome, fix_until_stable
from pooler_lint.fixes.repair import Repairs, Request, Style
from pooler_lint.model import Breaks, SetOption
from pooler_lint.report import Edit
from tests.fixes.helpers import CACHE_OFF, request


def unset(text: str) -> list[Request]:
    """A finding for each `connect(...)` without brackets in it that does not turn the cache off."""
    calls = re.findall(r"connect\([^()]*\)", text)
    return [
        request(text, "connect", CACHE_OFF, nth=nth) for nth, call in enumerate(calls) if "cache_size=0" not in call
    ]


def test_every_finding_is_repaired_and_a_second_run_changes_nothing() -> None:
    text = "a = connect(x)\nb = connect(y, statement_cache_size=9)\nc = connect(z, statement_cache_size=0)\n"
    outcome = fix_until_stable(text, unset, Style())
    assert outcome.error is None
    assert outcome.rounds == 1
    assert outcome.text == (
        "a = connect(x, statement_cache_size=0)\nb = connect(y, statement_cache_size=0)\n"
        "c = connect(z, statement_cache_size=0)\n"
    )
    again = fix_until_stable(outcome.text, unset, Style())
    assert (again.text, again.rounds, again.error) == (outcome.text, 0, None)


def test_what_is_beyond_the_limit_of_a_run_is_repaired_in_a_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "MOST_FIXED", 2)
    text = "".join(f"a{number} = connect(x)\n" for number in range(3))
    first = fix_until_stable(text, unset, Style())
    assert (first.error, first.text.count("cache_size=0")) == (None, 2)
    assert fix_until_stable(first.text, unset, Style()).text.count("cache_size=0") == 3


def test_a_finding_that_only_shows_after_a_repair_takes_another_round() -> None:
    def check(text: str) -> Sequence[Request]:
        if "first" not in text:
            return [
                request(text, "connect", SetOption("first", "1", driver=True), code="PGB101"),
                replace(request(text, "connect", code="PGB102"), breaks=Breaks("No repair yet.")),
            ]
        if "second" not in text:
            return [request(text, "connect", SetOption("second", "2", driver=True), code="PGB102")]
        return []

    outcome = fix_until_stable("a = connect(x)\n", check, Style())
    assert (outcome.text, outcome.rounds, outcome.error) == ("a = connect(x, first=1, second=2)\n", 2, None)


def test_a_repair_that_does_not_help_is_taken_back() -> None:
    def check(text: str) -> Sequence[Request]:
        return [request(text, "connect", CACHE_OFF)]

    text = "a = connect(x)\n"
    outcome = fix_until_stable(text, check, Style())
    assert outcome.text == text
    assert outcome.error == "PGB101 is still found after the repair"


def test_a_repair_that_brings_another_finding_is_taken_back() -> None:
    def check(text: str) -> Sequence[Request]:
        return [request(text, "connect", CACHE_OFF, code="PGB101" if "cache" not in text else "PGB201")]

    text = "a = connect(x)\n"
    outcome = fix_until_stable(text, check, Style())
    assert outcome.text == text
    assert outcome.error == "the repair brought PGB201"


def test_a_repair_that_does_not_parse_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a = connect(x)\n"
    finding = request(text, "connect", CACHE_OFF)
    broken = Repairs((Edit(0, 0, "("),), (finding,))
    monkeypatch.setattr("pooler_lint.fixes.apply.repairs_of", lambda source, requests, style: broken)
    outcome = fix_until_stable(text, lambda text: [finding], Style())
    assert outcome.text == text
    assert outcome.error is not None
    assert outcome.rounds == 0
    assert outcome.error.startswith("the repaired text does not parse: ")
    assert "was never closed" in outcome.error


def test_a_repair_that_can_not_parse_is_not_written() -> None:
    text = "a = connect(x)\n"
    outcome = fix_until_stable(text, lambda text: [request(text, "connect", SetOption("None", "1", True))], Style())
    assert (outcome.text, outcome.rounds, outcome.error) == (text, 0, None)


def test_findings_without_a_repair_are_left() -> None:
    text = "a = connect(x for x in y)\n"
    outcome = fix_until_stable(text, lambda text: [request(text, "connect", CACHE_OFF)], Style())
    assert (outcome.text, outcome.rounds, outcome.error) == (text, 0, None)


def one_more_each_round(text: str) -> Sequence[Request]:
    """Wishes for an option that the text does not have yet; the others have no repair before it is there."""
    number = text.count("=")
    wish = SetOption(f"n{number}", "1", driver=True)
    return [request(text, "connect", wish, code=f"PGB{number}")] + [
        replace(request(text, "connect", code=f"PGB{later}"), breaks=Breaks("Later."))
        for later in range(number + 1, 30)
    ]


def test_the_number_of_rounds_is_limited() -> None:
    outcome = fix_until_stable("a = connect(x)\n", one_more_each_round, Style(200), rounds=3)
    assert (outcome.text, outcome.rounds) == ("a = connect(x, n1=1, n2=1, n3=1)\n", 3)


def test_a_text_that_the_tree_can_not_hold_is_left() -> None:
    text = "a = connect(x)\nb = (\n"
    outcome = fix_until_stable(text, lambda text: [request(text, "connect", CACHE_OFF)], Style())
    assert outcome.text == text
    assert outcome.error is not None
    assert outcome.rounds == 0
    assert outcome.error.startswith("line 2: ")


@pytest.mark.parametrize(
    ("after", "error"),
    [("", "the finding is still found after the repair"), ("PGB201", "the repair brought PGB201")],
)
def test_findings_without_a_code(after: str, error: str) -> None:
    def check(text: str) -> Sequence[Request]:
        return [request(text, "connect", CACHE_OFF, code="" if "cache" not in text else after)]

    assert fix_until_stable("a = connect(x)\n", check, Style()) == Outcome("a = connect(x)\n", 0, error)


def test_a_finding_without_a_code_that_a_repair_brings() -> None:
    def check(text: str) -> Sequence[Request]:
        return [request(text, "connect", CACHE_OFF, code="PGB101" if "cache" not in text else "")]

    outcome = fix_until_stable("a = connect(x)\n", check, Style())
    assert outcome.error == "the repair brought a finding"


def test_an_error_in_a_later_round_says_how_far_it_came() -> None:
    def check(text: str) -> Sequence[Request]:
        name = "second" if "first" in text else "first"
        return [request(text, "connect", SetOption(name, "1", driver=True), code="PGB101" if name == "first" else "x")]

    def found(text: str) -> Sequence[Request]:
        second = replace(request(text, "connect", code="x"), breaks=Breaks("No repair."))
        return [second, *check(text)] if "first" not in text else check(text)

    outcome = fix_until_stable("a = connect(x)\n", found, Style())
    assert outcome == Outcome("a = connect(x)\n", 1, "x is still found after the repair")


def test_ten_rounds_are_made_where_no_number_is_given() -> None:
    assert fix_until_stable("a = connect(x)\n", one_more_each_round, Style(200)).rounds == 10
