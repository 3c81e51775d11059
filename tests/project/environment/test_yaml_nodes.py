"""YAML with lines, anchors and merge keys."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.project.environment.yaml_nodes import read_yaml
from tests.table import each_row


def test_lines_are_those_of_the_keys_as_written() -> None:
    (node,) = read_yaml("a: &a\n  one: 1\n  two: |\n    long\n    text\nb:\n  <<: *a\n  two: x\nc: [p,\n  q]\n")
    assert node.get("a", "two").line == 3
    assert node.get("a", "two").text == "long\ntext\n"
    assert (node.get("b", "one").line, node.get("b", "two").line) == (2, 8)
    assert [item.line for item in node.get("c").items] == [9, 10]
    assert node.get("absent", "deeper").is_empty


def test_scalars_keep_their_text() -> None:
    (node,) = read_yaml("[yes, 010, 1.50, ~, null, '', '~', 6432:5432, true, !!str 5, -3]")
    assert [item.text for item in node.items] == [
        "yes", "010", "1.50", None, None, "", "~", "6432:5432", "true", "5", "-3",
    ]  # fmt: skip
    assert node.data == ["yes", 10, 1.5, None, None, "", "~", "6432:5432", True, "5", -3]


def test_the_first_of_several_merged_mappings_wins_and_own_keys_over_all() -> None:
    (node,) = read_yaml("- &a {x: a, y: a, z: a}\n- &b {x: b, w: b}\n- {<<: [*a, *b], z: own}\n")
    assert node.items[2].data == {"x": "a", "y": "a", "w": "b", "z": "own"}


def test_a_loop_says_nothing() -> None:
    (node,) = read_yaml("a: &a\n  b: *a\n  c: 1\n")
    assert node.data == {"a": {"b": None, "c": 1}}


def test_several_documents_have_their_own_anchors() -> None:
    documents = read_yaml("a: &x 1\n---\nb: *x\n")
    assert next(documents).data == {"a": 1}
    with pytest.raises(BrokenTextError):
        next(documents)


@each_row(
    "text",
    [
        "a: 's3cret",
        "a: *s3cret",
        "%s3cret\n---\n",
        "!s3cret!x y",
        'a: "\\s3cret"',
        "a: s3cret\n b: c",
        "s3cret: [}",
        "\x01",
    ],
)
def test_errors_quote_nothing(text: str) -> None:
    with pytest.raises(BrokenTextError) as caught:
        list(read_yaml(text))
    assert "s3cret" not in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*<>|!%@#'\"?,\n \t0\u00e9\x00"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BrokenTextError):
        assert all(node.line >= 0 for node in read_yaml(text))
