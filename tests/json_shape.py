"""Compare JSON output with the example in the documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

_DOCUMENTATION = Path(__file__).parent.parent / "docs/configuration.md"
DOCUMENTED = json.loads(re.findall(r"```json\n(.*?)```", _DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)[0])
MAY_BE_NULL = re.compile(r"\.(endpoint(\.\w+)?|fix|note|path|line)$")
"""The fields that the documentation lets be null; path and line are those of a piece of evidence."""


def differences(found: object, documented: object = DOCUMENTED, place: str = "") -> Iterator[str]:
    """Yield each place at which `found` does not have the shape of `documented`."""
    if found is None and MAY_BE_NULL.search(place):
        return
    if type(found) is not type(documented):
        yield f"{place}: {found!r} instead of {type(documented).__name__}"
    elif isinstance(found, dict) and isinstance(documented, dict):
        if found.keys() != documented.keys():
            yield f"{place}: {sorted(found.keys() ^ documented.keys())}"
        for key in found.keys() & documented.keys():
            yield from differences(found[key], documented[key], f"{place}.{key}")
    elif isinstance(found, list) and isinstance(documented, list):
        for item in found:
            yield from differences(item, documented[0], f"{place}[]")
