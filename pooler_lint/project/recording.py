"""What the repository says to the evaluation of one file, and a record of everything that the result depends on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from pooler_lint.cache.entries import digest
from pooler_lint.project.environment.given import Given
from pooler_lint.project.usage import MAX_USERS, Search, shown
from pooler_lint.records import values_of
from pooler_lint.values.conditions import Condition

if TYPE_CHECKING:
    from pooler_lint.project.code import Code
    from pooler_lint.project.endpoints.data import FoundEndpoint
    from pooler_lint.project.parsed import ParsedModule
    from pooler_lint.project.project import Project
    from pooler_lint.project.versions import FoundVersion
    from pooler_lint.repository.files import Repositories
    from pooler_lint.values import Evidence, Value
    from pooler_lint.values.conditions import Guard

_Answer = TypeVar("_Answer")

QUESTIONS = frozenset(
    {
        *("environment", "endpoints", "values", "mention", "untold", "versions", "document", "sections", "importers"),
        *("mentions", "package", "program", "may_name_pooler"),
    }
)
"""The methods of `Recording` whose answers depend on more than the files that are named."""


Answers: TypeAlias = "tuple[tuple[tuple[str, ...], str], ...]"
"""Questions, with the names of their methods in front, and a digest of each answer."""


class Dependencies(NamedTuple):
    """What the result of a file depends on besides its own text and the settings.

    `paths` are absolute ones of files that were read, and of files and folders that were looked for.
    """

    paths: frozenset[str] = frozenset()
    searches: frozenset[Search] = frozenset()
    answers: Answers = ()


class Recording:
    """What the repository says to the evaluation of the file at `path`. Make one for each evaluation."""

    __slots__ = ("_answers", "_found", "_given", "_path", "_paths", "_project", "_searches")

    def __init__(self, project: Project, path: str, given: Given) -> None:
        self._project = project
        self._path = path
        self._given = given
        self._paths: set[str] = set()
        self._searches: set[Search] = set()
        self._found: dict[tuple[str, str], tuple[str, tuple[str, ...]] | None] = {}
        self._answers: dict[tuple[str, ...], Any] = {}

    def dependencies(self) -> Dependencies:
        """Return what was asked so far."""
        paths = frozenset(os.path.abspath(path) for path in self._paths)
        answers = tuple((question, digest_of(answer)) for question, answer in self._answers.items())
        return Dependencies(paths, frozenset(self._searches), answers)

    def is_as_before(self, answers: Answers) -> bool:
        """True if each of the questions has the same answer as before."""
        return all(
            name in QUESTIONS and digest_of(getattr(self, name)(*rest)) == told for (name, *rest), told in answers
        )

    @property
    def repositories(self) -> Repositories:
        """Return the repositories of the run."""
        return self._project.repositories

    def code(self) -> Code:
        """Return the Python files of the repository, for a search that is recorded by `searched`."""
        return self._project.code(self._path)

    def module(self, file: str) -> ParsedModule | None:
        """Return the module in this file; None if it can't be read or parsed."""
        self._paths.add(file)
        return self._project.parsed.module(file, self._project.repositories.around(self._path))

    def at(self, path: str) -> Recording:
        """Return what the repository says to the evaluation of another file, under the same settings."""
        return Recording(self._project, path, self._given)

    def connecting(self) -> tuple[tuple[str, ...], bool]:
        """Return the files of the repository that may hold a connection; and True if there may be more."""
        code = self.code()
        found = code.connecting()
        return tuple(shown(code.path(file), self._path) for file in found[:MAX_USERS]), len(found) > MAX_USERS

    def searched(self, search: Search, found: Iterable[str]) -> None:
        """Record a search for modules, and what it found."""
        self._searches.add(search)
        self._paths.update(found)

    def find(self, dotted: str, path: str) -> tuple[str, tuple[str, ...]] | None:
        """Return the file that a dotted name leads to, and the rest of the name, as `Locator.find` does."""
        if (path, dotted) not in self._found:
            locator = self._project.locator(self._given, self._path)
            self._paths.update(locator.looked_for(dotted, path))
            if locator.asked_elsewhere(dotted, path):
                self.package(dotted.split(".")[0], os.path.dirname(path))
            self._found[path, dotted] = locator.find(dotted, path)
        return self._found[path, dotted]

    def package(self, name: str, folder: str) -> str | None:
        """Return the folder of another project of the repository that has this package."""
        return self._ask(lambda: self._project.package_root(name, folder), "package", name, folder)

    def program(self, path: str) -> str:
        """Return the folder of the program that alone can import the module at `path`, as `Project.program` does."""
        return self._ask(lambda: self._project.program(path, self._given), "program", path)

    def environment(self, variable: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """Return what a variable is set to for the code at `path`, as `Project.environment` does."""
        return self._ask(
            lambda: self._project.environment(variable, path, self._given, self._path), "environment", variable, path
        )

    def endpoints(self) -> tuple[FoundEndpoint, ...]:
        """Return what the files of the repository say about poolers."""
        return self._ask(lambda: self._project.endpoints(self._path, self._given), "endpoints")

    def may_name_pooler(self) -> bool:
        """Return whether any file of the repository may name a pooler, as `Project.may_name_pooler` does."""
        return self._ask(lambda: self._project.may_name_pooler(self._path, self._given), "may_name_pooler")

    def values(self) -> tuple[Value, ...]:
        """Return what environment variables are set to, as `Project.values` does."""
        return self._ask(lambda: self._project.values(self._path, self._given), "values")

    def mention(self, variable: str) -> Evidence | None:
        """Return where the repository names a variable."""
        return self._ask(lambda: self._project.mention(variable, self._path, self._given), "mention", variable)

    def untold(self, variable: str) -> tuple[Evidence, ...]:
        """Return where a program gets a variable that may or may not run the file."""
        return self._ask(lambda: self._project.untold(variable, self._path), "untold", variable)

    def versions(self) -> Mapping[str, FoundVersion]:
        """Return the known versions of libraries, by distribution."""
        return self._ask(lambda: self._project.versions.versions_for(self._path), "versions")

    def document(self, name: str, form: str, path: str) -> Value:
        """Return the settings file that the code at `path` loads by this name."""
        return self._ask(lambda: self._project.documents.value(name, form, path), "document", name, form, path)

    def sections(self, program: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """Return the sections of ini files that a program may run the code at `path` with."""
        return self._ask(lambda: self._project.documents.sections(program, path), "sections", program, path)

    def importers(self, path: str) -> tuple[str, ...]:
        """Return the files that import everything from the module at `path`."""
        return self._ask(lambda: self._project.importers(path), "importers", path)

    def mentions(self, path: str, *words: str) -> tuple[str, ...]:
        """Return the files besides `path` that hold all of these words."""
        return self._ask(lambda: self._project.code(path).mentions(words, path), "mentions", path, *words)

    def _ask(self, find: Callable[[], _Answer], *question: str) -> _Answer:
        """Return the answer, which is looked for once and recorded."""
        if question not in self._answers:
            self._answers[question] = find()
        answer: _Answer = self._answers[question]
        return answer


def digest_of(answer: object) -> str:
    """Return a word that stands for an answer: the same one in each process, whatever the order of its sets."""
    return digest([_written(answer)])


def _written(value: object) -> str:
    if isinstance(value, (frozenset, set)):
        return f"{{{','.join(sorted(map(_written, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"({','.join(map(_written, value))})"
    if isinstance(value, Mapping):
        return f"[{','.join(sorted(f'{_written(key)}:{_written(one)}' for key, one in value.items()))}]"
    if isinstance(value, Condition):
        return f"{type(value).__name__}{_written(value.identity)}"
    fields = values_of(value)
    if fields:
        return f"{type(value).__name__}({','.join(map(_written, fields))})"
    return f"{type(value).__name__}:{value!r}"
