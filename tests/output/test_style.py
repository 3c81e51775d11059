from __future__ import annotations

from pooler_lint.output.style import Style, plural, safe, visible


def test_paint() -> None:
    assert Style(True).paint("a", "red") == "\x1b[1;31ma\x1b[0m"
    assert Style(False).paint("a", "red") == "a"
    assert Style(True).paint("", "red") == ""


def test_visible() -> None:
    assert visible("a\tb é日") == "a\tb é日"
    assert visible("a\x1b[2Jb\r\n") == "a�[2Jb��"


def test_safe() -> None:
    assert safe("postgresql://me:s3cret@host/d\x07") == "postgresql://***@host/d�"


def test_plural() -> None:
    assert [plural(count, "file") for count in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
