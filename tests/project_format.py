"""The projects of `testdata/projects/`: folders with all that a repository says of its connections.

Python files carry the markers of `tests/testdata_format.py`; `<file>.fixed.py` beside a file is its text after the
repair, with markers at what is left. `expected.json` says what the inventory must show:

    connections   path, line, callee, pooler, mode and verdict of each, in the order of the report
    evidence      "app/db.py:12" to the places "path:line" of the connection's evidence, in their order
    notes         texts of which each is in a note of the inventory, or of a finding (may be left out)
    versions      a library to the version or the limits that the project says (may be left out)

A word that begins with `s3cr3t` is a planted secret: no output may show it.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.testdata_format import FIXED, PROJECTS, Findings, read_exactly, with_markers, without_markers

EXPECTED = "expected.json"
SECRET = re.compile(r"s3cr3t[\w-]*")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of a project, its texts without markers."""

    path: Path
    name: str
    """Relative to the project, with slashes."""
    text: str
    findings: Findings
    fixed_text: str
    left: Findings

    @property
    def fixed_path(self) -> Path:
        """Return where the fixed text is kept, if a fix changes it, or what is left of its diagnostics."""
        return self.path.with_name(self.path.stem + FIXED)


@dataclass(frozen=True, slots=True)
class Project:
    """One folder of `testdata/projects/`."""

    folder: Path
    modules: tuple[Module, ...]

    @property
    def name(self) -> str:
        return self.folder.name

    def expected(self) -> dict[str, Any]:
        """What `expected.json` says; nothing where there is none yet."""
        path = self.folder / EXPECTED
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {"connections": [], "evidence": {}, **said}

    def secrets(self) -> frozenset[str]:
        """The tokens that are planted in its files."""
        return frozenset(
            token
            for path in self.folder.rglob("*")
            if path.is_file()
            for token in SECRET.findall(path.read_bytes().decode("utf-8", "replace"))
        )

    def copy(self, into: Path) -> Path:
        """The project as its people have it, in a folder of its own that is the root of a repository."""
        to = into / self.name
        shutil.copytree(self.folder, to, ignore=shutil.ignore_patterns(f"*{FIXED}", EXPECTED, "__pycache__"))
        (to / ".git").mkdir()
        for module in self.modules:
            (to / module.name).write_bytes(module.text.encode("utf-8"))
        return to

    def update(self, modules: dict[str, tuple[str, Findings]], said: dict[str, Any]) -> None:
        """Write what the tool makes of the project: repaired texts with what is left, and the inventory."""
        for module in self.modules:
            text, left = modules[module.name]
            if (text, left) == (module.text, module.findings):
                module.fixed_path.unlink(missing_ok=True)
            else:
                module.fixed_path.write_bytes(with_markers(text, left).encode("utf-8"))
        (self.folder / EXPECTED).write_text(_written({**self.expected(), **said}), encoding="utf-8")


@cache
def read_projects(folder: Path = PROJECTS) -> tuple[Project, ...]:
    """Return every project, by name."""
    return tuple(read_project(path) for path in sorted(folder.glob("*")) if path.is_dir())


def read_project(folder: Path) -> Project:
    """The project in this folder."""
    paths = sorted(path for path in folder.rglob("*.py") if not path.name.endswith(FIXED))
    return Project(folder, tuple(_module(path, folder) for path in paths))


def _module(path: Path, folder: Path) -> Module:
    text, findings = without_markers(read_exactly(path))
    fixed = path.with_name(path.stem + FIXED)
    fixed_text, left = without_markers(read_exactly(fixed)) if fixed.exists() else (text, findings)
    return Module(path, path.relative_to(folder).as_posix(), text, findings, fixed_text, left)


def _written(said: dict[str, Any]) -> str:
    """JSON with one connection, and one list of places, a line."""
    parts = []
    for key, value in said.items():
        if isinstance(value, list):
            body = "".join(f"    {json.dumps(item, ensure_ascii=False)},\n" for item in value)
        else:
            body = "".join(f"    {json.dumps(name)}: {json.dumps(item)},\n" for name, item in value.items())
        opening, closing = "[]" if isinstance(value, list) else "{}"
        inner = f"\n{body.removesuffix(chr(44) + chr(10))}\n  " if body else ""
        parts.append(f"  {json.dumps(key)}: {opening}{inner}{closing}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
