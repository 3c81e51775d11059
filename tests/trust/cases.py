"""The files and projects of `testdata/` that have a fix, as programs: see `tests.trust.programs`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product

from pooler_lint.index.parsing import parse
from tests.project_format import EXPECTED, Project, read_projects
from tests.testdata_format import FIXED, HEADER, NAMES_IN_ENVIRONMENT, REQUIRED_FIELDS, Case, read_cases
from tests.trust.generating import MAX_ENVIRONMENTS, Program

_POOLED = {"6543": "aws-0-eu-west-1.pooler.supabase.com:6543", "": "pgbouncer:6432"}
"""A pooler, by a port that the file mentions."""
_DIRECT = "db.internal:5432"
_NOT_EXECUTED = ("gino", "sqlmodel")
"""Libraries that need another environment, or remember what was defined before."""


def programs() -> Iterator[Program]:
    """Yield every file and every project in which something is reported."""
    for case in read_cases():
        if case.findings:
            yield _of_case(case)
    for project in read_projects():
        if any(module.findings for module in project.modules):
            yield _of_project(project)


def _of_case(case: Case) -> Program:
    """Return the file with all calls of its functions that need no argument, if it can be executed at all."""
    settings = "\n".join(
        match[2] for line in case.text.split("\n") if (match := HEADER.match(line)) and match[1] == "config"
    )
    others = {"pooler-lint.toml": settings + "\n"} if settings else {}
    is_executed = case.expected.constructible and case.path.parent.name not in _NOT_EXECUTED
    environments = tuple(_environments(case.text)) if is_executed else ()
    return Program(None, case.name, {"db.py": case.text}, others, tuple(_calls(case.text)), environments)


def _environments(text: str) -> Iterator[dict[str, str]]:
    """Yield values of the variables that the file reads: the URL of a pooler or a server, or nothing."""
    names = dict.fromkeys((*NAMES_IN_ENVIRONMENT.findall(text), *map(str.upper, REQUIRED_FIELDS.findall(text))))
    scheme = "postgresql+asyncpg" if "create_async_engine" in text else "postgresql"
    pooled = next(host for port, host in _POOLED.items() if port in text)
    urls = [f"{scheme}://app:pw@{host}/app" for host in (pooled, _DIRECT)]
    values: list[list[str | None]] = []
    for name in names:
        is_url = re.search("URL|DSN|URI", name)
        values.append([None, *urls] if is_url else ["6432"] if "PORT" in name else [None, "test"])
    for number, chosen in enumerate(product(*values)):
        if number < MAX_ENVIRONMENTS:
            yield {name: value for name, value in zip(names, chosen, strict=True) if value is not None}


def _calls(text: str) -> Iterator[str]:
    for node in parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            given = node.args
            required = len(given.posonlyargs) + len(given.args) - len(given.defaults)
            if not required and all(given.kw_defaults):
                yield f"{node.name}()"


def _of_project(project: Project) -> Program:
    """Return the files of the project, which are not executed."""
    files = {module.name: module.text for module in project.modules}
    others = {}
    for path in sorted(project.folder.rglob("*")):
        name = path.relative_to(project.folder).as_posix()
        if path.is_file() and name not in files and not name.endswith(FIXED) and name != EXPECTED:
            others[name] = path.read_bytes().decode("utf-8", "surrogateescape")
    return Program(None, f"projects/{project.name}", files, others, (), ())
