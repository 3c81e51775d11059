"""The settings files that code loads by name, each read at most once a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pooler_lint.project.documents.formats import read_document
from pooler_lint.project.documents.programs import Programs
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.repository.files import OUTSIDE, Repositories, Repository
from pooler_lint.values import Evidence, Origin, Unknown, Value
from pooler_lint.values.conditions import Guard

_PROJECT_FILES = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "manage.py")
_MAX_UPWARD = 16


class Documents:
    """What settings files hold. A broken one is a note, and its values are not known."""

    def __init__(self, repositories: Repositories | None = None) -> None:
        self._repositories = repositories or Repositories()
        self._values: dict[tuple[str, str, str], Value] = {}
        self._notes: dict[Evidence, None] = {}
        self._programs = Programs(self._read, self._repositories)

    def value(self, name: str, form: str, path: str) -> Value:
        """Return the content of the file that the code in the file at `path` loads under this name.

        A relative name counts from where the program is started: most often the root of the project. A file outside
        of the repository is not read, whether it exists or not.
        """
        repository = self._repositories.around(path)
        files = [os.path.normpath(os.path.join(folder, name)) for folder in _folders(path, repository)]
        inside = [file for file in files if repository.holds(file)]
        for file in inside:
            if repository.exists(file) and not os.path.isdir(file):
                return self._read(file, form, repository)
        shown = os.path.basename(name)
        if not inside:
            self._notes[Evidence(f"The settings file {shown} is not used: {OUTSIDE}", os.path.relpath(path), 0)] = None
            return Unknown(f"the settings file {shown} is outside of the repository", Origin("file", shown))
        return Unknown(f"the settings file {shown} is not there", Origin("file", shown))

    def sections(self, program: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """The sections of ini files that "alembic" or "pyramid" may run the code at `path` with; () if none."""
        return self._programs.sections_for(program, path)

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far."""
        return tuple(self._notes)

    def _read(self, file: str, form: str, repository: Repository) -> Value:
        key = (repository.root, os.path.abspath(file), form)
        if key not in self._values:
            shown = os.path.relpath(file)
            try:
                self._values[key] = read_document(Path(file), shown, form, repository)
            except BrokenFileError as error:
                line = error.line if isinstance(error, BrokenTextError) else 0
                self._notes[Evidence(f"The settings file is not used: {error}", shown, line)] = None
                self._values[key] = Unknown(f"the settings file {shown} can't be read", Origin("file", shown))
        return self._values[key]


def _folders(path: str, repository: Repository) -> Iterator[str]:
    """Yield where a program of this file may be started: folders of projects, nearest first, then its own folder."""
    folder = os.path.dirname(os.path.abspath(path))
    upward = [folder]
    while upward[-1] != repository.root and len(upward) <= _MAX_UPWARD:
        upward.append(os.path.dirname(upward[-1]))
    roots = [
        one
        for one in upward
        if one == repository.root or any(repository.exists(os.path.join(one, name)) for name in _PROJECT_FILES)
    ]
    yield from dict.fromkeys([*roots, folder, os.getcwd()])
