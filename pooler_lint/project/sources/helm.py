"""Helm's `values.yaml`: `env:` maps and lists, at the top or under a component."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.project.environment.data import Block, BrokenTextError, Problem, Reading, Setting
from pooler_lint.project.environment.foreign import is_foreign
from pooler_lint.project.environment.interpolation import resolve_parentheses
from pooler_lint.project.environment.source import YAML, ReadFile, Source
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.records import replace

_ENVIRONMENTS = frozenset({
    "configenv", "containerenv", "env", "environment", "environmentvariables", "envvars", "extraenv", "extraenvs",
    "extraenvvars", "secretenv",
})  # fmt: skip
_DEEPEST = 4


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block for every `env:` (or `extraEnv:`, `envVars:` ...), named after the component that it stands under."""
    blocks: list[Block] = []
    try:
        for document in read_yaml(text):
            blocks += _components(document, path, ())
    except BrokenTextError as error:
        return Reading(tuple(blocks), () if "{{" in text else (Problem(error.line, str(error)),))
    return Reading(tuple(blocks))


def _components(node: Node, path: str, above: tuple[str, ...]) -> Iterator[Block]:
    for key, value in node.entries.items():
        if key.replace("_", "").lower() in _ENVIRONMENTS:
            scope = above[-1] if above else None
            foreign = any(is_foreign(name) for name in (*above, node.get("image", "repository").text or ""))
            yield Block(path, _resolved(tuple(_settings(value, path))), scope, tuple(reversed(above)), foreign=foreign)
        elif value.entries and len(above) < _DEEPEST:
            yield from _components(value, path, (*above, key))


def _settings(node: Node, path: str, depth: int = 0) -> Iterator[Setting]:
    for item in node.items:
        name, value = item.get("name").text, item.get("value")
        if name and value.text is not None:
            yield Setting(name, value.text, path, value.line)
    for name, value in node.entries.items():
        inner = value if value.text is not None else value.get("value")
        if inner.text is not None:
            yield Setting(name, inner.text, path, inner.line)
        elif value.entries and not depth and "valueFrom" not in value.entries:
            # Some charts sort them once more: `env.normal`, `env.secret`.
            yield from _settings(value, path, depth + 1)


def _resolved(settings: tuple[Setting, ...]) -> tuple[Setting, ...]:
    plain = {one.name: one.value for one in settings if "$(" not in one.value}
    return tuple(replace(one, value=resolve_parentheses(one.value, plain.get)) for one in settings)


SOURCE = Source(
    "Helm", "`values.yaml`, `values-<name>.yaml` of Helm", rf"(?:[\w.-]+[._-])?values(?:[._-][\w.-]+)?{YAML}", 50, read
)
