"""Ini files."""

from __future__ import annotations

import pytest

from pooler_lint.project.documents.ini import ini_value
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.values import Dict, Known, Text, Value
from tests.table import each_row

TEXT = """\
[DEFAULT]
host = pgbouncer
[database]
; the URL
URL = postgresql://u@%(host)s:6432/app%%20x
path: %(here)s/x
hole = %(elsewhere)s/x
loop = %(loop)s
empty
"""


def option(section: str, name: str, text: str = TEXT) -> Value:
    content = ini_value(text, "conf/app.ini")
    assert isinstance(content, Dict)
    entry = content.get(section)
    assert entry is not None
    assert isinstance(entry.value, Dict)
    found = entry.value.get(name)
    assert found is not None
    return found.value


def test_an_option_with_its_place() -> None:
    value = option("database", "url")
    assert isinstance(value, Known)
    assert value.value == "postgresql://u@pgbouncer:6432/app%20x"
    assert [(one.path, one.line) for one in value.trail] == [("conf/app.ini", 5)]


def test_here_is_the_folder_of_the_file() -> None:
    value = option("database", "path")
    assert isinstance(value, Known)
    assert value.value == "conf/x"


def test_a_default_is_in_every_section() -> None:
    value = option("database", "host")
    assert isinstance(value, Known)
    assert (value.value, value.trail[0].line) == ("pgbouncer", 2)


@each_row("name", ["hole", "loop"])
def test_what_the_file_does_not_say_is_a_hole(name: str) -> None:
    assert not isinstance(option("database", name), Known)
    assert isinstance(option("database", "hole"), Text)


@each_row(("text", "line"), [("s3cr3t = 1\n", 1), ("[a]\n= s3cr3t\n", 2)])
def test_a_broken_file_is_an_error_that_quotes_nothing(text: str, line: int) -> None:
    with pytest.raises(BrokenTextError) as caught:
        ini_value(text, "app.ini")
    assert caught.value.line == line
    assert "s3cr3t" not in str(caught.value)
