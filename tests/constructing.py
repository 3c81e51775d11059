"""Run repaired cases of `testdata/`, and texts of tests, with the real libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.testdata_format import FOLDER, read_cases

REPAIRED = [case for case in read_cases() if case.fixed_text != case.text]
CONSTRUCTIBLE = [case for case in REPAIRED if case.expected.constructible]
OF_GINO = [case for case in CONSTRUCTIBLE if case.path.parent.name == "gino"]
"""They need a SQLAlchemy below 1.4, and so another environment."""


def failures(outcomes: dict[str, str | None]) -> dict[str, str]:
    """Return the tracebacks of the files that do not construct."""
    return {path: traceback for path, traceback in outcomes.items() if traceback is not None}


def wrong(
    texts: dict[str, str | None], folder: Path, program: str = "tests.construct", python: Path = Path(sys.executable)
) -> list[tuple[str, str | None]]:
    """Return the texts that do not end as expected (None: they construct), with their tracebacks."""
    paths = {folder / f"file{number}.py": text for number, text in enumerate(texts)}
    for path, text in paths.items():
        path.write_text(text, encoding="utf-8")
    ends = construct(list(paths), program, python)
    return [
        (text, end)
        for path, text in paths.items()
        if ((end := ends[str(path)]) is None) != ((said := texts[text]) is None) or (said or "") not in (end or "")
    ]


def construct(
    paths: list[Path], program: str = "tests.construct", python: Path = Path(sys.executable)
) -> dict[str, str | None]:
    """Return the traceback of each file, or None where it constructs; in another process, since drivers are patched."""
    command = [str(python), "-m", program, *map(str, paths)]
    run = subprocess.run(command, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    outcomes: dict[str, str | None] = json.loads(run.stdout)
    return outcomes
