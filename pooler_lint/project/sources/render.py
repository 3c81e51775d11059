"""Render: `envVars` of the services in render.yaml, groups looked up."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from pooler_lint.project.environment.data import Block, Reading, Setting
from pooler_lint.project.environment.foreign import is_foreign
from pooler_lint.project.environment.source import YAML, ReadFile, Source
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml

_OTHER_RUNTIMES = frozenset({"elixir", "go", "node", "ruby", "rust", "static"})
_OTHER_TYPES = frozenset({"keyvalue", "redis", "static"})


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block for every service. Values that Render makes or looks up itself are not there."""
    blocks: list[Block] = []
    for document in read_yaml(text):
        parts = (document, document.get("ungrouped"), *_environments(document))
        groups = {
            group.get("name").text or "": group.get("envVars")
            for part in parts
            for group in part.get("envVarGroups").items
        }
        blocks += [_block(service, groups, path) for part in parts for service in part.get("services").items]
    return Reading(tuple(blocks))


def _environments(document: Node) -> Iterator[Node]:
    for project in document.get("projects").items:
        yield from project.get("environments").items


def _block(service: Node, groups: Mapping[str, Node], path: str) -> Block:
    name = service.get("name").text
    runtime = service.get("runtime").text or service.get("env").text
    foreign = (
        runtime in _OTHER_RUNTIMES
        or service.get("type").text in _OTHER_TYPES
        or is_foreign(service.get("image", "url").text, (service.get("startCommand").text or "").split())
    )
    settings = {one.name: one for one in _settings(service.get("envVars"), groups, path)}
    names = (name,) if name else ()
    return Block(path, tuple(settings.values()), name, names, _folder(service, path), foreign, is_built_here=True)


def _folder(service: Node, path: str) -> str | None:
    """Where the service's code is; these paths are relative to the repository, whose blueprint lies at its root."""
    written = service.get("rootDir").text or service.get("dockerContext").text
    if not written:
        return None
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), written.lstrip("/")))
    return None if folder.startswith("..") else "" if folder == "." else folder


def _settings(variables: Node, groups: Mapping[str, Node], path: str) -> Iterator[Setting]:
    # A service's own variables win over those of a group.
    for variable in variables.items:
        group = variable.get("fromGroup").text
        if group is not None and group in groups:
            yield from _settings(groups[group], {}, path)
    for variable in variables.items:
        key, value = variable.get("key").text, variable.get("value")
        if key and value.text is not None:
            yield Setting(key, value.text, path, value.line)


SOURCE = Source("render.yaml", "`render.yaml`", rf"render(?:[._-][\w-]+)?{YAML}", 61, read, ("envVars",))
