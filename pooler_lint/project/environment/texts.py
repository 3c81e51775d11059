"""The files of a repository as text: each is read once, and what could not be read is noted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pooler_lint.project.environment.data import Problem
from pooler_lint.project.environment.tree import LARGEST
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.values import Evidence


class Texts:
    """Reads files by their paths relative to the root and collects notes about them."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._texts: dict[str, str | None] = {}
        self._notes: dict[Evidence, None] = {}

    def read(self, path: str) -> str | None:
        """The text of the file; None where it is outside of the root, not there, too large, or broken (a note then)."""
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
        full = os.path.normpath(os.path.join(self._root, path))
        if path.startswith(("..", "/", "~")) or "\0" in path or not os.path.isfile(full):
            return None
        try:
            if os.path.getsize(full) > LARGEST:
                self.note(path, (Problem(0, f"it is larger than {LARGEST:,} bytes"),))
                return None
            return read_text(Path(full))
        except BrokenFileError as error:
            self.note(path, (Problem(0, str(error)),))
        except OSError as error:
            self.note(path, (Problem(0, error.strerror or "it can't be opened"),))
        return None
