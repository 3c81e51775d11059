"""The files of `testdata/`: what the tool reads, what it must find there, and what the repair must make of it.

A case is a plain Python file. Lines at its top configure it: `# config:` holds a line of TOML for the table
`tool.pooler-lint`, `# expect:` one of further expectations. They stay in the text. A trailing `  # PGB101, PGB201`
names the findings of its line and is taken off before anything else sees the text. `<case>.fixed.py` is the text after
the repair, with markers at the findings that no repair takes away; without that file, the repair changes nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pooler_lint.config import Settings
from pooler_lint.config_values import fields_of

FOLDER = Path(__file__).parent.parent / "testdata"
EXAMPLE = FOLDER / "example"
"""The example of the README: a small tree, without markers."""
PROJECTS = FOLDER / "projects"
"""Whole projects, each a folder: `tests/project_format.py` reads them."""
FIXED = ".fixed.py"
MARKER = re.compile(r"  # (PGB\d{3}(?:, PGB\d{3})*)(?=\r?$)", re.MULTILINE)
HEADER = re.compile(r"# (config|expect): (.+?)\r?$")
ANY = "?"
REQUIRED_FIELDS = re.compile(r"^    (\w+): str$", re.MULTILINE)
NAMES_IN_ENVIRONMENT = re.compile(r"(?:environ\[|environ\.get\(|getenv\()\s*[\"'](\w+)[\"']")
"""Variables that the settings of a case, or its code, read."""

Findings = tuple[tuple[int, str], ...]
"""Line (from 1) and code of each, sorted."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What `# expect:` may say; None: not asked for.

    `modes` and `drivers` are those of the connections in the order of the text, "?" for any. `constructible` says
    that the repaired file runs without a network and without packages that are not installed for the tests.
    """

    unresolved: int | None = None
    connections: int | None = None
    modes: tuple[str, ...] | None = None
    drivers: tuple[str, ...] | None = None
    constructible: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One case, its texts without markers."""

    path: Path
    text: str
    findings: Findings
    fixed_text: str
    left: Findings
    settings: Settings
    expected: Expectations

    @property
    def name(self) -> str:
        """Folder and file, as tests are named."""
        return self.path.relative_to(FOLDER).with_suffix("").as_posix()

    @property
    def path_in_reports(self) -> str:
        """A path at which no file is: nothing but the headers may say which versions are installed."""
        return f"{self.name}.py"

    @property
    def fixed_path(self) -> Path:
        """Where the repaired text is kept, if the repair changes anything."""
        return self.path.with_name(self.path.stem + FIXED)


@cache
def read_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Return every case under `folder`, by name."""
    elsewhere = {EXAMPLE, PROJECTS}
    paths = sorted(
        path for path in folder.rglob("*.py") if not path.name.endswith(FIXED) and not elsewhere & {*path.parents}
    )
    return tuple(read_case(path) for path in paths)


def read_case(path: Path) -> Case:
    """The case in this file. Raises ValueError for a header that is not understood."""
    marked = read_exactly(path)
    text, findings = without_markers(marked)
    fixed_path = path.with_name(path.stem + FIXED)
    if fixed_path.exists():
        fixed_text, left = without_markers(read_exactly(fixed_path))
    else:
        fixed_text, left = text, findings
    headers = _headers(text, path)
    return Case(path, text, findings, fixed_text, left, _settings(headers["config"], path), _expected(headers, path))


def read_exactly(path: Path) -> str:
    """The text with its own line ends."""
    return path.read_bytes().decode("utf-8")


def without_markers(marked: str) -> tuple[str, Findings]:
    """The text that the tool sees, and the findings that the markers name."""
    findings = []
    for match in MARKER.finditer(marked):
        line = marked.count("\n", 0, match.start()) + 1
        findings += [(line, code) for code in match[1].split(", ")]
    return MARKER.sub("", marked), tuple(sorted(findings))


def with_markers(text: str, findings: Findings) -> str:
    """The reverse: the text of a file of `testdata/`."""
    lines = text.split("\n")
    for number in sorted({line for line, _ in findings}):
        body, end = re.fullmatch(r"(.*?)(\r?)", lines[number - 1], re.DOTALL).groups()  # type: ignore[union-attr]
        codes = ", ".join(code for line, code in findings if line == number)
        lines[number - 1] = f"{body}  # {codes}{end}"
    return "\n".join(lines)


def _headers(text: str, path: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {"config": [], "expect": []}
    for line in text.split("\n"):
        match = HEADER.match(line)
        if match is None:
            break
        found[match[1]].append(match[2])
    late = [line for line in text.split("\n") if HEADER.match(line)][len(found["config"]) + len(found["expect"]) :]
    if late:
        raise ValueError(f"{path}: this stands below the head of the file: {late[0]}")
    return {kind: "\n".join(lines) for kind, lines in found.items()}


def _settings(config: str, path: Path) -> Settings:
    table = _toml(config)
    settings = Settings(root=str(FOLDER), line_length=88)
    return settings._replace(**fields_of(table, str(path)))  # type: ignore[arg-type]


def _expected(headers: dict[str, str], path: Path) -> Expectations:
    # A comma between two of them reads better than a second line.
    table = _toml(re.sub(r", (?=\w+ = )", "\n", headers["expect"]))
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    try:
        return Expectations(**values)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from error


def _toml(text: str) -> dict[str, object]:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    table: dict[str, object] = toml.loads(text)
    return table
