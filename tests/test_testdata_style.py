"""The expected texts themselves: layouts that black, ruff and isort accept stay acceptable after the repair."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import black
import pytest

from pooler_lint.index.parsing import parse
from tests.project_format import read_projects
from tests.testdata_format import FIXED, FOLDER, read_cases, with_markers, without_markers

CASES = read_cases()
REPAIRED = [case for case in CASES if case.fixed_text != case.text]


def test_black_accepts_the_repaired_texts() -> None:
    """Ruff formats the whole texts; black, which takes longer, the statements that the repair changes."""
    assert [
        case.name
        for case in REPAIRED
        if not all(map(black_accepts, statements(case.fixed_text) - statements(case.text))) and black_accepts(case.text)
    ] == []


@pytest.mark.parametrize("command", ["format", "imports"])
def test_ruff_accepts_the_repaired_texts(command: str, tmp_path: Path) -> None:
    for case in REPAIRED:
        write(tmp_path / "before" / f"{case.name}.py", case.text)
        write(tmp_path / "after" / f"{case.name}.py", case.fixed_text)
    complaints = {"format": badly_formatted, "imports": badly_sorted}[command]
    before, after = complaints(tmp_path / "before"), complaints(tmp_path / "after")
    assert len(before) < len(REPAIRED) / 4, "most cases have a usual layout"
    assert after - before == set()


def test_markers_come_off_and_on() -> None:
    marked = "one()  # PGB101, PGB201\r\ntwo()\r\nthree()  # why  # PGB110\r\n"
    text, findings = without_markers(marked)
    assert text == "one()\r\ntwo()\r\nthree()  # why\r\n"
    assert findings == ((1, "PGB101"), (1, "PGB201"), (3, "PGB110"))
    assert with_markers(text, findings) == marked


def test_every_repaired_text_has_its_case() -> None:
    cases = {case.fixed_path for case in CASES}
    projects = {module.fixed_path for project in read_projects() for module in project.modules}
    assert set(FOLDER.rglob(f"*{FIXED}")) <= cases | projects


def test_every_rule_has_its_layouts() -> None:
    for code in ("PGB101", "PGB102", "PGB103", "PGB104", "PGB105", "PGB106", "PGB110", "PGB201", "PGB202"):
        own = [case for case in CASES if case.path.parent.name == code]
        flagged = [case for case in own if code in {found for _, found in case.findings}]
        assert sum(case.fixed_text != case.text for case in flagged) >= 8, code
        assert any(not case.findings for case in own), f"no case of {code} stays silent"


def statements(text: str) -> set[str]:
    """Return the lines of each statement of the module, with the comment at its end."""
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    return {"".join(lines[node.lineno - 1 : node.end_lineno]) for node in parse(text).body}


def black_accepts(text: str) -> bool:
    return black.format_str(text, mode=black.Mode(line_length=88)) == text.replace("\r\n", "\n")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def ruff(folder: Path, *arguments: str) -> str:
    # The folders of the cases have names of libraries, and are no packages of their own.
    options = ["--isolated", "--no-cache", "--line-length", "88", "--config", "src = []"]
    command = [sys.executable, "-m", "ruff", *arguments, *options, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def badly_formatted(folder: Path) -> set[str]:
    prefix = "Would reformat: "
    lines = ruff(folder, "format", "--check").splitlines()
    return {line.removeprefix(prefix) for line in lines if line.startswith(prefix)}


def badly_sorted(folder: Path) -> set[str]:
    found = json.loads(ruff(folder, "check", "--select", "I", "--output-format", "json"))
    return {Path(item["filename"]).relative_to(folder.resolve()).as_posix() for item in found}
