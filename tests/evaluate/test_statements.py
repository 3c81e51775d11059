"""What statements do to what is known."""

from __future__ import annotations

from tests.evaluate.showing import argument, only, reading_of, show, when
from tests.table import each_row


@each_row(
    ("source", "expected"),
    [
        ("x = 'a'\nlib.call(x)", "'a'"),
        ("x = 'a'\nx += 'b'\nlib.call(x)", "'ab'"),
        ("x: str = 'a'\nlib.call(x)", "'a'"),
        ("x, y = 'a', 'b'\nlib.call(y)", "'b'"),
        ("x = y = 'a'\nlib.call(y)", "'a'"),
        ("d = {}\nd['a'] = 1\nlib.call(d)", "{a: 1}"),
        ("d = {'a': 1}\nd.update(b=2)\nd.update({'c': 3})\nlib.call(d)", "{a: 1, b: 2, c: 3}"),
        ("d = {'a': 1}\nd |= {'b': 2}\nlib.call(d)", "{a: 1, b: 2}"),
        ("d = {'a': 1, 'b': 2}\ndel d['a']\nd.pop('b')\nlib.call(d)", "{}"),
        ("d = {}\nd.setdefault('a', {})['b'] = 1\nlib.call(d)", "{a: {b: 1}}"),
        ("d = {'a': {}}\nd['a']['b'] = 1\nlib.call(d)", "{a: {b: 1}}"),
        ("d = {'a': 1}\nd[key] = 2\nlib.call(d)", "{a: <?>, ...}"),
        ("d = {'a': 1}\nchange(d)\nlib.call(d)", "{a: <?>, ...}"),
        ("d = {'a': 1}\nprint(d)\nlib.call(d)", "{a: 1}"),
        ("d = {'a': 1}\ne = d\ne['b'] = 2\nlib.call(d)", "{a: <?>, ...}"),
        ("d = {}\nfor k in ('a', 'b'):\n    d[k] = 0\nlib.call(d)", "{a: 0, b: 0}"),
        ("try:\n    x = 'a'\nexcept ValueError:\n    raise\nlib.call(x)", "'a'"),
        ("with open('f') as f:\n    x = 'a'\nlib.call(x)", "'a'"),
        ("if True:\n    x = 'a'\nelse:\n    x = 'b'\nlib.call(x)", "'a'"),
    ],
)
def test_value(source: str, expected: str) -> None:
    assert argument(source) == expected


def test_branches_leave_their_condition_on_the_value() -> None:
    source = "d = {}\nif flag:\n    d['a'] = 1\nlib.call(d)"
    assert argument(source) == "[flag] {a: 1} | [not flag] {}"


def test_values_of_one_branch_belong_together() -> None:
    source = """
        import lib
        if flag:
            url, options = "pooled", {"a": 1}
        else:
            url, options = "direct", {}
        lib.call(url, **options)
    """
    (ways,) = reading_of(source).calls
    shown = {(when(way.path), show(way.called.arguments[0].value), len(way.called.arguments)) for way in ways}
    assert {(path, count) for path, _, count in shown} == {("flag", 2), ("not flag", 1)}


def test_an_early_return_leaves_its_assumption_behind() -> None:
    source = """
        import lib
        def make(url):
            if ":6543" in url:
                return None
            return lib.call(url)
    """
    assert when(only(reading_of(source)).path) == 'not ":6543" in url'


def test_either_test_of_an_or_is_a_way_of_its_own() -> None:
    source = """
        import lib
        def make(url):
            if ":6543" in url or "pooler" in url:
                return lib.call(url)
    """
    (ways,) = reading_of(source).calls
    assert {when(way.path) for way in ways} == {'":6543" in url', '"pooler" in url and not ":6543" in url'}


@each_row(
    "test",
    [
        "':6543' in url",
        "not ':6543' not in url",
        "url.find(':6543') != -1",
        "any(word in url for word in (':6543', 'nothing'))",
        "url.endswith(':6543')",
        "bool(':6543' in url)",
        "pooled",
        "is_pooled(url)",
        "(':6543' in url) is True or False",
    ],
)
def test_conditions_on_known_text_are_decided(test: str) -> None:
    source = f"""
url = "postgresql://h:6543"
pooled = ":6543" in url
def is_pooled(text):
    return ":6543" in text
x = "yes" if {test} else "no"
lib.call(x)
"""
    shown = argument(source)
    assert shown == "'yes'" or test.endswith("or False")


def test_comparisons_in_a_row_and_deep_nesting_do_not_hang() -> None:
    source = "x = 1 if 0 < y < 3 else 2\n" + "".join(f"if c{i}:\n    x = {i}\n" for i in range(40)) + "lib.call(x)"
    assert argument(source).startswith(("<", "["))


def test_an_unknown_value_that_is_tested_twice_turns_out_the_same_way() -> None:
    source = """
        import lib
        def make(flags):
            if flags:
                pooled = load() + 1
            else:
                pooled = other() + 1
            options = {}
            if pooled:
                options["a"] = 1
            if not pooled:
                options["b"] = 2
            lib.call(options)
    """
    (ways,) = reading_of(source).calls
    (found,) = ways
    shown = show(found.called.arguments[0].value)
    assert "{a: 1, b: 2}" not in shown
    assert "{a: 1}" in shown
    assert "{b: 2}" in shown
