"""Ignore patterns, compared with what git itself does."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import pytest

from pooler_lint.repository.discovery import discover
from pooler_lint.repository.patterns import compile_globs, glob_problem, parse_pattern, plain_names
from pooler_lint.repository.walk import FolderRules
from tests.table import each_row

FILES = (
    "a.py",
    "b.py",
    "ab.py",
    "a]b.py",
    "a-b.py",
    "x y.py",
    "!a.py",
    "#a.py",
    "a/a.py",
    "a/b.py",
    "a/b/a.py",
    "a/b/c/a.py",
    "b/a.py",
    "b/a/b.py",
    "b/c/a.py",
    "c/d/e/a.py",
    "build/a.py",
    "src/build/a.py",
    "1.py",
    "A.py",
    ".hidden/a.py",
    "néé.py",
)

CONTENTS = (
    "a.py",
    "/a.py",
    "a/",
    "/a/b",
    "a/b/",
    "b/a",
    "**/b",
    "**/a.py",
    "a/**",
    "a/**/a.py",
    "**/c/**",
    "c/**/a.py",
    "*.py\n!a.py",
    "*.py\n!/a.py",
    "a/*\n!a/b",
    "a/\n!a/b/a.py",
    "?.py",
    "[ab].py",
    "[!a].py",
    "[^a].py",
    "[a-c].py",
    "[c-a].py",
    "[]a].py",
    "a[]]b.py",
    "a[-x]b.py",
    "[[:digit:]].py",
    "[[:upper:][:digit:]].py",
    "[[:nothing:]].py",
    "[a",
    "a\\",
    "\\a.py",
    "\\!a.py",
    "\\#a.py",
    "#a.py",
    "!a.py",
    "x\\ y.py",
    "x y.py   ",
    "a.py\\ ",
    "a.py\t",
    "a.py\r\nb.py\r",
    "\ufeffa.py",
    "build",
    "build/",
    "/build/",
    "src/*/a.py",
    "*/a.py",
    "a**.py",
    "a/**b/a.py",
    "***/a.py",
    "/",
    "//",
    "**",
    "*\n!*/\n!a.py",
    ".*",
    "néé.py",
    "n*é.py",
    "/*\n!/b/",
    "a?a.py",
    "a/b*",
    "a*/a.py",
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    git(root, "init", "-q")
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    return root


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.excludesFile=", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def seen_by_git(root: Path) -> set[str]:
    listed = git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return {name for name in listed if name.endswith(".py")}


def seen_by_us(root: Path) -> set[str]:
    rules = FolderRules(str(root), (".git/",))
    return {str(Path(name).relative_to(root)) for name in discover([str(root)], lambda _: rules).files}


@pytest.mark.parametrize("content", CONTENTS)
def test_same_files_as_git(repository: Path, content: str) -> None:
    (repository / ".gitignore").write_bytes(content.encode())
    assert seen_by_us(repository) == seen_by_git(repository)


@pytest.mark.parametrize("seed", range(40))
def test_same_files_as_git_for_random_patterns(repository: Path, seed: int) -> None:
    dice = random.Random(seed)
    pieces = [
        "a",
        "b",
        "c",
        ".py",
        "*",
        "**",
        "?",
        "/",
        "/",
        "**/",
        "/**",
        "[ab]",
        "[!a]",
        "[",
        "]",
        "\\",
        "-",
        "!",
        " ",
    ]
    lines = ["".join(dice.choices(pieces, k=dice.randint(1, 6))) for _ in range(dice.randint(1, 4))]
    # git matches what follows a literal prefix on its own, and so takes the stars of "a**/b" for those of "**/b",
    # against its documentation ("other consecutive asterisks are considered regular asterisks").
    lines = [re.sub(r"(?<=[^/*])\*\*+", "*", line) for line in lines]
    (repository / ".gitignore").write_text("\n".join(lines))
    assert seen_by_us(repository) == seen_by_git(repository), lines


def test_the_comparison_can_fail(repository: Path) -> None:
    (repository / ".gitignore").write_text("a.py")
    seen = seen_by_git(repository)
    assert "b.py" in seen
    assert "a.py" not in seen


def test_globs_match_a_file_by_the_folder_that_it_is_in() -> None:
    regex = compile_globs(("build", "/docs/*.py", "./tests/"))
    assert regex.match_within("src/build/deep/a.py")
    assert regex.match_within("docs/conf.py")
    assert not regex.match_within("docs/deep/conf.py")
    assert regex.match_within("tests/a.py")
    assert not regex.match_within("tests")
    assert not regex.match_within("builder/a.py")


def test_no_globs_match_nothing() -> None:
    assert not compile_globs(()).match_within("a.py")


@each_row(
    ("glob", "problem"),
    [("", "is empty"), ("/", "is empty"), ("!a", "starts with"), ("[a", "matches nothing"), ("a/*.py", None)],
)
def test_glob_problem(glob: str, problem: str | None) -> None:
    found = glob_problem(glob)
    assert found is None if problem is None else found is not None and problem in found


def test_a_comment_is_no_pattern() -> None:
    assert parse_pattern("# a.py") is None


def test_globs_that_are_only_a_name_are_told_from_the_others() -> None:
    names, others = plain_names((".git", "a-b_c.py", "übung", "*.py", "a/b", "docs/", "[ab]", "a b", "..", "x?", "!y"))
    assert names == {".git", "a-b_c.py", "übung"}
    assert others == compile_globs(("*.py", "a/b", "docs/", "[ab]", "a b", "..", "x?", "!y"))
    assert plain_names((".git",)) == (frozenset({".git"}), None)
