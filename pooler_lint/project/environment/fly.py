"""Fly.io: `[env]` of fly.toml."""

from __future__ import annotations

from pooler_lint.project.environment.data import Block, BrokenTextError, Problem, Reading
from pooler_lint.project.environment.tables import load_toml, settings_of, table, toml_lines


def read_fly(text: str, path: str) -> Reading:
    """One block: the variables of the app."""
    try:
        document = load_toml(text)
    except BrokenTextError as error:
        return Reading(problems=(Problem(error.line, str(error)),))
    lines = toml_lines(text)
    lines.find("env")
    return Reading((Block(path, tuple(settings_of(table(document, "env"), path, lines)), is_built_here=True),))
