"""What holds for the package as a whole: who may import whom, how long things are, what every rule comes with."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from pooler_lint.rules import RULES

Node = TypeVar("Node", bound=ast.AST)

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pooler_lint"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A room may import from itself and from the rooms before it.
ORDER = (
    "light", "registry", "records", "lines", "flow", "values", "slots", "model", "report", "versions", "repository",
    "cache", "files", "config_values", "config", "frameworks",
    "index", "evaluate", "settings", "queries", "dsn", "sql", "connections", "project", "poolers",
    "facts", "rules", "findings", "fixes", "verification", "fixing", "diagnose", "check", "codemod", "results", "run",
    "several", "paths", "about", "output", "streams", "arguments", "usage", "cli", "plugins", "__main__",
)  # fmt: skip
MAY_NOT_IMPORT = {
    "index": {"libcst"},
    "evaluate": {"libcst"},
    "queries": {"libcst"},
    "connections": {"libcst"},
    "rules": {"libcst", "ast"},
    "poolers": {"libcst", "ast"},
    "model": {"libcst", "ast"},
    "values": {"libcst", "ast"},
    "frameworks": {"libcst", "ast"},
    "fixes": {"pooler_lint.rules"},
    "output": {f"pooler_lint.{room}" for room in ("index", "evaluate", "settings", "queries", "fixes")}
    | {"libcst", "ast"},
}
HEAVY = {
    "libcst", "sqlglot", "ast", "dataclasses", "tomllib", "tomli", "packaging", "json", "difflib", "tokenize",
    "inspect", "typing",
}  # fmt: skip
"""One subject each, which would not read better in two modules. These numbers only go down."""
MAX_FUNCTION_LINES = 50

TOP = {
    ".ci", ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "LICENSE", "README.md", "docs", "pooler_lint",
    "pyproject.toml", "testdata", "tests",
}  # fmt: skip
# The project speaks of itself alone: no place of one machine, no number of a note that a reader can't open.
FOREIGN = re.compile(r"(?<![\w.~-])/(?:work|tmp|opt|root|home|Users)/\w|\b[Ii]ssues? #?\d|(?<![\w&/])\(#\d+\)")


def room_of(path: Path) -> str:
    """The room that a module of the package is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield every dotted name that these nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "pooler_lint")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return the nodes of the module that the checks are about."""
    wanted = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.Name, ast.Call, ast.Constant)
    return tuple(node for node in ast.walk(tree_of(path)) if isinstance(node, wanted))


def nodes(kind: type[Node]) -> Iterator[tuple[Path, Node]]:
    """Yield the nodes of this kind of all modules."""
    return ((path, node) for path in MODULES for node in nodes_of(path) if isinstance(node, kind))


def test_imports_go_one_way() -> None:
    assert [f"{name(path)} must not import {refused}" for path in MODULES for refused in refused_imports(path)] == []


def refused_imports(path: Path) -> Iterator[str]:
    """Yield what this module imports from a later room, or what its room must not import at all."""
    room = room_of(path)
    if room == "__init__":
        return
    for dotted in imported(nodes_of(path)):
        parts = dotted.split(".")
        yield from {parts[0], ".".join(parts[:2])} & MAY_NOT_IMPORT.get(room, set())
        if parts[0] == "pooler_lint" and len(parts) > 1 and parts[1] in ORDER:
            if ORDER.index(parts[1]) > ORDER.index(room):
                yield dotted


def test_the_design_names_every_room() -> None:
    design = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    files = [f"{room}.py" if (PACKAGE / f"{room}.py").exists() else f"{room}/" for room in ORDER]
    assert [file for file in files if f"`{file}`" not in design] == []


def test_imports_are_absolute() -> None:
    """Or the test above would not see them."""
    assert [f"{name(path)}:{node.lineno}" for path, node in nodes(ast.ImportFrom) if node.level] == []


def test_functions_are_short() -> None:
    assert [
        f"{name(path)}:{node.lineno}"
        for kind in (ast.FunctionDef, ast.AsyncFunctionDef)
        for path, node in nodes(kind)
        if (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ] == []


def test_data_comes_out_never_print() -> None:
    assert [f"{name(path)}:{node.lineno}" for path, node in nodes(ast.Name) if node.id == "print"] == []


def test_the_way_to_a_file_without_a_connection_is_light() -> None:
    for module in ("cli.py", "__main__.py", "arguments.py", "run.py", "files/screen.py", "__init__.py"):
        at_once = [node for node in tree_of(PACKAGE / module).body if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert not {dotted.split(".")[0] for dotted in imported(at_once)} & HEAVY, module


def test_every_rule_has_flagged_clean_and_repaired_cases() -> None:
    for rule in RULES:
        if rule.code == "PGB900":
            continue
        folder = ROOT / "testdata" / rule.code
        cases = [path for path in folder.glob("*.py") if not path.name.endswith(".fixed.py")]
        flagged = [path for path in cases if rule.code in _markers(path)]
        assert flagged, rule.code
        assert len(flagged) < len(cases), f"no case of {rule.code} is clean"
        if rule.fixable:
            assert any(path.with_name(f"{path.stem}.fixed.py").exists() for path in flagged), rule.code


def _markers(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return " ".join(line.rpartition("  # ")[2] for line in lines if "  # PGB" in line)


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()


@cache
def tracked() -> tuple[Path, ...]:
    """What git tracks; outside of a checkout all but hidden and built files."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return tuple(ROOT / path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file())
    found = (path for top in TOP for path in (ROOT / top, *(ROOT / top).rglob("*")))
    return tuple(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def test_the_top_level_holds_nothing_without_need() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == TOP


def test_the_project_speaks_of_itself_alone() -> None:
    own = Path(__file__).resolve()
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        if path.resolve() != own and "testdata" not in path.relative_to(ROOT).parts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_a_foreign_word_is_noticed() -> None:
    for text in ("see /work/notes", "in /tmp/x", "fixes issue 12", "issue #3", "done (#41)"):
        assert FOREIGN.search(text), text
    for text in ("https://github.com/a/b/issues/12", "rootfs/opt/x", "PGB101", "&#41;", "~/tmp/x"):
        assert not FOREIGN.search(text), text


LISTS_OR_OPENS = {
    "open", "fdopen", "scandir", "listdir", "walk", "fwalk", "iterdir", "glob", "iglob", "rglob", "read_text",
    "read_bytes",
}  # fmt: skip
NOT_OF_A_REPOSITORY = {
    "cache": "the user's cache folder, and a repository's files for their times alone",
    "files/write.py": "the file that is replaced, and what replaces it",
    "streams.py": "the null device",
    "facts/tables.py": "data of the package",
    "poolers/catalogue.py": "data of the package",
    "poolers/defaults.py": "data of the package",
    "project/endpoints/images.py": "data of the package",
    "rules/pages.py": "data of the package",
    "registry.py": "modules of the package",
}
"""Modules that list folders or open files, beside the package `repository`, and which ones."""


def _listed_or_opened(path: Path) -> Iterator[str]:
    """Calls that list a folder or open a file, and the name by which the root of a repository is known."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else ""
            if (called in LISTS_OR_OPENS and ast.unparse(function) != "ast.walk") or ast.unparse(function) == "open":
                yield f"{name(path)}:{node.lineno}: {ast.unparse(node)[:60]}"
        elif isinstance(node, ast.Constant) and node.value == ".git":
            yield f"{name(path)}:{node.lineno}: .git"


def test_one_package_opens_files_lists_folders_and_finds_the_root() -> None:
    allowed = {"repository", *NOT_OF_A_REPOSITORY}
    modules = [path for path in MODULES if not {room_of(path), name(path)} & allowed]
    assert [line for path in modules for line in _listed_or_opened(path)] == []


ONE_PLACE = {
    "scandir": {"repository/listing.py"},
    "entries": {"repository/files.py", "repository/walk.py"},
    "pooler_lint.repository.walk.walk": {"repository/discovery.py", "project/environment/tree.py"},
    "pooler_lint.repository.patterns.parse_ignore_file": {"repository/walk.py"},
    "pooler_lint.files.screen.import_lines": {"project/code.py", "project/usage.py"},
    "pooler_lint.repository.files.MAX_CODE": {"run.py", "files/screen.py", "project/code.py", "project/parsed.py"},
}
"""The modules that call a method, or import a name: nothing else lists or walks folders, or reads and searches code."""


def test_folders_are_walked_and_code_is_searched_in_one_place() -> None:
    found: dict[str, set[str]] = {wanted: set() for wanted in ONE_PLACE}
    for path in MODULES:
        if room_of(path) == "cache":  # which lists a repository for the times of its files alone
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found.get(node.func.attr, set()).add(name(path))
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found.get(f"{node.module}.{alias.name}", set()).add(name(path))
    assert found == ONE_PLACE


def test_every_exception_is_one() -> None:
    for exception in NOT_OF_A_REPOSITORY:
        modules = [path for path in MODULES if exception in (room_of(path), name(path))]
        assert any(line for path in modules for line in _listed_or_opened(path)), exception


WORDING = {
    "report.py", "rules/wording.py", "rules/session.py", "rules/pgb306_refused_startup_parameter.py",
    "output/formats/full.py", "run.py",
}  # fmt: skip
"""Modules whose limits are lengths of messages."""


def _limits(path: Path) -> Iterator[str]:
    """Yield the rows of a module in the table of limits, as far as the code tells them."""
    module = importlib.import_module(".".join(("pooler_lint", *path.relative_to(PACKAGE).with_suffix("").parts)))
    for node in tree_of(path).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and re.match("_?(MAX|MOST)_", target.id):
            yield f"| `{name(path)}` `{target.id}` | {getattr(module, target.id):,} |"


def test_the_documentation_names_every_limit() -> None:
    modules = [path for path in MODULES if name(path) not in WORDING]
    limits = {row for path in modules for row in _limits(path)}
    text = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\| `[\w/.]+` `\w+` \| [\d,]+ \|)", text, re.MULTILINE)) == limits
