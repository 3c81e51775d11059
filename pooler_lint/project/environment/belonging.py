"""Which Python files a deployment can run: the one relation between deployment files and code."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from pooler_lint.project.environment.commands import modules_of, runs_python, runs_tests
from pooler_lint.project.environment.data import Block, ComposeService
from pooler_lint.project.environment.foreign import is_foreign, is_foreign_build
from pooler_lint.project.environment.names import is_for_tests, is_test_file
from pooler_lint.project.environment.source import ReadFile
from pooler_lint.project.environment.tree import Tree, is_apart, is_inside, parent
from pooler_lint.project.sources.dockerfile import Dockerfile
from pooler_lint.records import dataclass, replace

_WILDCARD = re.compile(r"[*?\[]")

ReadDockerfile = Callable[[str], "Dockerfile | None"]
"""What the Dockerfile at this path says, None where there is none."""


@dataclass(frozen=True, slots=True)
class Area:
    """The Python files that a deployment can run. Paths are relative to the root.

    They are all below `folders` (or these files), but not below `without`; test files only if it `runs_tests`.
    """

    folders: tuple[str, ...]
    without: tuple[str, ...] = ()
    entry: str | None = None
    """The part of it that the program starts with, where that is told."""
    runs_tests: bool = False
    is_example: bool = False
    """Its file is an example, and its code lies elsewhere."""

    def nearness(self, path: str, program: str | None = None) -> int | None:
        """Return how near this file is (the longer its folder, the nearer); None if the deployment does not run it.

        `program` is the file that is run, where that is another one.
        """
        if is_test_file(path if program is None else program) and not self.runs_tests:
            return None
        return self.nearness_of_place(path)

    def nearness_of_place(self, path: str) -> int | None:
        """Return how near this file is by its folder alone."""
        near = max((len(folder) for folder in self.folders if is_inside(path, folder)), default=None)
        return None if near is None or any(is_inside(path, folder) for folder in self.without) else near


class Belonging:
    """The relation in one tree, where these compose services are deployed."""

    def __init__(
        self, tree: Tree, services: Sequence[ComposeService], read_dockerfile: ReadDockerfile, read_file: ReadFile
    ) -> None:
        self._tree = tree
        self._read_file = read_file
        self._read_dockerfile = read_dockerfile
        self._homes: dict[str, str | None] = {}
        self.services = tuple(services)
        self.areas = self._areas()
        """The code of each service; None where it can't be told, or there is none."""
        self._by_folder: dict[str, dict[Area, None]] = {}
        for service, area in zip(self.services, self.areas, strict=True):
            if area is not None and not area.is_example:
                self._by_folder.setdefault(service.folder, {})[area] = None

    def of_block(self, block: Block) -> Area | None:
        """Return the code that gets the variables of a block; None where it is another program's."""
        if block.foreign or (block.is_built_here and self._builds_other(block.folder or parent(block.path))):
            return None
        if block.folder is not None:
            folders: tuple[str, ...] = (block.folder,)
        else:
            home = self.home(block.path)
            if home is None:
                return None
            component = self._tree.component(*block.names)
            if component is None and block.names and self._tree.is_other(block.names[0]):
                return None
            folders = (component if component is not None and is_inside(component, home) else home,)
        return self._in_place(block.path, Area(folders, runs_tests=block.runs_tests or _is_for_tests(block.path)))

    def _builds_other(self, folder: str) -> bool:
        """True if a platform builds no Python code of the repository in this folder."""
        dockerfile = self._read_dockerfile(posixpath.join(folder, "Dockerfile"))
        if dockerfile is not None:
            return is_foreign_build(dockerfile, None, (), lambda written: self._holds_python(folder, written))
        lines = (self._read_file(posixpath.join(folder, "Procfile")) or "").splitlines()
        known = [runs_python(line.partition(":")[2].split()) for line in lines]
        return False in known and True not in known

    def of_dockerfile(self, path: str, dockerfile: Dockerfile) -> Area | None:
        """Return the code of a Dockerfile that no compose file builds: its context holds what it copies."""
        home = self.home(path)
        if home is None:
            return None
        for context in dict.fromkeys((parent(path), home, "")):
            copied = tuple(self._copied(dockerfile, context))
            if copied:
                home_or_copied = copied
                break
        else:
            context, home_or_copied = home, (home,)
        if is_foreign_build(dockerfile, None, (), lambda written: self._holds_python(context, written)):
            return None
        return self._in_place(path, Area(home_or_copied, runs_tests=_is_for_tests(path)))

    def is_foreign(self, service: ComposeService) -> bool:
        """True if a compose service runs no Python code of the repository."""
        if service.build is None:
            return is_foreign(service.image, service.command)
        context = _in_tree(service.folder, service.build.context)
        if context is None:
            return False
        dockerfile = self._read_dockerfile(_dockerfile_of(service, context))
        if dockerfile is None or any(self._has_python(source) for source, _ in _mounts(service)):
            return is_foreign(None, service.command)
        target = service.build.target
        return is_foreign_build(dockerfile, target, service.command, lambda path: self._holds_python(context, path))

    def concerns(self, folder: str, path: str) -> bool:
        """True if the deployment files in `folder` are about the project of the Python file at `path`."""
        home = self.home(posixpath.join(folder, "_"))
        if home is not None and is_inside(path, home):
            return True
        return any(area.nearness_of_place(path) is not None for area in self._by_folder.get(folder, ()))

    def is_apart(self, folder: str) -> bool:
        """True if a folder is in one of examples, fixtures or tests."""
        return any(map(is_apart, folders_above(folder)))

    def related(self, left: str, right: str) -> bool:
        """True if two files speak of the same code: that of one lies inside that of the other."""
        one, other = self.home(left), self.home(right)
        return one is None or other is None or is_inside(one, other) or is_inside(other, one)

    def home(self, path: str) -> str | None:
        """Return the folder whose Python code a file speaks of by its place alone; see `Tree.home`."""
        folder = parent(path)
        if folder not in self._homes:
            self._homes[folder] = self._tree.home(path)
        return self._homes[folder]

    def _in_place(self, file: str, area: Area) -> Area:
        """Return the area; that of an example if it reaches out of a folder of examples, fixtures or tests."""
        apart = next(filter(is_apart, folders_above(parent(file))), None)
        reaches_out = apart is not None and not all(is_inside(one, apart) for one in area.folders)
        return replace(area, is_example=True) if reaches_out else area

    def _areas(self) -> tuple[Area | None, ...]:
        """Return the code of each service.

        Services that share code all have it, but what another one starts with, in a folder of its own, is not theirs.
        """
        areas = [self._area(service) for service in self.services]
        pairs = tuple(zip(self.services, areas, strict=True))
        shared = [self._borrowed(service, area, pairs) for service, area in pairs]
        entries = sorted({area.entry for area in shared if area is not None and area.entry})
        return tuple(
            None
            if area is None
            else replace(self._in_place(service.path, area), without=_others(area, entries), runs_tests=_tests(service))
            for service, area in zip(self.services, shared, strict=True)
        )

    def _area(self, service: ComposeService) -> Area | None:
        if self.is_foreign(service):
            return None
        mounted = [folder for folder, _ in _mounts(service) if folder is not None and self._has_python(folder)]
        folders = tuple(dict.fromkeys((*self._built(service), *mounted)))
        started_in = self._working_folder(service)
        if not folders:
            return self._by_command(service)
        return Area(folders, entry=self._entry(service, folders, started_in) or started_in)

    def _built(self, service: ComposeService) -> Iterator[str]:
        if service.build is None:
            return
        context = _in_tree(service.folder, service.build.context)
        if context is None:
            return
        dockerfile = self._read_dockerfile(_dockerfile_of(service, context))
        copied = tuple(self._copied(dockerfile, context)) if dockerfile is not None else ()
        if copied:
            yield from copied
        elif dockerfile is None or not any(self._has_python(source) for source, _ in _mounts(service)):
            yield context

    def _copied(self, dockerfile: Dockerfile, context: str) -> Iterator[str]:
        """What the Dockerfile takes from this context and holds Python code."""
        for written in dockerfile.copied:
            if self._holds_python(context, written):
                yield _source(context, written) or ""

    def _holds_python(self, context: str, written: str) -> bool:
        path = _source(context, written)
        return path is not None and self._has_python(path) and is_inside(path, context)

    def _has_python(self, path: str | None) -> bool:
        return path is not None and (path in self._tree.python or self._tree.has_module(path))

    def _working_folder(self, service: ComposeService) -> str | None:
        """The folder of the host that the working directory is, where it lies below a mounted one."""
        if service.working_dir is None:
            return None
        for source, target in _mounts(service):
            below = posixpath.relpath(service.working_dir, target) if target.startswith("/") else ".."
            if source is not None and not below.startswith("..") and below != ".":
                folder = posixpath.normpath(posixpath.join(source, below))
                if folder in self._tree.python:
                    return folder
        return None

    def _entry(self, service: ComposeService, folders: Sequence[str], started_in: str | None) -> str | None:
        bases = [started_in] if started_in is not None else []
        for folder in folders:
            bases += [folder, posixpath.join(folder, "src"), parent(folder)]
        for words in modules_of(service.command):
            for base in dict.fromkeys(bases):
                place = self._place(base, words)
                if place is not None:
                    return place
        return None

    def _by_command(self, service: ComposeService) -> Area | None:
        """The code of a service without any but its image: the one folder that holds the module it starts."""
        if service.build is not None:
            return None
        near = {service.folder, "", *(folder for folder in self._tree.python if folder.count("/") < 2)}
        for words in modules_of(service.command):
            found = {base: place for base in sorted(near) if (place := self._place(base, words)) is not None}
            if len(found) == 1:
                base, place = next(iter(found.items()))
                return Area((base,), entry=place)
        return None

    def _place(self, base: str, words: str) -> str | None:
        """The folder of this module (`app.main`) or file (`app/main.py`) below `base`; of one at its top, the file."""
        is_file = words.endswith(".py")
        path = posixpath.normpath(posixpath.join(base, words if is_file else words.replace(".", "/")))
        if path.startswith(".."):
            return None
        file = path if is_file else path + ".py"
        if self._tree.has_module(file):
            folder = parent(file)
            return file if folder == base or is_inside(base, folder) else folder
        return path if not is_file and path in self._tree.python else None

    def _borrowed(
        self, service: ComposeService, area: Area | None, pairs: Sequence[tuple[ComposeService, Area | None]]
    ) -> Area | None:
        """The service's own area, else that of the service that builds the image it uses, or that it adds to."""
        if is_foreign(None, service.command) or (area is not None and not (service.is_addition and not service.mounts)):
            return area
        for other, its_area in pairs:
            same_image = service.image is not None and other.build is not None and other.image == service.image
            same_name = (service.folder, service.name) == (other.folder, other.name)
            added_to = same_name and service.is_addition and not other.is_addition
            if its_area is not None and (same_image or added_to):
                return replace(its_area, entry=its_area.entry if area is None else area.entry)
        return area


def folders_above(folder: str) -> Iterator[str]:
    """Yield the folder and those around it, without the root."""
    while folder:
        yield folder
        folder = parent(folder)


def _is_for_tests(path: str) -> bool:
    """True if a deployment file is for tests, by its name or place."""
    return is_for_tests(posixpath.basename(path)) or is_test_file(path)


def _tests(service: ComposeService) -> bool:
    return _is_for_tests(service.path) or is_for_tests(service.name) or runs_tests(service.command)


def _mounts(service: ComposeService) -> list[tuple[str | None, str]]:
    """Return the paths of the host that the container gets, relative to the root, and where it sees them."""
    return [(_in_tree(service.folder, mount.source), mount.target) for mount in service.mounts]


def _dockerfile_of(service: ComposeService, context: str) -> str:
    name = service.build.dockerfile if service.build is not None else None
    return posixpath.normpath(posixpath.join(context, name or "Dockerfile"))


def _source(context: str, written: str) -> str | None:
    """A path that a Dockerfile copies, relative to the root; of one with wildcards, the folder."""
    plain = written.strip("'\"")
    wildcard = _WILDCARD.search(plain)
    if wildcard is not None:
        plain = posixpath.dirname(plain[: wildcard.start()] + "x")
    return _in_tree(context, plain.lstrip("/") or ".")


def _in_tree(folder: str, written: str) -> str | None:
    """A path of a compose file relative to the root; None outside of it."""
    if written.startswith(("/", "~")) or "\0" in written:
        return None
    path = posixpath.normpath(posixpath.join(folder, written))
    return None if path.startswith("..") else "" if path == "." else path


def _others(area: Area, entries: Sequence[str]) -> tuple[str, ...]:
    """Return those of the sorted entries that are in the area, or around it, and are not its own."""
    own = area.entry
    if own is None:
        return ()
    near = {one for folder in area.folders for one in _related(folder, entries)}
    return tuple(sorted(one for one in near if not is_inside(own, one) and not is_inside(one, own)))


def _related(folder: str, entries: Sequence[str]) -> Iterator[str]:
    """Yield those of the sorted entries that are in a folder or around it."""
    if not folder:
        yield from entries
        return
    yield from (one for one in folders_above(folder) if _has(entries, one))
    # "0" is the character after the slash.
    yield from entries[bisect_left(entries, folder + "/") : bisect_left(entries, folder + "0")]


def _has(entries: Sequence[str], entry: str) -> bool:
    at = bisect_left(entries, entry)
    return at < len(entries) and entries[at] == entry
