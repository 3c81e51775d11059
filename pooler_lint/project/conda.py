"""Environment files of conda: `environment.yml`, with the requirements for pip that it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pooler_lint.project.claims import (
    LIBRARIES,
    NOTHING_READ,
    Reading,
    joined,
    normalized,
    read_requirement,
    read_specifier,
    unreadable,
)
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.repository.files import Repository

# https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-search.html
_SPEC = re.compile(r"(?:[^\s:]+::)?(?P<name>[A-Za-z0-9][\w.-]*)\s*(?P<version>[^\[]*)")
_PINNED = re.compile(r"(?P<sign>={0,2})\s*(?P<version>\d[\w.*+!]*)(?:[\s=]\S+)?\Z")


def read_environment(path: Path, repository: Repository) -> Reading:
    """What the dependencies of a conda environment say; those for pip are read as pip reads them."""
    try:
        documents = list(read_yaml(read_text(path, repository)))
    except BrokenTextError as error:
        return unreadable(path, error, error.line)
    except BrokenFileError as error:
        return unreadable(path, error)
    listed = (item for document in documents for item in document.get("dependencies").items)
    return joined(reading for item in listed for reading in _item(item, path))


def _item(item: Node, path: Path) -> Iterator[Reading]:
    if item.text is not None:
        yield _conda(item.text, path, item.line)
    for wanted in item.get("pip").items:
        if wanted.text is not None and not wanted.text.startswith("-"):
            yield read_requirement(wanted.text, path, wanted.line)


def _conda(text: str, path: Path, line: int) -> Reading:
    """`asyncpg=0.30` is 0.30.*, `asyncpg==0.30` is 0.30 alone, a third part is the build; else ranges as pip's."""
    found = _SPEC.match(text.strip())
    if found is None or normalized(found["name"]) not in LIBRARIES or "|" in text:
        return NOTHING_READ
    library, version = normalized(found["name"]), found["version"].strip()
    pinned = _PINNED.match(version)
    if pinned is None:
        return read_specifier(library, version, path, line)
    exact = pinned["version"].rstrip("*").rstrip(".")
    fuzzy = pinned["sign"] == "=" and not _has_build(version)
    return read_specifier(library, f"=={exact}.*" if fuzzy or "*" in pinned["version"] else f"=={exact}", path, line)


def _has_build(version: str) -> bool:
    return version.lstrip("=").count("=") > 0
