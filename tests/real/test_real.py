"""Published packages, read by hand: the engine has to see exactly the connections and findings that a person saw.

`expected/<package>.json` holds, for every connection, what a reviewer judged from the source alone, and why. Where a
connection can't be seen in the text (its library comes from a lazily loaded object, say), it stands under `not_seen`,
and under `not_postgres` where the text says that another database is meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.config import Settings
from pooler_lint.files.screen import could_matter
from pooler_lint.files.text import Source, decode
from pooler_lint.index.parsing import parse
from pooler_lint.project.project import Project
from pooler_lint.report import FileReport
from tests.real.packages import HERE, Package, packages, sources

EXPECTED = HERE / "expected"
EVERY = 25
"""Of the files that the byte screen leaves out, one of so many is put through the engine all the same."""

Row = tuple[Any, ...]


@dataclass
class Seen:
    """What the engine saw in one package, and which files are not Python."""

    connections: set[Row] = field(default_factory=set)
    findings: set[Row] = field(default_factory=set)
    not_checked: set[str] = field(default_factory=set)
    not_python: set[str] = field(default_factory=set)
    looked_at: int = 0
    left_out: int = 0


def report_of(path: Path, name: str, project: Project) -> FileReport:
    source = decode(path.read_bytes())
    assert isinstance(source, Source), f"{name} is not text: {source}"
    report = check_text(source.text, str(path), Settings(), project)
    if any(item.fix for item in report.diagnostics):
        for unsafe in (False, True):
            is_fixed_well(source.text, path, Settings(unsafe_fixes=unsafe), project)
    return report


def is_fixed_well(text: str, path: Path, settings: Settings, project: Project) -> None:
    """Assert that the fixes of a file end without an error, that it compiles and that a second run changes nothing."""
    report = fix_text(text, str(path), settings, project)
    assert report.errors == ()
    if report.fixed_text is not None:
        compile(parse(report.fixed_text), str(path), "exec", dont_inherit=True)
        again = fix_text(report.fixed_text, str(path), settings, project)
        assert (again.errors, again.fixed_text) == ((), None)


def see(package: Package) -> Seen:
    root = sources(package)
    seen = Seen()
    project = Project()
    for number, path in enumerate(sorted(root.rglob("*.py"))):
        name = path.relative_to(root).as_posix()
        seen.looked_at += 1
        if could_matter(path.read_bytes()):
            _add(seen, report_of(path, name, project), name, path)
        elif number % EVERY == 0:
            seen.left_out += 1
            assert report_of(path, name, project).connections == (), f"the byte screen leaves out a connection: {name}"
    return seen


def _add(seen: Seen, report: FileReport, name: str, path: Path) -> None:
    seen.connections |= {(name, one.line, one.callee, one.verdict) for one in report.connections}
    seen.findings |= {(name, one.line, one.code) for one in report.diagnostics}
    if report.errors:
        seen.not_checked.add(name)
    if not is_python(path):
        seen.not_python.add(name)


def is_python(path: Path) -> bool:
    """True if the file is Python, of whatever version."""
    try:
        parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return False
    return True


def expected(package: Package) -> dict[str, list[dict[str, Any]]] | None:
    path = EXPECTED / f"{package.name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def rows(entries: list[dict[str, Any]], *keys: str) -> set[Row]:
    return {tuple(entry[key] for key in keys) for entry in entries}


def _same(seen: set[Row], reviewed: set[Row], unreadable: set[str]) -> None:
    readable = {row for row in reviewed if row[0] not in unreadable}
    assert sorted(readable - seen) == [], "the engine does not see what the review lists"
    assert sorted(seen - readable) == [], "the engine sees what the review does not list"


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_package(package: Package) -> None:
    seen = see(package)
    assert seen.looked_at > 0
    assert seen.not_checked <= seen.not_python
    review = expected(package)
    if review is None:
        return
    _same(seen.connections, rows(review["connections"], "file", "line", "callee", "verdict"), seen.not_python)
    _same(seen.findings, rows(review["findings"], "file", "line", "code"), seen.not_python)
    unlisted = rows(review.get("not_seen", []), "file", "line") | rows(review.get("not_postgres", []), "file", "line")
    assert not unlisted & {row[:2] for row in seen.connections}


def test_the_packages_are_enough() -> None:
    every = packages()
    folders = [sources(package) for package in every]
    reviewed = [review for review in map(expected, every) if review is not None]
    assert sum(1 for folder in folders for _ in folder.rglob("*.py")) >= 10_000
    assert len(reviewed) >= 30
    assert sum(len(review["connections"]) for review in reviewed) >= 180
    assert {path.stem for path in EXPECTED.glob("*.json")} <= {package.name for package in every}


def test_what_is_not_python_is_an_error_and_no_crash() -> None:
    listed = [(package, name) for package in packages() for name in (expected(package) or {}).get("not_python", [])]
    assert listed
    for package, name in listed:
        text = (sources(package) / str(name)).read_text(encoding="utf-8")
        (error,) = check_text(f"{text}\nimport asyncpg\nasyncpg.connect(DSN)\n", str(name), Settings()).errors
        assert "not valid Python" in error.message


def test_every_place_that_a_review_names_is_there() -> None:
    places = ("connections", "findings", "not_seen", "not_postgres")
    for package in packages():
        review = expected(package) or {}
        for entry in (entry for key in places for entry in review.get(key, [])):
            lines = (sources(package) / entry["file"]).read_text(encoding="utf-8").splitlines()
            assert 0 < entry["line"] <= len(lines), (package.name, entry)
            assert entry["note"], (package.name, entry)
