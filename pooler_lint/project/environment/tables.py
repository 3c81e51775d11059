"""JSON and TOML files: tables of variables with the lines of their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from pooler_lint.files.formats import Unparsable, parse_json, parse_toml
from pooler_lint.project.environment.data import BrokenTextError, Setting
from pooler_lint.values.texts import LARGEST_INTEGER

_TOML_KEY = r"""(?mx) (?: ^[ \t]*(?:\[{1,2}[ \t]*)? | [{,.][ \t]* )
    (?P<quote>["']?) (?P<key>(?<=["'])[^"'\n]+ | [\w-]+) (?P=quote) [ \t]*(?P<end>[=\]])"""
# It matches each text, so that none is looked at twice; only behind a key there is a colon.
_JSON_KEY = r'"(?P<key>(?:[^"\\]+|\\.?)*)"?(?P<end>\s{0,9}:)?'


class KeyLines:
    """Finds the lines of keys in the order in which they are asked for."""

    def __init__(self, text: str, form: str) -> None:
        """`form` matches each key of the text, as the group `key`; where its group `end` matches nothing it is none."""
        self._places: dict[str, list[int]] = {}
        for found in re.finditer(form, text, re.DOTALL):
            if found["end"] is not None:
                self._places.setdefault(found["key"], []).append(found.start("key"))
        self._starts = [found.end() for found in re.finditer("\n", text)]
        self._at = -1

    def find(self, key: str, after: int = -1) -> int:
        """Return the line of the next place where this key is written, from the last one that was found on; 0: none.

        `after` is an offset before which it is not looked for first.
        """
        places = self._places.get(key)
        if not places:
            return 0
        following = bisect_right(places, max(self._at, after))
        self._at = places[following] if following < len(places) else places[0]
        return bisect_right(self._starts, self._at) + 1


def toml_lines(text: str) -> KeyLines:
    """Return what finds `KEY =` and the last part of `[a.KEY]`."""
    return KeyLines(text, _TOML_KEY)


def json_lines(text: str) -> KeyLines:
    """Return what finds `"KEY":`."""
    return KeyLines(text, _JSON_KEY)


def load_json(text: str) -> Mapping[str, object]:
    """Return the object that this text is. Raises BrokenTextError."""
    try:
        document = parse_json(text)
    except Unparsable as error:
        raise BrokenTextError(error.why, error.line) from None
    return document if isinstance(document, dict) else {}


def load_toml(text: str) -> Mapping[str, object]:
    """Return the document that this text is. Raises BrokenTextError, which quotes nothing of it."""
    try:
        return parse_toml(text)
    except Unparsable as error:
        raise BrokenTextError("it is not valid TOML", error.line) from None


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
        if isinstance(value, (str, float)) or (isinstance(value, int) and abs(value) < LARGEST_INTEGER):
            yield Setting(name, str(value).replace("\0", ""), path, lines.find(name))
