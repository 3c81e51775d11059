"""Compose files: their services, with variables filled in, `env_file` and `extends` followed."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping

from pooler_lint.project.environment.data import BrokenTextError, Build, ComposeService, Mount, Reading, Setting
from pooler_lint.project.environment.interpolation import resolve_braces
from pooler_lint.project.environment.source import YAML, ReadFile, Source
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.project.sources.dotenv import read_dotenv
from pooler_lint.records import replace

_EXAMPLES = (".env.template", ".env.sample", ".env.example")
_MOST_EXTENDS = 8
_MOST_PORTS = 100


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """The services of a compose file. Raises BrokenTextError; a file that it refers to and that is broken is empty."""
    project = _Project(path, read_file)
    documents = tuple(read_yaml(text))
    services = (
        _service(name, project.extended(node, document), project)
        for document in documents
        for name, node in document.get("services").entries.items()
    )
    return Reading(services=tuple(services))


class _Project:
    """What the files beside a compose file say, each read once."""

    def __init__(self, path: str, read_file: ReadFile) -> None:
        self.path = path
        self.folder = posixpath.dirname(path)
        self.read_file = read_file
        self._own = self._dotenv(".env")
        self._example: dict[str, str] | None = None

    def lookup(self, name: str) -> str | None:
        """The value that compose would take from the `.env` file of the project."""
        if name == "PWD":
            return "."
        return self._own.get(name)

    def fill(self, text: str) -> str:
        """The text without its references. Where nothing else says it, an example of the `.env` file counts."""
        filled = resolve_braces(text, self.lookup, "$$")
        return resolve_braces(text, self._or_example, "$$") if "\0" in filled else filled

    def variables(self, path: str) -> tuple[Setting, ...]:
        """What the file sets that `env_file` names, relative to the root."""
        from_file = self.read_file(path)
        if from_file is None:
            return ()
        reading = read_dotenv(from_file, path, self.lookup)
        return tuple(setting for block in reading.blocks for setting in block.settings)

    def extended(self, node: Node, document: Node, left: int = _MOST_EXTENDS) -> Node:
        """The service with what it extends, in this file or another one."""
        extends = node.get("extends")
        name = extends.text or extends.get("service").text
        if not name or not left:
            return node
        if extends.get("file").text:
            document = self._document(extends.get("file").text or "")
        base = document.get("services", name)
        if base.is_empty or base is node:
            return node
        return _merged(self.extended(base, document, left - 1), node)

    def _document(self, file: str) -> Node:
        text = self.read_file(posixpath.normpath(posixpath.join(self.folder, self.fill(file))))
        try:
            return next(read_yaml(text or ""), Node(0))
        except BrokenTextError:
            return Node(0)

    def _or_example(self, name: str) -> str | None:
        if self._example is None:
            self._example = {}
            for example in _EXAMPLES:
                self._example.update(self._dotenv(example))
        return self.lookup(name) or self._example.get(name) or None

    def _dotenv(self, name: str) -> Mapping[str, str]:
        path = posixpath.join(self.folder, name)
        text = self.read_file(path)
        if text is None:
            return {}
        return {one.name: one.value for block in read_dotenv(text, path).blocks for one in block.settings}


def _merged(base: Node, own: Node) -> Node:
    """One service over another: its own words win, variables and mounts come together."""
    entries = {**base.entries, **own.entries}
    for key in ("environment", "labels"):
        below, above = _pairs(base.get(key)), _pairs(own.get(key))
        if below and above:
            entries[key] = Node(own.get(key).line, entries={**below, **above})
    for key in ("volumes", "ports"):
        entries[key] = Node(own.get(key).line, items=(*base.get(key).items, *own.get(key).items))
    files = (*_listed(base.get("env_file")), *_listed(own.get("env_file")))
    entries["env_file"] = Node(own.get("env_file").line, items=files)
    if not base.get("build").is_empty and base.get("build").entries and own.get("build").entries:
        entries["build"] = Node(own.line, entries={**base.get("build").entries, **own.get("build").entries})
    return replace(own, entries=entries)


def _pairs(node: Node) -> Mapping[str, Node]:
    """Variables in both forms, `NAME: value` and `- NAME=value`; one without a value is an empty node."""
    if node.entries:
        return node.entries
    pairs: dict[str, Node] = {}
    for item in node.items:
        name, equals, value = (item.text or "").partition("=")
        pairs[name] = Node(item.line, text=value if equals else None)
    return pairs


def _service(name: str, node: Node, project: _Project) -> ComposeService:
    env_files = tuple(_env_files(node, project))
    return ComposeService(
        name,
        project.path,
        node.line,
        tuple(_settings(node, env_files, project)),
        project.fill(node.get("image").text or "") or None,
        _build(node.get("build"), project),
        tuple(_mounts(node.get("volumes"), project)),
        project.fill(node.get("working_dir").text or "") or None,
        (*_words(node.get("entrypoint"), project), *_words(node.get("command"), project)),
        tuple(_ports(node.get("ports"), project)),
        tuple(dict.fromkeys(_aliases(node, project))),
        env_files,
    )


def _settings(node: Node, env_files: tuple[str, ...], project: _Project) -> Iterator[Setting]:
    """What the container gets: later files win over earlier ones, `environment` over all of them."""
    found = {setting.name: setting for path in env_files for setting in project.variables(path)}
    for name, value in _pairs(node.get("environment")).items():
        text = project.lookup(name) if value.text is None else project.fill(value.text)
        if text is not None:
            found[name] = Setting(name, text, project.path, value.line)
        elif value.text is None:
            # Without a value it is passed on from a place that is not known.
            found.pop(name, None)
    yield from found.values()


def _env_files(node: Node, project: _Project) -> Iterator[str]:
    for item in _listed(node.get("env_file")):
        written = item.text or item.get("path").text
        if written:
            yield posixpath.normpath(posixpath.join(project.folder, project.fill(written)))


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items or (() if node.is_empty else (node,))


def _build(node: Node, project: _Project) -> Build | None:
    if node.is_empty:
        return None
    context = project.fill(node.text or node.get("context").text or ".")
    if "://" in context or context.startswith("git@"):
        return None
    arguments = tuple(
        (name, project.fill(value.text)) for name, value in _pairs(node.get("args")).items() if value.text is not None
    )
    dockerfile = project.fill(node.get("dockerfile").text or "") or None
    return Build(context, dockerfile, node.get("target").text, arguments)


def _mounts(node: Node, project: _Project) -> Iterator[Mount]:
    """The folders and files of the host; volumes with names are none."""
    for item in node.items:
        if item.text is not None:
            source, _, rest = project.fill(item.text).partition(":")
            target = rest.partition(":")[0]
        else:
            source, target = project.fill(item.get("source").text or ""), item.get("target").text or ""
            if item.get("type").text not in (None, "bind"):
                continue
        if source.startswith((".", "/")) and target:
            yield Mount(source, target)


def _ports(node: Node, project: _Project) -> Iterator[tuple[int, int]]:
    for item in node.items:
        if item.text is not None:
            yield from short_port(project.fill(item.text))
        else:
            outer = project.fill(item.get("published").text or "")
            yield from short_port(f"{outer}:{project.fill(item.get('target').text or '')}")


def short_port(text: str) -> Iterator[tuple[int, int]]:
    """The pairs of `6432:5432`, `127.0.0.1:6432:5432/tcp` and of ranges; one without a port of the host is none."""
    found = re.search(r"(?:\A|:)(\d{1,5})(?:-(\d{1,5}))?:(\d{1,5})(?:-(\d{1,5}))?(?:/\w+)?\Z", text.strip())
    if found is None:
        return
    outer, inner = int(found[1]), int(found[3])
    count = min(int(found[4] or inner) - inner, int(found[2] or outer) - outer, _MOST_PORTS)
    for step in range(max(count, 0) + 1):
        yield outer + step, inner + step


def _aliases(node: Node, project: _Project) -> Iterator[str]:
    names = [node.get("container_name").text, node.get("hostname").text]
    for network in node.get("networks").entries.values():
        names += [alias.text for alias in network.get("aliases").items]
    yield from (project.fill(name) for name in names if name)


def _words(node: Node, project: _Project) -> Iterator[str]:
    """The words of a command in both forms; what a shell is given to run is split once more."""
    written = [project.fill(item.text) for item in node.items if item.text is not None]
    if node.text is not None:
        written = [project.fill(node.text)]
    for text in written:
        try:
            words = shlex.split(text)
        except ValueError:
            words = text.split()
        for word in words:
            yield from word.split() if " " in word else (word,)


SOURCE = Source(
    "compose",
    "`compose.yaml`, `docker-compose.yml`, `docker-compose.<name>.yml`",
    rf"(?:docker-)?compose(?:[._-][\w.-]+)?{YAML}|[^/]+[._-](?:docker-)?compose{YAML}",
    20,
    read,
)
