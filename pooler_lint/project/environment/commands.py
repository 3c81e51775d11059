"""What the command of a deployment runs: Python modules, tests, or a program in another language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_MODULE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\Z")
_WITH_ATTRIBUTE = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):[A-Za-z_][\w.]*(?:\(.*\))?\Z")
_MODULE_FLAGS = ("-m", "-A", "--app", "--module")
_DOTTED_RUNNERS = ("arq", "dramatiq")

_INTERPRETER = re.compile(r"(?:python|pypy|pip)[\d.]*\Z")
_PYTHON = frozenset({
    "airflow", "alembic", "arq", "celery", "chainlit", "conda", "daphne", "dagster", "django-admin", "dramatiq",
    "fastapi", "flask", "granian", "gunicorn", "hatch", "hypercorn", "ipython", "jupyter", "litestar", "nox", "pdm",
    "pipenv", "poetry", "prefect", "pytest", "py.test", "rq", "sanic", "streamlit", "supervisord", "taskiq", "tox",
    "uv", "uvicorn", "uwsgi", "waitress-serve",
})  # fmt: skip
_OTHERS = frozenset({
    "artisan", "atlas", "bun", "bundle", "bunx", "caddy", "cargo", "composer", "createdb", "dbmate", "deno", "dotnet",
    "elixir", "flyway", "go", "goose", "gradle", "iex", "java", "liquibase", "mix", "mvn", "next", "nginx", "node",
    "nodejs", "nodemon", "npm", "npx", "nuxt", "pg_dump", "pg_isready", "pg_restore", "pgbench", "php", "php-fpm",
    "pm2", "pnpm", "postgres", "prisma", "psql", "puma", "rails", "rake", "redis-server", "ruby", "sidekiq", "sqlx",
    "ts-node", "tsx", "vite", "yarn",
})  # fmt: skip
_BEFORE = frozenset({
    "&&", "||", ";", "|", "--", "-c", "-lc", "-ec", "-euc", "bash", "do", "dumb-init", "env", "exec", "nice", "sh",
    "sudo", "then", "time", "tini",
})  # fmt: skip
"""Words after which a program is named."""
_TESTS = frozenset({"behave", "nox", "py.test", "pytest", "tox", "unittest"})
_RUN_TARGETS = frozenset({"hatch", "just", "make", "manage.py", "poe", "task"})


def modules_of(command: Sequence[str]) -> Iterator[str]:
    """Yield what may be the module or file that a command runs, in order."""
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


def runs_python(command: Sequence[str]) -> bool | None:
    """True if the command names Python code or a tool, False if only other programs, None if neither."""
    names = [posixpath.basename(word.rstrip(";")) for word in command]
    if any(name in _PYTHON or name.endswith(".py") or _INTERPRETER.match(name) for name in names):
        return True
    if any(_WITH_ATTRIBUTE.match(word) and "." in word for word in command):
        return True
    return False if any(names[at] in _OTHERS for at in _programs(command)) else None


def runs_tests(command: Sequence[str]) -> bool:
    """True if the command runs tests."""
    names = [posixpath.basename(word.rstrip(";")) for word in command]
    targets = (two for one, two in pairwise(names) if one in _RUN_TARGETS)
    return not _TESTS.isdisjoint(names) or any(target.startswith("test") for target in targets)


def _programs(command: Sequence[str]) -> Iterator[int]:
    """Yield the positions of the words that name programs: the first one, and those after `&&`, `--` or `exec`."""
    starts = True
    for at, word in enumerate(command):
        is_assignment = "=" in word and not word.startswith("-")
        if starts and not is_assignment:
            yield at
        starts = posixpath.basename(word) in _BEFORE or word.endswith(";") or (starts and is_assignment)
