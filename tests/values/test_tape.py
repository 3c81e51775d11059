from __future__ import annotations

from pooler_lint.values import Known, Text
from pooler_lint.values.tape import tape_of
from tests.dsn.holes import hole, text


def test_a_piece_comes_back_as_the_value_it_was() -> None:
    tape = tape_of(text("a{x}b"))
    assert tape.value(tape.text) == Text(("a", hole("x"), "b"))
    assert tape.value(tape.text[1]) == hole("x")
    assert tape.value(tape.text[2:]) == Known("b")
    assert tape.value("") == Known("")


def test_decoding_touches_literals_only() -> None:
    tape = tape_of(text("a{x}b"))
    assert tape.value(tape.text, str.upper) == Text(("A", hole("x"), "B"))


def test_where_the_holes_are() -> None:
    tape = tape_of(text("a{x}"))
    assert tape.has_hole(tape.text)
    assert tape.ends_in_hole(tape.text)
    assert not tape.ends_in_hole("a")
    assert not tape.ends_in_hole("")


def test_a_value_that_is_no_string_is_empty() -> None:
    assert tape_of(Known(3)).text == ""
