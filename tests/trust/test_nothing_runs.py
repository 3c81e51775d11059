"""The code under check is text: nothing of it is imported or run, no program is started, no connection is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.process import BROKEN, ENVIRONMENT, REPAIRED, python

MARK = "from pathlib import Path\nPath(__file__).with_name('MARK').write_text('run')\n"

# Names that the tool and its libraries import themselves, and files that Python, pytest or setuptools run.
TRAPS = (
    "yaml", "libcst/__init__", "packaging/__init__", "packaging/version", "dotenv/__init__", "tomllib", "tomli", "ast",
    "tokenize", "json/__init__", "dataclasses", "argparse", "asyncpg", "sitecustomize", "usercustomize", "conftest",
    "setup", "settings", "manage", "flake8_plugin", "pooler_lint_plugin", "__init__", "__main__", "app/__init__",
    "app/settings", "alembic/env",
)  # fmt: skip

CONNECTING = ("conftest", "setup", "settings", "app/settings", "asyncpg")
"""Traps that are checked and fixed as well: one after the other takes most of the time."""

DOCUMENTS = {
    "config.yaml": "url: !!python/object/apply:os.system ['touch MARK']\n"
    "other: !!python/object/new:os.system [touch M]\n",
    "docker-compose.yml": "services:\n  db:\n    image: !!python/object/apply:os.system ['touch MARK']\n",
    ".env": "DATABASE_URL=$(touch MARK)`touch MARK`\n",
    "alembic.ini": "[alembic]\nsqlalchemy.url = %(here)s\n",
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'setup'\nbackend-path = ['.']\n",
    "setup.cfg": "[options.entry_points]\nflake8.extension =\n    X = flake8_plugin:X\n",
}

USER = f"""\
import yaml
from app.settings import URL
import settings

config = yaml.load(open("config.yaml"))
{BROKEN}
a = asyncpg.create_pool(config["url"])
b = asyncpg.create_pool(URL)
c = asyncpg.create_pool(settings.url())
d = asyncpg.create_pool(config["other"] + eval("open('MARK', 'w')"))
"""

# In a process of its own each event that Python reports is judged; the first forbidden one ends it with status 99.
WATCHED = """
import os, sys
tree = os.path.realpath(sys.argv[1])
arguments = sys.argv[2:]
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.",
             "ctypes.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "shutil.")
MAKERS = ("dataclasses", "collections", "typing", "pooler_lint.records")  # they write their methods as text
EXCHANGE = (("ctypes.dlopen", (None,)), ("ctypes.dlsym", ("renameat2",)))  # files are exchanged with their new text
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

def inside(name):
    return isinstance(name, str) and name[:1] != "<" and os.path.realpath(name).startswith(tree + os.sep)

def hook(event, given):
    wrong = event.startswith(FORBIDDEN)
    if event == "exec":
        maker = sys._getframe(1).f_globals.get("__name__")
        made = maker not in MAKERS and given[0].co_filename in ("<string>", "<unknown>")
        wrong = made or inside(given[0].co_filename)
    if event == "import":
        wrong = given[1] is not None and inside(given[1])
    if event == "open" and inside(given[0]) and "--fix" not in arguments:
        wrong = bool((given[2] or 0) & WRITING)
    if "--fix" in arguments and (event, given[-1:]) in EXCHANGE:
        wrong = False
    if wrong:
        os.write(2, f"forbidden: {event} {given!r} by {sys._getframe(1).f_code}"[:900].encode())
        os._exit(99)

@PREPARE@
sys.addaudithook(hook)
sys.exit(@RUN@)
"""
CLI = WATCHED.replace(
    "@PREPARE@",
    """
def run(line):
    from pooler_lint.cli import main
    arguments[:] = line.split()
    return main(["--jobs", "1", *arguments, tree])

lines = arguments[:]
""",
).replace("@RUN@", "max([run(line) for line in lines])")
"""Each argument is a command line."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository full of traps; each leaves a mark when it is run."""
    folder = tmp_path / "tree"
    (folder / ".git").mkdir(parents=True)
    for name in TRAPS:
        path = folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MARK + BROKEN if name in CONNECTING else MARK)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
    (folder / "user.py").write_text(USER)
    return folder


def no_mark(tree: Path) -> bool:
    return [path for path in tree.parent.rglob("M*") if path.name in ("MARK", "M")] == []


def start(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=tree, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def test_the_traps_work(tree: Path) -> None:
    start(tree, "-c", "import yaml")
    assert not no_mark(tree)


def test_the_command_line_runs_nothing(tree: Path) -> None:
    """Started as `python -m`, which puts the folder with the traps before everything else."""
    done = start(tree, "-m", "pooler_lint", "--fix", "--output-format", "json")
    assert (done.returncode in (0, 1), done.stderr) == (True, "")
    assert no_mark(tree)
    assert (tree / "conftest.py").read_text() == MARK + REPAIRED


def test_no_event_says_otherwise(tree: Path) -> None:
    """In one process: several of them talk to each other through sockets of their own."""
    lines = ("", "--diff", "--show-endpoints", "--show-settings", "--output-format json", "--fix")
    done = start(tree.parent, "-c", CLI, str(tree), *lines)
    assert "forbidden" not in done.stderr
    assert done.returncode == 1
    assert no_mark(tree)
    assert f"{len(CONNECTING) + 1} breaking" in done.stdout
    assert (tree / "conftest.py").read_text() == MARK + REPAIRED


FORBIDDEN = {
    "a module of the tree": "sys.path.insert(0, tree), __import__('settings')",
    "code of the tree": "exec(compile('1', os.path.join(tree, 'user.py'), 'exec'))",
    "a text": "eval('1')",
    "a shell": "os.system('true')",
    "a program": "__import__('subprocess').run(['true'])",
    "a connection": "__import__('socket').create_connection(('127.0.0.1', 9))",
    "a write": "open(os.path.join(tree, 'x'), 'w')",
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_the_watch_sees_what_is_forbidden(tree: Path, deed: str) -> None:
    program = WATCHED.replace("@PREPARE@", "import subprocess, socket").replace("@RUN@", FORBIDDEN[deed])
    done = python(tree.parent, program, str(tree))
    assert (done.returncode, done.stderr[:9]) == (99, "forbidden")


def test_standard_input_runs_nothing(tree: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pooler_lint", "-", "--stdin-filename", "user.py", "--fix"],
        cwd=tree,
        env=ENVIRONMENT,
        input=USER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert REPAIRED.split("\n")[2] in done.stdout
    assert no_mark(tree)


FLAKE8 = """
import sys
from flake8.main.cli import main
sys.exit(main(["--isolated", "--jobs=1", "--select=PGB", "--exclude=json,ast.py", *sys.argv[1:]]))
"""


def test_the_flake8_plugin_runs_nothing(tree: Path) -> None:
    """Started from elsewhere: with `python -m flake8` in the tree flake8 itself would import its `ast.py`."""
    done = start(tree.parent, "-c", FLAKE8, str(tree))
    assert done.stderr == ""
    assert "user.py" in done.stdout
    assert no_mark(tree)


PLUGIN = WATCHED.replace(
    "@PREPARE@",
    """
import ast
from pooler_lint.plugins.flake8 import Plugin
os.chdir(tree)
sys.path.remove("")  # `python -c` looks there, `flake8` does not
lines = open("user.py").read().splitlines(keepends=True)
parsed = ast.parse("".join(lines))
""",
).replace("@RUN@", "0 if [row[:2] for row in Plugin(parsed, 'user.py', lines).run()][0] == (8, 7) else 5")


def test_no_event_of_the_flake8_plugin_says_otherwise(tree: Path) -> None:
    done = start(tree.parent, "-c", PLUGIN, str(tree))
    assert (done.returncode, done.stderr) == (0, "")
    assert no_mark(tree)
