"""What a project declares that it needs: pyproject.toml and setup.cfg."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pooler_lint.files.formats import Unparsable, refuse_gaps
from pooler_lint.project.claims import (
    LIBRARIES,
    NOTHING_READ,
    Claim,
    Reading,
    both,
    either,
    joined,
    normalized,
    read_requirement,
    read_specifier,
    unreadable,
)
from pooler_lint.project.texts import BrokenFileError, line_of, parse_toml, read_text
from pooler_lint.repository.files import Repository

_POETRY = re.compile(r"^([\^~])\s*(\d+(?:\.\d+)*)(.*)$")


def read_pyproject(path: Path, repository: Repository) -> Reading:
    """[project], dependency groups, and the tables of poetry, uv and pdm. What is always needed comes first."""
    try:
        text = read_text(path, repository)
        document = parse_toml(text)
    except BrokenFileError as error:
        return unreadable(path, error)
    uv_limits = _table(_table(document, "tool"), "uv").get("constraint-dependencies")
    return _summary(_always(document, text, path), _sometimes(document, text, path), _list(uv_limits, text, path))


def _always(document: Mapping[str, Any], text: str, path: Path) -> Reading:
    poetry = _table(_table(document, "tool"), "poetry")
    listed = _list(_table(document, "project").get("dependencies"), text, path)
    return joined((listed, _poetry_table(_table(poetry, "dependencies"), text, path)))


def _sometimes(document: Mapping[str, Any], text: str, path: Path) -> Reading:
    tool = _table(document, "tool")
    poetry = _table(tool, "poetry")
    lists = (
        *_table(_table(document, "project"), "optional-dependencies").values(),
        *_table(document, "dependency-groups").values(),
        *_table(_table(tool, "pdm"), "dev-dependencies").values(),
        _table(tool, "uv").get("dev-dependencies"),
    )
    groups = (
        _table(poetry, "dev-dependencies"),
        *(_table(group, "dependencies") for group in _table(poetry, "group").values() if isinstance(group, dict)),
    )
    return joined(
        (*(_list(item, text, path) for item in lists), *(_poetry_table(group, text, path) for group in groups))
    )


def read_setup_cfg(path: Path, repository: Repository) -> Reading:
    """`install_requires` and the extras of setup.cfg."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        text = read_text(path, repository)
        refuse_gaps(text)
        parser.read_string(text)
    except (BrokenFileError, Unparsable, configparser.Error) as error:
        return unreadable(path, str(error).splitlines()[0])
    always = _list(parser.get("options", "install_requires", fallback="").splitlines(), text, path)
    extras = parser["options.extras_require"].values() if parser.has_section("options.extras_require") else ()
    sometimes = joined(_list(extra.splitlines(), text, path) for extra in extras)
    return _summary(always, sometimes, NOTHING_READ)


def _summary(always: Reading, sometimes: Reading, limits: Reading) -> Reading:
    """One claim a library: what is always needed, else what some extra or group needs, within the limits."""
    groups = (always.claims, sometimes.claims, limits.claims)
    libraries = dict.fromkeys(claim.library for claims in groups for claim in claims)
    claims = (_one(library, always, sometimes, limits) for library in libraries)
    notes = always.notes + sometimes.notes + limits.notes
    return Reading(tuple(claim for claim in claims if claim is not None), notes)


def _one(library: str, always: Reading, sometimes: Reading, limits: Reading) -> Claim | None:
    base, extra, limit = (
        [claim for claim in r.claims if claim.library == library] for r in (always, sometimes, limits)
    )
    needed = base or extra
    if not needed or not limit:
        return either(needed or limit)
    return both(either(needed), either(limit))


def _list(value: object, text: str, path: Path) -> Reading:
    """A list of requirements; anything else in it (an included group) says nothing here."""
    if not isinstance(value, list):
        return NOTHING_READ
    return joined(read_requirement(item, path, _line(text, item)) for item in value if isinstance(item, str))


def _line(text: str, requirement: str) -> int:
    """Where the requirement is written; where it is escaped there, its first word has to do."""
    if not requirement.strip():
        return 0
    return line_of(text, requirement) or line_of(text, re.split(r"[^\w.-]", requirement.strip())[0])


def _poetry_table(table: Mapping[str, Any], text: str, path: Path) -> Reading:
    return joined(
        read_specifier(normalized(name), _specifier(constraint), path, line_of(text, name, constraint))
        for name, value in table.items()
        if normalized(name) in LIBRARIES
        for constraint in _constraints(value)
    )


def _constraints(value: object) -> Iterator[str]:
    """The version constraints of poetry's string, table, or list of tables; `||` separates alternatives."""
    if isinstance(value, str):
        yield from (part.strip() for part in re.split(r"\|\|?", value))
    elif isinstance(value, dict):
        yield from _constraints(value.get("version"))
    elif isinstance(value, list):
        for item in value:
            yield from _constraints(item)


def _specifier(constraint: str) -> str:
    """Poetry's constraint in the specifiers of Python packages: "^0.29" is ">=0.29,<0.30"."""
    parts = [part.strip() for part in re.split(r",|(?<=[\w*])\s+(?=[<>=!~^])", constraint)]
    return ",".join(_plain(part) for part in parts)


def _plain(part: str) -> str:
    match = _POETRY.match(part)
    if match is None or part.startswith("~="):
        return f"=={part}" if part[:1].isdigit() else part
    numbers = [int(number) for number in match[2].split(".")]
    at = _caret(numbers) if match[1] == "^" else min(1, len(numbers) - 1)
    top = [*numbers[:at], numbers[at] + 1]
    return f">={match[2]}{match[3]},<{'.'.join(map(str, top))}"


def _caret(numbers: list[int]) -> int:
    """The place that may not change: the first number that is not 0, else the last one."""
    return next((place for place, number in enumerate(numbers) if number), len(numbers) - 1)


def _table(parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}
