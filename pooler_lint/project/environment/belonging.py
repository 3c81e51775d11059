"""Which Python files a program of a compose file or a Dockerfile is made of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pooler_lint.project.environment.compose import ComposeService
from pooler_lint.project.environment.dockerfile import Dockerfile
from pooler_lint.project.environment.foreign import is_foreign
from pooler_lint.project.environment.tree import Tree, is_inside, parent

_MODULE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\Z")
_WITH_ATTRIBUTE = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):[A-Za-z_][\w.]*(?:\(.*\))?\Z")
_MODULE_FLAGS = ("-m", "-A", "--app", "--module")
_WILDCARD = re.compile(r"[*?\[]")
_DOTTED_RUNNERS = ("arq", "dramatiq")

ReadDockerfile = Callable[[str], "Dockerfile | None"]
"""What the Dockerfile at this path says, None where there is none."""


@dataclass(frozen=True, slots=True)
class Area:
    """Python code: all below `folders` (or these files), but not below `without`. Paths are relative to the root."""

    folders: tuple[str, ...]
    without: tuple[str, ...] = ()
    entry: str | None = None
    """The part of it that the program starts with, where that is told."""

    def nearness(self, path: str) -> int | None:
        """How near the area is to this file (the longer its folder, the nearer); None: the file is not in it."""
        if any(is_inside(path, folder) for folder in self.without):
            return None
        return max((len(folder) for folder in self.folders if is_inside(path, folder)), default=None)


def areas_of(
    services: Sequence[ComposeService], tree: Tree, read_dockerfile: ReadDockerfile
) -> tuple[Area | None, ...]:
    """The code of each of these services, in their order; None where it can't be told.

    Services that share code all have it, but what another one starts with, in a folder of its own, is not theirs.
    """
    areas = [_area(service, tree, read_dockerfile) for service in services]
    shared = [_borrowed(service, area, services, areas) for service, area in zip(services, areas, strict=True)]
    entries = {area.entry for area in shared if area is not None and area.entry}
    return tuple(None if area is None else replace(area, without=_others(area, entries)) for area in shared)


def dockerfile_area(path: str, dockerfile: Dockerfile, tree: Tree) -> Area | None:
    """The code of a Dockerfile that no compose file builds: its context is the folder that holds what it copies."""
    home = tree.home(path)
    if home is None:
        return None
    for context in dict.fromkeys((parent(path), home, "")):
        copied = tuple(_copied(dockerfile, context, tree))
        if copied:
            return Area(copied)
    return Area((home,))


def _area(service: ComposeService, tree: Tree, read_dockerfile: ReadDockerfile) -> Area | None:
    if service.build is None and is_foreign(service.image):
        return None
    mounts = [(_in_tree(service.folder, mount.source), mount.target) for mount in service.mounts]
    mounted = [folder for folder, _ in mounts if folder is not None and _has_python(folder, tree)]
    built = list(_built(service, tree, read_dockerfile))
    folders = tuple(dict.fromkeys((*built, *mounted)))
    started_in = _working_folder(service, mounts, tree)
    entry = _entry(service, folders, started_in, tree) or started_in
    if not folders:
        return _by_command(service, tree)
    return Area(folders, entry=entry)


def _built(service: ComposeService, tree: Tree, read_dockerfile: ReadDockerfile) -> Iterator[str]:
    if service.build is None:
        return
    context = _in_tree(service.folder, service.build.context)
    if context is None:
        return
    file = posixpath.normpath(posixpath.join(context, service.build.dockerfile or "Dockerfile"))
    dockerfile = read_dockerfile(file)
    copied = tuple(_copied(dockerfile, context, tree)) if dockerfile is not None else ()
    mounts_code = any(_has_python(_in_tree(service.folder, mount.source), tree) for mount in service.mounts)
    if copied:
        yield from copied
    elif dockerfile is None or not mounts_code:
        yield context


def _copied(dockerfile: Dockerfile, context: str, tree: Tree) -> Iterator[str]:
    """What the Dockerfile takes from this context and holds Python code."""
    for written in dockerfile.copied:
        plain = written.strip("'\"")
        wildcard = _WILDCARD.search(plain)
        if wildcard is not None:
            plain = posixpath.dirname(plain[: wildcard.start()] + "x")
        path = _in_tree(context, plain.lstrip("/") or ".")
        if path is not None and _has_python(path, tree) and is_inside(path, context):
            yield path


def _in_tree(folder: str, written: str) -> str | None:
    """A path of a compose file relative to the root; None outside of it."""
    if written.startswith(("/", "~")) or "\0" in written:
        return None
    path = posixpath.normpath(posixpath.join(folder, written))
    return None if path.startswith("..") else "" if path == "." else path


def _has_python(path: str | None, tree: Tree) -> bool:
    return path is not None and (path in tree.python or path in tree.modules)


def _working_folder(service: ComposeService, mounts: Sequence[tuple[str | None, str]], tree: Tree) -> str | None:
    """The folder of the host that the working directory is, where it lies below a mounted one."""
    if service.working_dir is None:
        return None
    for source, target in mounts:
        below = posixpath.relpath(service.working_dir, target) if target.startswith("/") else ".."
        if source is not None and not below.startswith("..") and below != ".":
            folder = posixpath.normpath(posixpath.join(source, below))
            if folder in tree.python:
                return folder
    return None


def _entry(service: ComposeService, folders: Sequence[str], started_in: str | None, tree: Tree) -> str | None:
    bases = [started_in] if started_in is not None else []
    for folder in folders:
        bases += [folder, posixpath.join(folder, "src"), parent(folder)]
    for words in _started(service.command):
        for base in dict.fromkeys(bases):
            place = _place(base, words, tree)
            if place is not None:
                return place
    return None


def _by_command(service: ComposeService, tree: Tree) -> Area | None:
    """The code of a service without any but its image: the one folder of the tree that holds the module it starts."""
    if service.build is not None:
        return None
    near = {service.folder, "", *(folder for folder in tree.python if folder.count("/") < 2)}
    for words in _started(service.command):
        found = {base: place for base in sorted(near) if (place := _place(base, words, tree)) is not None}
        if len(found) == 1:
            base, place = next(iter(found.items()))
            return Area((base,), entry=place)
    return None


def _place(base: str, words: str, tree: Tree) -> str | None:
    """The folder of this module (`app.main`) or file (`app/main.py`) below `base`; of one at its top, the file."""
    is_file = words.endswith(".py")
    path = posixpath.normpath(posixpath.join(base, words if is_file else words.replace(".", "/")))
    if path.startswith(".."):
        return None
    file = path if is_file else path + ".py"
    if file in tree.modules:
        folder = parent(file)
        return file if folder == base or is_inside(base, folder) else folder
    return path if not is_file and path in tree.python else None


def _started(command: Sequence[str]) -> Iterator[str]:
    """What may be the module or file that a command runs, in order."""
    for number, word in enumerate(command):
        before = command[number - 1] if number else ""
        flag, equals, value = word.partition("=")
        with_attribute = _WITH_ATTRIBUTE.match(word)
        if with_attribute is not None:
            yield with_attribute[1]
        elif word.endswith(".py") and not word.startswith("/"):
            yield word
        elif equals and flag in _MODULE_FLAGS and _MODULE.match(value):
            yield value
        elif _MODULE.match(word) and before in _MODULE_FLAGS:
            yield word
        elif _MODULE.match(word) and before in _DOTTED_RUNNERS:
            yield word
            yield word.rpartition(".")[0]


def _borrowed(
    service: ComposeService, area: Area | None, services: Sequence[ComposeService], areas: Sequence[Area | None]
) -> Area | None:
    """The service's own area, else that of the service that builds the image it uses, or that it adds to."""
    if area is not None and not (service.is_addition and not service.mounts):
        return area
    for other, its_area in zip(services, areas, strict=True):
        same_image = service.image is not None and other.build is not None and other.image == service.image
        same_name = (service.folder, service.name) == (other.folder, other.name)
        added_to = same_name and service.is_addition and not other.is_addition
        if its_area is not None and (same_image or added_to):
            return replace(its_area, entry=its_area.entry if area is None else area.entry)
    return area


def _others(area: Area, entries: set[str]) -> tuple[str, ...]:
    own = area.entry
    if own is None:
        return ()
    return tuple(sorted(one for one in entries if not is_inside(own, one) and not is_inside(one, own)))
