"""Dicts that are built up and changed."""

from __future__ import annotations

from pooler_lint.lines import Place
from pooler_lint.values import Argument, Called, Dict, Entry, Items, Known, Symbol, Unknown, Value
from pooler_lint.values.dicts import changed, doubtful, entries_of, harmed, mapping_method, merged, updated
from tests.evaluate.showing import argument, show
from tests.table import each_row


def made(**entries: Value) -> Dict:
    return Dict(tuple(Entry(key, value, Place("a.py", 1, 2)) for key, value in entries.items()))


ONE, TWO = Known(1), Known(2)
UNKNOWN = Unknown("from elsewhere")


def call(*positional: Value, unpacked: str | None = None, **named: Value) -> Called:
    arguments = [*(Argument(None, value) for value in positional)]
    arguments += [Argument(name, value, Place("a.py", 3, 4)) for name, value in named.items()]
    return Called(Unknown("a method"), tuple(arguments), unpacked)


@each_row(
    ("pieces", "expected"),
    [
        ([], "{}"),
        ([made(a=ONE), made(b=TWO)], "{a: 1, b: 2}"),
        ([made(a=ONE, b=ONE), made(a=TWO)], "{a: 2, b: 1}"),
        ([made(a=ONE), UNKNOWN], "{a: <?>, ...}"),
        ([UNKNOWN, made(a=ONE)], "{a: 1, ...}"),
        ([made(a=ONE), UNKNOWN, made(b=TWO), UNKNOWN, made(a=TWO)], "{a: 2, b: <?>, ...}"),
        ([made(a=ONE), Known(None)], "{a: 1}"),
    ],
)
def test_merged(pieces: list[Value], expected: str) -> None:
    assert show(merged(pieces)) == expected


@each_row(
    ("method", "called", "expected"),
    [
        ("update", call(made(b=TWO)), "{a: 1, b: 2}"),
        ("update", call(b=TWO), "{a: 1, b: 2}"),
        ("update", call(UNKNOWN), "{a: <?>, ...}"),
        ("update", call(unpacked="more"), "{a: <?>, ...}"),
        ("pop", call(Known("a")), "{}"),
        ("pop", call(UNKNOWN), "{a: <?>, ...}"),
        ("popitem", call(), "{a: <?>, ...}"),
        ("clear", call(), "{}"),
        ("setdefault", call(Known("a"), TWO), "{a: 1}"),
        ("setdefault", call(Known("b"), TWO), "{a: 1, b: 2}"),
        ("setdefault", call(Known("b")), "{a: 1, b: None}"),
        ("setdefault", call(UNKNOWN, TWO), "{a: <?>, ...}"),
        ("__setitem__", call(Known("a"), TWO), "{a: 2}"),
    ],
)
def test_changed(method: str, called: Called, expected: str) -> None:
    assert show(changed(made(a=ONE), method, called)) == expected


def test_what_may_be_there_already_is_not_set() -> None:
    assert show(changed(Dict((), open="parameter"), "setdefault", call(Known("a"), ONE))) == "{a: <?>, ...}"


@each_row(
    ("method", "called", "expected"),
    [
        ("get", call(Known("a")), "1"),
        ("get", call(Known("b")), "None"),
        ("get", call(Known("b"), TWO), "2"),
        ("pop", call(Known("a"), TWO), "1"),
        ("copy", call(), "{a: 1}"),
    ],
)
def test_what_methods_give(method: str, called: Called, expected: str) -> None:
    found = mapping_method(made(a=ONE), method, called)
    assert found is not None
    assert show(found) == expected


def test_what_methods_of_an_open_dict_give() -> None:
    assert mapping_method(Dict((), open="parameter"), "get", call(Known("b"), TWO)) == Unknown("parameter")
    assert mapping_method(made(), "get", call(UNKNOWN)) is None


def test_a_value_in_a_dict_that_others_use_is_not_edited() -> None:
    others = Dict(made(a=ONE).entries, exclusive=False)
    assert [entry.place for entry in updated(made(), others).entries] == [None]
    assert [entry.place for entry in updated(made(), made(a=ONE)).entries] == [Place("a.py", 1, 2)]


def test_doubt() -> None:
    doubted = doubtful(made(a=ONE), "why")
    assert (show(doubted), doubted.open, doubted.exclusive) == ("{a: <?>, ...}", "why", False)
    assert harmed(Items((ONE,)), "why") == Unknown("why")
    assert harmed(Symbol("a.b"), "why") == Symbol("a.b")


def test_keys_that_are_not_texts_leave_a_dict_open() -> None:
    assert entries_of(made(a=ONE)) == (made(a=ONE).entries, None)
    assert argument("lib.call({1: 2, 'a': 3})") == "{a: 3, ...}"
    assert argument("lib.call({key: 2, 'a': 3})") == "{a: 3, ...}"
    assert argument("lib.call({'a': 3, key: 2})") == "{a: <?>, ...}"
