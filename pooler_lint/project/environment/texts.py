"""The files of a repository as text: each is read once, and what could not be read is noted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pooler_lint.project.environment.data import Problem
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence


class Texts:
    """Reads files by their paths relative to the root and collects notes about them."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._texts: dict[str, str | None] = {}
        self._notes: dict[Evidence, None] = {}

    def read(self, path: str) -> str | None:
        """Return the text of the file; None if it is not there, and with a note if it is refused or broken."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def note(self, path: str, problems: Sequence[Problem]) -> None:
        """Notes what could not be read in the file."""
        for problem in problems:
            text = f"{os.path.basename(path) or 'the tree'} could not be read for environment variables: {problem.why}"
            self._notes.setdefault(Evidence(text, path, problem.line))

    def notes(self) -> tuple[Evidence, ...]:
        """All notes so far, by place."""
        return tuple(sorted(self._notes, key=lambda note: (note.path, note.line, note.text)))

    def _read(self, path: str) -> str | None:
        if path.startswith("~") or "\0" in path:  # the home of a user, or a variable that is not known
            return None
        full = os.path.normpath(os.path.join(self._repository.root, path))
        if self._repository.holds(full) and not self._repository.exists(full):
            return None
        try:
            return read_text(Path(full), self._repository)
        except BrokenFileError as error:
            self.note(path, (Problem(0, str(error)),))
        return None
