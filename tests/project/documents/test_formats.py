"""Settings files as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.documents.formats import read_document, with_holes
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.repository.files import MAX_SETTINGS, Repository
from pooler_lint.values import Dict, Items, Known, Text, Unknown, Value
from tests.table import each_row

YAML = "db: &db\n  url: postgresql://pgbouncer/app\n  port: 6432\n  on: true\ncopy:\n  <<: *db\nlist:\n  - a\n  - 1\n"
TOML = 'list = ["a", 1]\n[db]\nurl = "postgresql://pgbouncer/app"\nport = 6432\non = true\n'
JSON = '{"list": ["a", 1],\n "db": {"url": "postgresql://pgbouncer/app",\n "port": 6432, "on": true}}\n'


def read(tmp_path: Path, form: str, text: str) -> Value:
    file = tmp_path / "settings"
    file.write_text(text)
    return read_document(file, "settings", form, Repository(str(tmp_path)))


def at(value: Value, *keys: str) -> Value:
    for key in keys:
        assert isinstance(value, Dict)
        entry = value.get(key)
        assert entry is not None
        value = entry.value
    return value


@pytest.mark.parametrize(("form", "text", "line"), [("yaml", YAML, 2), ("toml", TOML, 3), ("json", JSON, 2)])
def test_values_with_their_places(tmp_path: Path, form: str, text: str, line: int) -> None:
    content = read(tmp_path, form, text)
    url = at(content, "db", "url")
    assert isinstance(url, Known)
    assert url.value == "postgresql://pgbouncer/app"
    assert [(one.text, one.path, one.line) for one in url.trail] == [("`url` is set here", "settings", line)]
    port, on, items = at(content, "db", "port"), at(content, "db", "on"), at(content, "list")
    assert isinstance(port, Known)
    assert port.value == 6432
    assert isinstance(on, Known)
    assert on.value is True
    assert isinstance(items, Items)
    assert len(items.items) == 2


def test_yaml_merge_keys(tmp_path: Path) -> None:
    assert isinstance(at(read(tmp_path, "yaml", YAML), "copy", "url"), Known)


@each_row("text", ["${DATABASE_URL}", "${DATABASE_URL:-x}", "postgresql://{{ host }}/app"])
def test_what_something_else_fills_in_is_a_hole(text: str) -> None:
    assert isinstance(with_holes(text, ()), (Text, Unknown))


def test_a_variable_keeps_its_name() -> None:
    value = with_holes("postgresql://${PGHOST}/app", ())
    assert isinstance(value, Text)
    holes = [part for part in value.parts if isinstance(part, Unknown)]
    assert [hole.origin.name for hole in holes if hole.origin] == ["PGHOST"]


@pytest.mark.parametrize(("form", "text"), [("yaml", "a: [s3cr3t"), ("toml", "a = s3cr3t"), ("json", '{"a": s3cr3t')])
def test_a_broken_file_is_an_error_that_quotes_nothing(tmp_path: Path, form: str, text: str) -> None:
    with pytest.raises(BrokenFileError) as caught:
        read(tmp_path, form, text)
    assert "s3cr3t" not in str(caught.value)


def test_a_large_file_is_data(tmp_path: Path) -> None:
    with pytest.raises(BrokenFileError, match="larger than"):
        read(tmp_path, "json", " " * (MAX_SETTINGS + 1))
