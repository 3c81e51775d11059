"""What the containers of Kubernetes workloads get, with the ConfigMaps and Secrets of the same tree."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence

from pooler_lint.project.environment.commands import runs_tests
from pooler_lint.project.environment.data import Block, Setting
from pooler_lint.project.environment.foreign import is_foreign
from pooler_lint.project.environment.interpolation import resolve_parentheses
from pooler_lint.project.environment.yaml_nodes import Node
from pooler_lint.records import dataclass, field, replace

_POD_SPECS = (("spec", "template", "spec"), ("spec", "jobTemplate", "spec", "template", "spec"), ("spec",))
_PARTS = {"configMapRef": "ConfigMap", "secretRef": "Secret"}
_KEYS = {"configMapKeyRef": "ConfigMap", "secretKeyRef": "Secret"}


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document of a file; `path` is relative to the root, `line` is where it begins."""

    kind: str
    name: str
    namespace: str | None
    node: Node
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ConfigMaps and Secrets of a tree. `related` tells whether two files speak of the same code."""

    documents: Mapping[tuple[str, str], Sequence[Document]]
    related: Callable[[str, str], bool]
    used: set[tuple[str, str]] = field(default_factory=set)
    """What any workload refers to."""

    def find(self, kind: str, name: str | None, user: Document) -> Iterator[Document]:
        """The documents of this kind and name that the workload `user` can mean."""
        if name is None:
            return
        self.used.add((kind, name))
        for document in self.documents.get((kind, name), ()):
            together = None in (document.namespace, user.namespace) or document.namespace == user.namespace
            if together and self.related(document.path, user.path):
                yield document


def workload_blocks(documents: Sequence[Document], related: Callable[[str, str], bool]) -> tuple[Block, ...]:
    """One block for every container, and one for every ConfigMap and Secret that no workload refers to."""
    by_name: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if document.kind in ("ConfigMap", "Secret"):
            by_name.setdefault((document.kind, document.name), []).append(document)
    shelf = Shelf(by_name, related)
    blocks = [block for document in documents for block in _containers(document, shelf)]
    for key, unused in by_name.items():
        if key not in shelf.used:
            blocks += [Block(one.path, tuple(_data(one)), scope=one.name, names=(one.name,)) for one in unused]
    return tuple(blocks)


def _containers(document: Document, shelf: Shelf) -> Iterator[Block]:
    specs = (document.node.get(*keys) for keys in _POD_SPECS)
    spec = next((spec for spec in specs if spec.get("containers").items), None)
    for container in (*spec.get("containers").items, *spec.get("initContainers").items) if spec is not None else ():
        image, name = container.get("image").text, container.get("name").text
        settings = tuple(_settings(container, document, shelf))
        names = tuple(filter(None, (_last_name(image), name, document.name)))
        command = _command(container)
        foreign, tests = is_foreign(image, command), runs_tests(command)
        yield Block(document.path, settings, document.name or name, names, foreign=foreign, runs_tests=tests)


def _command(container: Node) -> list[str]:
    words = (item.text or "" for key in ("command", "args") for item in container.get(key).items)
    return [word for text in words for word in text.split()]


def _last_name(image: str | None) -> str | None:
    return image.rpartition("/")[2].partition("@")[0].partition(":")[0] if image else None


def _settings(container: Node, document: Document, shelf: Shelf) -> Iterator[Setting]:
    """The variables of a container; several of one name where several files hold what it refers to."""
    found: dict[str, list[Setting]] = {}
    for source in container.get("envFrom").items:
        prefix = source.get("prefix").text or ""
        for setting in _whole(source, document, shelf):
            found.setdefault(prefix + setting.name, []).append(replace(setting, name=prefix + setting.name))
    for variable in container.get("env").items:
        name = variable.get("name").text
        if name and not (variable.get("value").text is None and variable.get("valueFrom").is_empty):
            found[name] = list(_values(name, variable, found, document, shelf))
    yield from (setting for settings in found.values() for setting in settings)


def _values(
    name: str, variable: Node, found: Mapping[str, Sequence[Setting]], document: Document, shelf: Shelf
) -> Iterator[Setting]:
    """Yield what a variable of a container is set to; `found` are those before it."""
    written = variable.get("value")
    if written.text is None:
        yield from _referred(name, variable.get("valueFrom"), document, shelf)
    else:
        value = resolve_parentheses(written.text, lambda other: found[other][0].value if found.get(other) else None)
        yield Setting(name, value, document.path, written.line)


def _whole(source: Node, document: Document, shelf: Shelf) -> Iterator[Setting]:
    for key, kind in _PARTS.items():
        for held in shelf.find(kind, source.get(key, "name").text, document):
            yield from _data(held)


def _referred(name: str, source: Node, document: Document, shelf: Shelf) -> Iterator[Setting]:
    for key, kind in _KEYS.items():
        wanted = source.get(key, "key").text
        for held in shelf.find(kind, source.get(key, "name").text, document):
            yield from (replace(setting, name=name) for setting in _data(held) if setting.name == wanted)


def _data(document: Document) -> Iterator[Setting]:
    """What a ConfigMap or Secret holds; `stringData` wins over `data`, and what is no text is left out."""
    written = document.node.get("stringData").entries
    for key, node in written.items():
        if node.text is not None:
            yield Setting(key, node.text, document.path, node.line)
    for key, node in document.node.get("data").entries.items():
        text = _decoded(node.text) if document.kind == "Secret" else node.text
        if key not in written and text is not None:
            yield Setting(key, text, document.path, node.line)


def _decoded(text: str | None) -> str | None:
    try:
        decoded = base64.b64decode("".join((text or "").split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return None if "\0" in decoded else decoded.rstrip("\r\n")
