"""Reads the tables of facts: JSON files beside this module, each read once."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeAlias

from pooler_lint.versions import ANY_VERSION, VersionRange, parse_version_range

Versions: TypeAlias = Mapping[str, VersionRange]
"""What is known of the versions in use, by the name of the distribution in small letters."""

Requirements: TypeAlias = tuple[tuple[str, str], ...]
"""The versions that a row of a table holds for: (distribution, range) pairs."""

Relation: TypeAlias = Literal["inside", "partly", "outside"]


@cache
def table(name: str) -> Mapping[str, Any]:
    """The content of `<name>.json`."""
    # Not by `importlib.resources`, which imports what it takes to look into archives.
    with open(os.path.join(os.path.dirname(__file__), f"{name}.json"), encoding="utf-8") as file:
        content: Mapping[str, Any] = json.load(file)
    return content


def requirements(row: Mapping[str, Any]) -> Requirements:
    """The `versions` of a row."""
    return tuple(sorted(row.get("versions", {}).items()))


def relation(versions: Versions, wanted: Requirements) -> Relation:
    """Whether the versions in use are surely, possibly or surely not those that a row holds for."""
    ranges = [(versions.get(name, ANY_VERSION), parse_version_range(text)) for name, text in wanted]
    if any(known.outside(row) for known, row in ranges):
        return "outside"
    return "inside" if all(known.inside(row) for known, row in ranges) else "partly"
