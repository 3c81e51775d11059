"""The settings files that code loads by name, each read at most once a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pooler_lint.project.documents.formats import read_document
from pooler_lint.project.documents.programs import Programs
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.project.environment.deployments import repository_root
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.values import Assumptions, Evidence, Origin, Unknown, Value

_PROJECT_FILES = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", ".git", "manage.py")
_MAX_UPWARD = 16


class Documents:
    """What settings files hold. A broken one is a note, and its values are not known."""

    def __init__(self) -> None:
        self.asked_outside = False
        """A file that is not of the repository was looked for."""
        self._values: dict[tuple[str, str], Value] = {}
        self._notes: list[Evidence] = []
        self._programs = Programs(self._read)

    def value(self, name: str, form: str, path: str) -> Value:
        """The content of the file that the code in the file at `path` loads under this name.

        A relative name counts from where the program is started: most often the root of the project.
        """
        root = os.path.join(repository_root(path), "")
        for folder in _folders(path):
            file = os.path.normpath(os.path.join(folder, name))
            self.asked_outside = self.asked_outside or not file.startswith(root)
            if os.path.isfile(file):
                return self._read(file, form)
        shown = os.path.basename(name)
        return Unknown(f"the settings file {shown} is not there", Origin("file", shown))

    def sections(self, program: str, path: str) -> tuple[tuple[Assumptions, Value], ...]:
        """The sections of ini files that "alembic" or "pyramid" may run the code at `path` with; () if none."""
        return self._programs.sections_for(program, path)

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far."""
        return tuple(self._notes)

    def _read(self, file: str, form: str) -> Value:
        key = (os.path.abspath(file), form)
        if key not in self._values:
            shown = os.path.relpath(file)
            try:
                self._values[key] = read_document(Path(file), shown, form)
            except (BrokenFileError, OSError) as error:
                line = error.line if isinstance(error, BrokenTextError) else 0
                why = str(error) if isinstance(error, BrokenFileError) else "it can't be read"
                self._notes.append(Evidence(f"The settings file is not used: {why}", shown, line))
                self._values[key] = Unknown(f"the settings file {shown} can't be read", Origin("file", shown))
        return self._values[key]


def _folders(path: str) -> Iterator[str]:
    """Where a program of this file may be started: the project's root, the folder above it, ..., the file's folder."""
    folder = os.path.dirname(os.path.abspath(path))
    upward = [folder]
    for _ in range(_MAX_UPWARD):
        if os.path.exists(os.path.join(upward[-1], ".git")) or os.path.dirname(upward[-1]) == upward[-1]:
            break
        upward.append(os.path.dirname(upward[-1]))
    roots = [one for one in upward if any(os.path.exists(os.path.join(one, name)) for name in _PROJECT_FILES)]
    yield from dict.fromkeys([*roots, folder, os.getcwd()])
