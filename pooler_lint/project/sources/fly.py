"""Fly.io: `[env]` of fly.toml."""

from __future__ import annotations

from pooler_lint.project.environment.data import Block, Reading
from pooler_lint.project.environment.source import ReadFile, Source
from pooler_lint.project.environment.tables import load_toml, settings_of, table, toml_lines


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block: the variables of the app."""
    document = load_toml(text)
    lines = toml_lines(text)
    lines.find("env")
    return Reading((Block(path, tuple(settings_of(table(document, "env"), path, lines)), is_built_here=True),))


SOURCE = Source("fly.toml", "`fly.toml`, `fly.<name>.toml`", r"fly(?:[._-][\w-]+)?\.toml", 60, read, ("env",))
