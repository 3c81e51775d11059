"""Which ini file a program is run with: Alembic an `env.py`, PasteDeploy a Pyramid application.

https://alembic.sqlalchemy.org/en/latest/tutorial.html: `script_location` names the folder of `env.py`, relative to
where the command is run or to `%(here)s`; from 1.16 on `[tool.alembic]` of pyproject.toml may name it too, while the
database's URL stays in the ini file or in the code. PasteDeploy hands the options of `[app:main]` to the `main` that
makes the application: https://docs.pylonsproject.org/projects/pyramid/en/latest/narr/startup.html.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from pooler_lint.repository.files import Repositories, Repository
from pooler_lint.values import Dict, Known, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Deployed, Deployment, Guard

ENDING = ".ini"
_MAX_UPWARD = 4
_MAX_FILES = 50


class Programs:
    """Finds the ini files of a program; `read` gives the content of a file of a repository in a format."""

    def __init__(self, read: Callable[[str, str, Repository], Value], repositories: Repositories) -> None:
        self._read = read
        self._repositories = repositories
        self._found: dict[tuple[str, str], tuple[tuple[Guard, Value], ...]] = {}

    def sections_for(self, program: str, path: str) -> tuple[tuple[Guard, Value], ...]:
        """The sections that "alembic" or "pyramid" may run the code at `path` with, each under what it assumes."""
        folder = os.path.dirname(os.path.abspath(path))
        key = (program, folder)
        if key not in self._found:
            repository = self._repositories.at(self._repositories.roots.of_folder(folder))
            of_program = self._of_alembic if program == "alembic" else self._of_pyramid
            each = list(of_program(folder, repository))
            kind = f"{program} {folder}"
            self._found[key] = tuple(
                (_guard(Deployment(file, f"[{name}]"), kind) if len(each) > 1 else NOTHING_ASSUMED, section)
                for file, name, section in each
            )
        return self._found[key]

    def _of_pyramid(self, folder: str, repository: Repository) -> Iterator[tuple[str, str, Value]]:
        """The section `[app:main]` of every ini file near the code."""
        for file in _files(folder, repository):
            document = self._read(file, "ini", repository)
            entry = document.get("app:main") if isinstance(document, Dict) else None
            if entry is not None and isinstance(entry.value, Dict):
                yield os.path.relpath(file), entry.key, entry.value

    def _of_alembic(self, folder: str, repository: Repository) -> Iterator[tuple[str, str, Value]]:
        """Every section of every ini file that has this folder as its `script_location`."""
        for file in _files(folder, repository):
            document = self._read(file, "ini", repository)
            if not isinstance(document, Dict):
                continue
            for entry in document.entries:
                section = entry.value
                if not isinstance(section, Dict):
                    continue
                here = os.path.dirname(file)
                if _leads_to(section, here, folder) or (
                    entry.key == "alembic" and self._by_pyproject(here, folder, repository)
                ):
                    yield os.path.relpath(file), entry.key, section

    def _by_pyproject(self, here: str, folder: str, repository: Repository) -> bool:
        """`[tool.alembic]` of the pyproject.toml beside the ini file names this folder."""
        file = os.path.join(here, "pyproject.toml")
        document = self._read(file, "toml", repository) if repository.is_file(file) else None
        for name in ("tool", "alembic"):
            entry = document.get(name) if isinstance(document, Dict) else None
            document = entry.value if entry is not None else None
        return isinstance(document, Dict) and _leads_to(document, here, folder)


def _guard(deployment: Deployment, kind: str) -> Guard:
    return frozenset({(Deployed(frozenset({deployment}), kind), True)})


def _leads_to(section: Dict, here: str, folder: str) -> bool:
    location = section.get("script_location")
    if location is None or not isinstance(location.value, Known) or not isinstance(location.value.value, str):
        return False
    written = location.value.value.replace("%(here)s", ".")  # as it stands in pyproject.toml
    if ":" in written and not os.path.isabs(written):  # package:folder
        return folder.replace(os.sep, "/").endswith("/" + written.replace(":", "/").replace(".", "/"))
    given = os.path.abspath(os.path.join(here, written))
    # `%(here)s` is put in as the file's folder, relative to where we run.
    return os.path.realpath(folder) in (os.path.realpath(given), os.path.realpath(written))


def _files(folder: str, repository: Repository) -> Iterator[str]:
    """The ini files in the folder and those above it, up to the repository's root."""
    count = 0
    for _ in range(_MAX_UPWARD):
        for name in repository.names(folder):
            if not name.endswith(ENDING):
                continue
            count += 1
            if count > _MAX_FILES:
                return
            yield os.path.join(folder, name)
        if folder == repository.root:
            return
        folder = os.path.dirname(folder)
