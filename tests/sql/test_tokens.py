"""SQL is split where PostgreSQL splits it."""

from __future__ import annotations

from pooler_lint.sql.tokens import HOLE, tokens_of
from tests.table import each_row


def kinds(text: str) -> list[tuple[str, str]]:
    found = tokens_of(text)
    assert found is not None
    return [(token.kind, token.text) for token in found]


def test_comments_are_left_out_nested_ones_too() -> None:
    assert kinds("/* a /* SET x */ SET y */ SELECT 1 -- SET z") == [("word", "SELECT"), ("number", "1")]


@each_row(
    ("text", "value"),
    [
        ("'it''s; SET x'", "it's; SET x"),
        (r"E'it\'s; SET x'", "it's; SET x"),
        ("$$ a; 'b' $$", " a; 'b' "),
        ("$fn$ a; $$b$$ $fn$", " a; $$b$$ "),
    ],
)
def test_strings(text: str, value: str) -> None:
    assert kinds(text) == [("string", value)]


def test_a_backslash_ends_no_plain_string() -> None:
    assert kinds(r"'a\'; SET x")[1:] == [("mark", ";"), ("word", "SET"), ("word", "x")]


def test_names_in_quotes_are_no_keywords() -> None:
    (token,) = tokens_of('"SET"') or ()
    assert (token.kind, token.word) == ("quoted", "")


@each_row("statement", ["EXECUTE p (1)", "DECLARE c CURSOR", "RESET x", "PREPARE p", "SHOW x", "CALL p"])
def test_every_statement_has_tokens_to_its_end(statement: str) -> None:
    assert len(kinds(f"{statement}; SELECT 2")) >= 5


@each_row("placeholder", ["$1", "%s", "%(name)s", ":name", "?", "{}", HOLE])
def test_placeholders_are_tokens(placeholder: str) -> None:
    assert kinds(f"SET x TO {placeholder}")[:3] == [("word", "SET"), ("word", "x"), ("word", "TO")]


def test_a_hole_is_part_of_the_word_that_it_stands_in() -> None:
    found = tokens_of(f"SET tenant_{HOLE} = 1") or ()
    assert [token.has_hole for token in found] == [False, True, False, False]


def test_places_are_those_of_the_text() -> None:
    text = "SELECT 'é', E'\\n', \"ü\"; SET  x"
    for token in tokens_of(text) or ():
        assert token.text.strip("'\"") in text[token.start : token.end] or token.kind == "string"
    assert [text[token.start : token.end] for token in (tokens_of(text) or ())][-2:] == ["SET", "x"]


@each_row("text", ["SELECT 'open", 'SELECT "open', "SELECT $$ open"])
def test_what_does_not_end_is_not_read(text: str) -> None:
    found = tokens_of(text)
    assert found is None or all(token.word != "set" for token in found)
