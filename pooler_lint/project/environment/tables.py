"""JSON and TOML files: tables of variables with the lines of their names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pooler_lint.project.environment.data import BrokenTextError, Setting
from pooler_lint.project.texts import BrokenFileError, parse_toml


@dataclass(slots=True)
class KeyLines:
    """Finds the lines of keys in the order in which they are asked for; `form` has `{}` for the key."""

    text: str
    form: str
    at: int = 0

    def find(self, key: str) -> int:
        """The line of the next place where this key is written, from the last one that was found on; 0: none."""
        pattern = re.compile(self.form.format(re.escape(key)), re.MULTILINE)
        found = pattern.search(self.text, self.at) or pattern.search(self.text)
        if found is None:
            return 0
        self.at = found.end()
        return self.text.count("\n", 0, found.start("key")) + 1


def toml_lines(text: str) -> KeyLines:
    """Finds `KEY =` and the last part of `[a.KEY]`."""
    return KeyLines(text, r"(?:^\s*\[[^\]\n]*?|^\s*|[{{,.]\s*)(?P<key>[\"']?{}[\"']?)\s*[=\]]")


def json_lines(text: str) -> KeyLines:
    """Finds `"KEY":`."""
    return KeyLines(text, r'(?P<key>"{}")\s*:')


def load_json(text: str) -> Mapping[str, object]:
    """The object that this text is. Raises BrokenTextError."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenTextError(f"it is not valid JSON ({error.msg})", error.lineno) from None
    except RecursionError:
        raise BrokenTextError("it is nested too deep") from None
    return document if isinstance(document, dict) else {}


def load_toml(text: str) -> Mapping[str, object]:
    """The document that this text is. Raises BrokenTextError, which quotes nothing of it."""
    try:
        return parse_toml(text)
    except BrokenFileError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise BrokenTextError("it is not valid TOML", int(found[1]) if found else 0) from None


def table(parent: object, key: str) -> Mapping[str, object]:
    """The table at this key, empty if there is none."""
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def settings_of(values: Mapping[str, object], path: str, lines: KeyLines) -> Iterator[Setting]:
    """The variables of a table: `NAME = "value"`, or a table that holds the value under `value` or `default`."""
    for name, value in values.items():
        if isinstance(value, dict):
            value = next((value[key] for key in ("value", "default", "defaultValue") if key in value), None)
        if isinstance(value, bool):
            value = str(value).lower()
        if isinstance(value, (str, int, float)):
            yield Setting(name, str(value).replace("\0", ""), path, lines.find(name))
