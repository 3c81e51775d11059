"""Which `alembic.ini` an `env.py` is run with, as Alembic finds it.

https://alembic.sqlalchemy.org/en/latest/tutorial.html: `script_location` names the folder of `env.py`, relative to
where the command is run or to `%(here)s`; from 1.16 on `[tool.alembic]` of pyproject.toml may name it too, while the
database's URL stays in the ini file or in the code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from pooler_lint.values import Assumptions, Dict, Known, Test, Value

_MAX_UPWARD = 4
_MAX_FILES = 50


class Alembic:
    """Finds the ini files of an `env.py`; `read` gives the content of a file in a format."""

    def __init__(self, read: Callable[[str, str], Value]) -> None:
        self._read = read
        self._found: dict[str, tuple[tuple[Assumptions, Value], ...]] = {}

    def sections_for(self, path: str) -> tuple[tuple[Assumptions, Value], ...]:
        """The sections that Alembic's `config` stands for in the `env.py` at `path`, each under what it assumes."""
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._found:
            each = list(self._sections(folder))
            tests = [
                Test(f"alembic runs with {file} {name}", source=f"{file} [{name}] is used") for file, name, _ in each
            ]
            self._found[folder] = tuple(
                (frozenset((test, test == own) for test in tests) if len(tests) > 1 else frozenset(), section)
                for own, (_, _, section) in zip(tests, each, strict=True)
            )
        return self._found[folder]

    def _sections(self, folder: str) -> Iterator[tuple[str, str, Value]]:
        """Every section of every ini file that has this folder as its `script_location`."""
        for file in _ini_files(folder):
            document = self._read(file, "ini")
            if not isinstance(document, Dict):
                continue
            for entry in document.entries:
                section = entry.value
                if isinstance(section, Dict) and _leads_to(section, os.path.dirname(file), folder):
                    yield os.path.relpath(file), entry.key, section


def _leads_to(section: Dict, here: str, folder: str) -> bool:
    location = section.get("script_location")
    if location is None or not isinstance(location.value, Known) or not isinstance(location.value.value, str):
        return False
    written = location.value.value
    if ":" in written and not os.path.isabs(written):  # package:folder
        return folder.replace(os.sep, "/").endswith("/" + written.replace(":", "/").replace(".", "/"))
    given = os.path.abspath(os.path.join(here, written))
    # `%(here)s` is put in as the file's folder, relative to where we run.
    return os.path.realpath(folder) in (os.path.realpath(given), os.path.realpath(written))


def _ini_files(folder: str) -> Iterator[str]:
    """The ini files in the folder and those above it, up to the repository's root."""
    count = 0
    for _ in range(_MAX_UPWARD):
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(".ini"))
        except OSError:
            return
        for name in names:
            count += 1
            if count > _MAX_FILES:
                return
            yield os.path.join(folder, name)
        if os.path.exists(os.path.join(folder, ".git")) or os.path.dirname(folder) == folder:
            return
        folder = os.path.dirname(folder)
