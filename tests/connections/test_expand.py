"""The ways in which a call can turn out."""

from __future__ import annotations

from pooler_lint.connections.expand import MAX_CASES, Way, flat, ways
from tests.evaluate.showing import only, reading_of, show, when


def ways_of(source: str) -> list[Way] | None:
    reading = reading_of(source)
    found = only(reading)
    return ways(found, ("url",), reading.partial_calls.get(found.place, ()))


def shown(source: str, name: str) -> set[tuple[str, str]]:
    found = ways_of(source)
    assert found is not None
    return {(when(way.assumptions), show(way.arguments[name].value)) for way in found}


def test_a_choice_that_matters_is_two_ways() -> None:
    assert shown("import lib\nlib.call('a' if x else 'b')", "url") == {("x", "'a'"), ("not x", "'b'")}


def test_a_choice_that_does_not_matter_is_one_way() -> None:
    assert shown("import lib\nlib.call('a', pool_size=1 if x else 2)", "pool_size") == {("", "1")}


def test_a_choice_inside_a_dict_comes_to_the_surface() -> None:
    source = "import lib\nlib.call('a', connect_args={'statement_cache_size': 0 if x else 5, 'ssl': 1 if y else 2})"
    found = ways_of(source)
    assert found is not None
    sizes = {show(flat(way.arguments["connect_args"].value)).split(",")[0] for way in found}
    assert sizes == {"{statement_cache_size: 0", "{statement_cache_size: 5"}


def test_the_path_decides() -> None:
    assert shown("import lib\nurl = 'a' if x else 'b'\nif x:\n    lib.call(url)", "url") == {("x", "'a'")}


def test_what_chooses_the_address_is_known() -> None:
    found = ways_of("import lib\nlib.call('a' if x else 'b', statement_cache_size=0 if y else 1)")
    assert found is not None
    assert {when(way.choosing) for way in found} == {"x", "not x"}


def test_later_arguments_of_a_partial_count() -> None:
    source = "import lib, functools\nmake = functools.partial(lib.call, 'a')\nmake(port=1)\nmake(port=2)"
    assert shown(source, "port") == {("", "1"), ("", "2")}


def test_too_many_ways_are_none() -> None:
    given = ", ".join(f"{name}=1 if a{name} else 2" for name in ("host", "port", "database", "dsn", "prefix", "set"))
    assert MAX_CASES < 2**6
    assert ways_of(f"import lib\nlib.call({given})") is None
