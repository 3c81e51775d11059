"""What `docs/design.md` shows of the code is true: the picture of the imports, and the functions that it names."""

from __future__ import annotations

import importlib
import re

from tests.picture import PAGE, drawn, reduced

TEXT = PAGE.read_text(encoding="utf-8")
WAY = re.compile(r"^## The way of one DSN\n.*?(?=^## )", re.DOTALL | re.MULTILINE)
FUNCTION = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)`")


def test_the_picture_shows_the_imports_of_today() -> None:
    assert drawn(TEXT) == TEXT, "run `python -m tests.picture`"
    assert "-->" in TEXT


def test_an_arrow_that_others_replace_is_left_out() -> None:
    edges = {"syntax": frozenset({"sql", "dsn"}), "dsn": frozenset({"sql"}), "sql": frozenset[str]()}
    assert reduced(edges) == {"syntax": ["dsn"], "dsn": ["sql"], "sql": []}


def test_the_way_of_one_dsn_names_functions_that_exist() -> None:
    way = WAY.search(TEXT)
    assert way is not None
    rows = [line.split("|")[2] for line in way[0].splitlines() if line.startswith("|") and "`" in line.split("|")[2]]
    names = [name for row in rows for name in FUNCTION.findall(row)]
    assert len(names) >= 15
    for name in names:
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(f"pooler_lint.{module}"), function)), name


def test_the_diffs_of_contributing_are_those_of_the_files() -> None:
    page = (PAGE.parent / "contributing.md").read_text(encoding="utf-8")
    added = re.findall(r"^\+\+\+ b/(\S+)\n((?:\+.*\n)+)", page, re.MULTILINE)
    assert len(added) >= 4
    for path, lines in added:
        text = "".join(f"{line[1:]}\n" for line in lines.splitlines())
        assert text == (PAGE.parents[1] / path).read_text(encoding="utf-8"), path
