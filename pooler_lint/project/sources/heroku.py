"""Heroku: `env` of app.json, for the app and for its environments."""

from __future__ import annotations

from pooler_lint.project.environment.data import Block, Reading, over
from pooler_lint.project.environment.source import ReadFile, Source
from pooler_lint.project.environment.tables import json_lines, load_json, settings_of, table


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block for the app, one for each of its environments (`test`, `review`)."""
    document = load_json(text)
    lines = json_lines(text)
    settings = tuple(settings_of(table(document, "env"), path, lines))
    blocks = [Block(path, settings, is_built_here=True)]
    for name, environment in table(document, "environments").items():
        lines.find(name)
        own = settings_of(table(environment, "env"), path, lines)
        tests = name == "test"
        blocks.append(Block(path, over(settings, own), scope=name, runs_tests=tests, is_built_here=True))
    return Reading(tuple(blocks))


SOURCE = Source("app.json", "`app.json`", r"app\.json", 63, read, ('"env"',))
