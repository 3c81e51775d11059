"""Settings files as values: every text knows the line that it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from pooler_lint.files.formats import MOST_LEVELS
from pooler_lint.project.documents.ini import ini_value
from pooler_lint.project.environment.tables import KeyLines, json_lines, load_json, load_toml, toml_lines
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.project.texts import read_text
from pooler_lint.records import dataclass
from pooler_lint.repository.files import Repository
from pooler_lint.values import Dict, Entry, Evidence, Items, Known, Origin, Unknown, Value
from pooler_lint.values.texts import LARGEST_INTEGER, MAX_CHARACTERS, text_of

_VARIABLE = re.compile(r"\$\{(\w{1,200})[^}]{0,200}\}|\{\{.{0,200}?\}\}")


def read_document(path: Path, shown: str, form: str, repository: Repository) -> Value:
    """The content of a file in the format `form` ("yaml", "toml", "json" or "ini"); `shown` names it in evidence.

    Raises BrokenFileError, whose message quotes nothing of the file.
    """
    return _READERS[form](read_text(path, repository), shown)


def _yaml(text: str, shown: str) -> Value:
    first = next(read_yaml(text), None)
    return _of_node(first, shown, "") if first is not None else Known(None)


def _of_node(node: Node, shown: str, name: str) -> Value:
    if node.entries:
        entries = (Entry(key, _of_node(value, shown, key)) for key, value in node.entries.items())
        return Dict(tuple(entries), exclusive=False)
    if node.items:
        return Items(tuple(_of_node(item, shown, name) for item in node.items))
    return _scalar(node.data, _Place(shown, name, node.line))


def _toml(text: str, shown: str) -> Value:
    return _of_data(load_toml(text), shown, toml_lines(text), "", 0)


def _json(text: str, shown: str) -> Value:
    return _of_data(load_json(text), shown, json_lines(text), "", 0)


def _of_data(data: object, shown: str, lines: KeyLines, name: str, depth: int) -> Value:
    if depth > MOST_LEVELS:
        return Unknown(f"it is nested more than {MOST_LEVELS} levels deep")
    line = lines.find(name) if name else 0
    if isinstance(data, Mapping):
        entries = (Entry(str(key), _of_data(value, shown, lines, str(key), depth + 1)) for key, value in data.items())
        return Dict(tuple(entries), exclusive=False)
    if isinstance(data, list):
        return Items(tuple(_scalar(item, _Place(shown, name, line)) for item in data))
    return _scalar(data, _Place(shown, name, line))


@dataclass(frozen=True, slots=True)
class _Place:
    shown: str
    name: str
    line: int

    def evidence(self) -> tuple[Evidence, ...]:
        return (Evidence(f"`{self.name}` is set here", self.shown, self.line),) if self.name else ()


def _scalar(data: object, place: _Place) -> Value:
    if isinstance(data, int) and abs(data) > LARGEST_INTEGER:
        return Unknown("a very large number")
    if data is None or isinstance(data, (int, float, bool)):
        return Known(data, trail=place.evidence())
    if isinstance(data, str) and len(data) > MAX_CHARACTERS:
        return Unknown("a text that is too long")
    if isinstance(data, str):
        return with_holes(data, place.evidence())
    return Unknown("a value of a settings file that is not text")


def with_holes(text: str, trail: tuple[Evidence, ...]) -> Value:
    """The text, with a hole where the program or a template engine puts something else: `${NAME}`, `{{ name }}`."""
    parts: list[str | Value] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        parts.append(text[end : found.start()])
        named = found[1]
        origin = Origin("environment", named) if named else None
        parts.append(Unknown(f"environment variable {named}" if named else "a template fills it in", origin))
        end = found.end()
    return text_of([*parts, text[end:]], trail)


_READERS: Mapping[str, Callable[[str, str], Value]] = {"yaml": _yaml, "toml": _toml, "json": _json, "ini": ini_value}
