"""Railway: tables of variables in railway.toml and railway.json.

Railway itself takes variables from its dashboard; such tables are what people and their scripts keep there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pooler_lint.project.environment.data import Block, Reading, Setting
from pooler_lint.project.environment.interpolation import resolve_expressions
from pooler_lint.project.environment.source import ReadFile, Source
from pooler_lint.project.environment.tables import KeyLines, json_lines, load_json, load_toml, settings_of, toml_lines
from pooler_lint.records import replace

_TABLES = frozenset({"env", "environmentVariables", "sharedVariables", "variables"})
_DEEPEST = 5


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block for every table of variables; those of `services` are named after the service."""
    is_json = path.endswith(".json")
    document = load_json(text) if is_json else load_toml(text)
    lines = json_lines(text) if is_json else toml_lines(text)
    return Reading(tuple(_blocks(document, path, lines, ())))


def _blocks(values: Mapping[str, object], path: str, lines: KeyLines, above: tuple[str, ...]) -> Iterator[Block]:
    for key, value in values.items():
        if not isinstance(value, dict):
            continue
        lines.find(key)
        if key in _TABLES:
            scope = above[-1] if above and "services" in above[:-1] else None
            names = (scope,) if scope is not None else ()
            yield Block(
                path, _resolved(tuple(settings_of(value, path, lines))), scope, names, is_built_here=scope is None
            )
        elif len(above) < _DEEPEST:
            yield from _blocks(value, path, lines, (*above, key))


def _resolved(settings: tuple[Setting, ...]) -> tuple[Setting, ...]:
    known = {one.name: one.value for one in settings if "${{" not in one.value}
    return tuple(replace(one, value=resolve_expressions(one.value, known.get)) for one in settings)


SOURCE = Source("Railway", "`railway.json`, `railway.toml`", r"railway(?:[._-][\w-]+)?\.(?:json|toml)", 62, read)
