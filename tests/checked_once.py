"""One evaluation for each text, however often a test asks about it: the answer would be the same each time."""

from __future__ import annotations

import pytest

from pooler_lint import check, findings
from pooler_lint.config import Settings
from pooler_lint.connections.sites import find_sites
from pooler_lint.model import ConnectionSite
from pooler_lint.syntax.shared import Shared


class CheckedOnce:
    """Replaces the evaluation of texts by one that keeps what it finds."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Keep results until `patch` is undone."""
        self._sites: dict[tuple[str, str], tuple[ConnectionSite, ...]] = {}
        self._results: dict[tuple[str, str, Settings], check._Result] = {}
        self._find, self._check = find_sites, check._Engine.check
        patch.setattr(findings, "find_sites", self.find_sites)
        patch.setattr(check._Engine, "check", lambda engine, text: self._checked(engine, text))

    def find_sites(self, text: str, path: str, shared: Shared | None = None) -> tuple[ConnectionSite, ...]:
        """Return the connection sites of the text."""
        key = path, text
        if key not in self._sites:
            self._sites[key] = self._find(text, path, shared)
        return self._sites[key]

    def forget(self) -> None:
        """Evaluate each text again: the files that its result depends on have changed."""
        self._sites.clear()
        self._results.clear()

    def _checked(self, engine: check._Engine, text: str) -> check._Result:
        key = engine._path, text, engine._settings._replace(output_format="full")
        if key not in self._results:
            self._results[key] = self._check(engine, text)
        return self._results[key]
