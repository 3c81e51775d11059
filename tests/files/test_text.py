from __future__ import annotations

import pytest

from pooler_lint.files.text import Source, Unreadable, decode, encode
from tests.table import each_row


@each_row(
    "data",
    [
        b"",
        b"x = 1",
        b"x = 1\r\ny = 2\nz = 3\r",
        b"\xef\xbb\xbfx = '\xc3\xa9'\r\n",
        b"\xef\xbb\xbf# coding: utf-8\n",
        b"# coding: latin-1\nx = '\xe9'\n",
        b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'\n",
        b"x = 1\n\x0c\ny = 2\n",
        "# coding: shift_jis\nx = '日本'\n".encode("shift_jis"),
        "x = '\u2028'\n".encode(),
    ],
)
def test_there_and_back_is_the_same(data: bytes) -> None:
    source = decode(data)
    assert isinstance(source, Source)
    assert encode(source.text, source) == data
    assert not source.text.startswith("\ufeff")


def test_text_is_that_of_the_cookie() -> None:
    source = decode(b"# coding: latin-1\nx = '\xe9'\n")
    assert isinstance(source, Source)
    assert source.text.endswith("'é'\n")


@each_row(
    ("data", "line", "says"),
    [
        (b"x = 1\ny = '\0'\n", 2, "NUL byte"),
        (b"x = 1\r\ny = 1\r\n\r\nz = '\xe9'\n", 4, "not utf-8"),
        (b"x = '\xe9'\n", 1, "not utf-8"),
        (b"\xef\xbb\xbfx = 1\nx = '\xe9'\n", 2, "not utf-8"),
        (b"# coding: ascii\nx = '\xe9'\n", 2, "not ascii"),
        (b"#!python\n# coding: klingon\n", 2, "unknown encoding"),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1, "does not fit"),
        ("x = 1".encode("utf-16"), 1, "UTF-16"),
        (b"# coding: hex\nzz\n", 1, "hex"),
    ],
)
def test_what_is_no_source_is_said_with_its_line(data: bytes, line: int, says: str) -> None:
    result = decode(data)
    assert isinstance(result, Unreadable)
    assert result.line == line
    assert says in result.reason
    assert result.help


def test_a_character_that_the_encoding_lacks_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode("x = '日'", Source("", "latin-1"))
