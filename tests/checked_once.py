"""One evaluation for each text, however often a test asks about it: the answer would be the same each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from pooler_lint import check, findings
from pooler_lint.config import Settings
from pooler_lint.connections.sites import find_connections
from pooler_lint.evaluate.shared import Shared
from pooler_lint.files import write
from pooler_lint.lines import LineIndex
from pooler_lint.model import ConnectionSite
from pooler_lint.project.modules import Modules

Texts: TypeAlias = "tuple[tuple[str, str], ...]"
"""Edited texts of other files by their paths."""
Asked: TypeAlias = "dict[str, tuple[str, LineIndex]]"
"""What `Shared.texts` holds."""


class CheckedOnce:
    """Replaces the evaluation of texts by one that keeps what it finds."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Keep results until `patch` is undone."""
        self._sites: dict[tuple[str, str, Texts, bool], tuple[tuple[ConnectionSite, ...], Asked]] = {}
        self._results: dict[tuple[str, str, Settings, bool, Texts, int | None], check._Result] = {}
        self._find, self._check = find_connections, check._Engine.check
        patch.setattr(findings, "find_connections", self.find_connections)
        patch.setattr(check._Engine, "check", lambda engine, *asked: self._checked(engine, *asked))
        self._replace = write.replace_file
        patch.setattr(write, "replace_file", self._replaced)

    def find_sites(self, text: str, path: str) -> tuple[ConnectionSite, ...]:
        """Return the connection sites of the text."""
        return tuple(site for site in self.find_connections(text, path) if not site.is_foreign)

    def find_connections(
        self, text: str, path: str, shared: Shared | None = None, uses_matter: Callable[[], bool] = lambda: True
    ) -> tuple[ConnectionSite, ...]:
        """Return the connections of the text."""
        outside = shared.outside if shared is not None else None
        key = path, text, _texts(outside._edited if isinstance(outside, Modules) else {}), uses_matter()
        if key not in self._sites:
            sites = self._find(text, path, shared, uses_matter)
            self._sites[key] = sites, {} if shared is None else dict(shared.texts)
        sites, asked = self._sites[key]
        if shared is not None:
            shared.texts.update(asked)
        return sites

    def _replaced(self, path: str, data: bytes, expected: bytes) -> None:
        """Write the file, and evaluate each text again: its result may depend on that file."""
        self._replace(path, data, expected)
        self._sites.clear()
        self._results.clear()

    def _checked(
        self, engine: check._Engine, text: str, edited: Mapping[str, str], most: int | None = None
    ) -> check._Result:
        settings, is_given = engine._settings._replace(output_format="full"), engine._files.is_given(engine.file)
        key = engine._path, text, settings, is_given, _texts(edited), most
        if key not in self._results:
            self._results[key] = self._check(engine, text, edited, most)
        return self._results[key]


def _texts(edited: Mapping[str, str]) -> Texts:
    return tuple(sorted(edited.items()))
