"""Lines, columns, offsets."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.lines import LineIndex
from tests.table import each_row


@each_row(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\r\ncd", 4, (2, 1)),
        ("ab\rcd", 3, (2, 1)),
        ("a\fb\nc", 4, (2, 1)),
        ("a\u2028b\nc", 3, (1, 4)),
        ("日本\nx", 3, (2, 1)),
    ],
)
def test_positions(text: str, offset: int, position: tuple[int, int]) -> None:
    index = LineIndex(text)
    assert index.position(offset) == position
    assert index.offset(position[0], position[1] - 1) == offset


@each_row(("line", "expected"), [(1, "ab"), (2, "cd"), (3, "")])
def test_the_text_of_a_line_has_no_line_end(line: int, expected: str) -> None:
    assert LineIndex("ab\r\ncd\n").line_text(line) == expected


@given(st.lists(st.text(alphabet="aé日😀 ", max_size=8), min_size=1, max_size=4))
def test_columns_of_bytes_are_those_of_ast(names: list[str]) -> None:
    source = "".join(f"'{name}'; x\n" for name in names)
    index = LineIndex(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            assert source[index.offset_of_bytes(node.lineno, node.col_offset)] == "x"
