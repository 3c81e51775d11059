"""Passing over what does not matter must not change what is found."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from pooler_lint.index.needed import Needed, needed
from pooler_lint.index.parts import Sought
from pooler_lint.index.prescan import Names
from pooler_lint.model import ConnectionSite
from pooler_lint.queries import reader
from tests.connections.finding import find_sites
from tests.testdata_format import FIXED, FOLDER

FILES = sorted(path for path in FOLDER.rglob("*.py") if not path.name.endswith(FIXED))
ASKED_ABOUT = frozenset(
    {"iterate", "update", "database_engine_options", "prepare", "cursor", "execution_options", "prepare_threshold"}
)


def without_other_uses(sites: tuple[ConnectionSite, ...]) -> list[ConnectionSite]:
    return [replace(site, uses=tuple(use for use in site.uses if use.path[-1] in ASKED_ABOUT)) for site in sites]


def sites_of(path: Path) -> list[ConnectionSite]:
    return without_other_uses(find_sites(path.read_text(encoding="utf-8"), "x.py"))


def test_the_same_connections_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    passed_over: list[int] = []

    def as_usual(tree: ast.Module, sought: Sought, names: Names) -> Needed:
        found = needed(tree, sought, names)
        passed_over.extend(found.passed_over)
        return found

    def everything(tree: ast.Module, sought: Sought, names: Names) -> Needed:
        return replace(needed(tree, sought, names), passed_over=frozenset())

    different = set()
    for path in FILES:
        passed_over.clear()
        monkeypatch.setattr(reader, "needed", as_usual)
        found = sites_of(path)
        monkeypatch.setattr(reader, "needed", everything)
        if passed_over and sites_of(path) != found:
            different.add(path)
    assert different == set()
