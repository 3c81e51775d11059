"""Files that can't be checked or written: each is named with what to do, the status is 2, and no other file suffers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.table import each_row
from tests.trust.process import (
    BROKEN,
    ENVIRONMENT,
    REPAIRED,
    as_ordinary_user,
    leftovers,
    pooler_lint,
    python,
    with_files_of_at_most,
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with one good file, which each test expects to be repaired."""
    folder = tmp_path / "tree"
    (folder / ".git").mkdir(parents=True)
    (folder / "good.py").write_text(BROKEN)
    return folder


def big(size: int) -> str:
    filler = f"# {'x' * 117}\n"
    return BROKEN + filler * ((size - len(BROKEN)) // len(filler) + 1)


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (BROKEN.encode() + b"# \xe9\n", "is not utf-8"),
    "wrong cookie": (b"# coding: klingon\n" + BROKEN.encode(), "unknown encoding: klingon"),
    "cookie that lies": (b"# coding: ascii\n" + BROKEN.encode() + b"# \xe9\n", "is not ascii"),
    "NUL bytes": (BROKEN.encode() + b"\0\n", "contains a NUL byte"),
    "UTF-16": (b"\xff\xfe" + BROKEN.encode(), "is UTF-16"),
    "syntax error": (BROKEN.encode() + b"x = = 1\n", "not valid Python"),
    "Python 2": (BROKEN.encode() + b"print 'x'\n", "not valid Python"),
    "5 MB": (big(5_000_000).encode(), "it is larger than 2 MB"),
    "one line of 5 MB": (BROKEN.encode() + b"DATA = '" + b"x" * 5_000_000 + b"'\n", "it is larger than 2 MB"),
    "signs": (BROKEN.encode() + b"x = " + b"-" * 50_000 + b"1", "nests too deep"),
}


def test_files_that_are_no_source_are_named_and_left_alone(tree: Path) -> None:
    paths = {tree / f"bad{number:02}.py": case for number, case in enumerate(UNREADABLE.values())}
    for path, (data, _) in paths.items():
        path.write_bytes(data)
    done = pooler_lint(tree, "--fix", "--output-format", "concise")
    assert (done.returncode, done.stderr) == (2, "")
    told = [line for line in done.stdout.splitlines() if "PGB900" in line]
    for line, (path, (data, says)) in zip(told, paths.items(), strict=True):
        assert line.startswith(f"{path.name}:")
        assert says in line
        assert path.read_bytes() == data
    assert (tree / "good.py").read_text() == REPAIRED


def test_what_is_odd_and_no_mistake_is_taken_as_it_is(tree: Path) -> None:
    (tree / "empty.py").write_bytes(b"")
    (tree / "folder.py").mkdir()
    (tree / "folder.py/inside.py").write_text(BROKEN)
    done = pooler_lint(tree, "--fix")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tree / "empty.py").read_bytes() == b""
    assert (tree / "folder.py/inside.py").read_text() == REPAIRED


def test_a_line_of_almost_2_mb_is_read_and_all_of_it_kept(tree: Path) -> None:
    tail = f'BLOB = "{"x" * 1_990_000}"\n'
    (tree / "long.py").write_text(BROKEN + tail)
    done = pooler_lint(tree, "--fix")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tree / "long.py").read_text() == REPAIRED + tail


# --- rights -----------------------------------------------------------------------------------------------------------


def unreadable_file(tree: Path) -> None:
    (tree / "bad.py").write_text(BROKEN)
    (tree / "bad.py").chmod(0)


def unreadable_folder(tree: Path) -> None:
    (tree / "bad").mkdir()
    (tree / "bad/x.py").write_text(BROKEN)
    (tree / "bad").chmod(0)


def read_only_file(tree: Path) -> None:
    (tree / "bad.py").write_text(BROKEN)
    (tree / "bad.py").chmod(0o444)


def read_only_folder(tree: Path) -> None:
    (tree / "bad").mkdir()
    (tree / "bad/x.py").write_text(BROKEN)
    (tree / "bad").chmod(0o555)


def loop_of_links(tree: Path) -> None:
    (tree / "bad.py").symlink_to("bad2.py")
    (tree / "bad2.py").symlink_to("bad.py")


def link_to_nothing(tree: Path) -> None:
    (tree / "bad.py").symlink_to("gone.py")


def hard_link(tree: Path) -> None:
    (tree / "bad.py").write_text(BROKEN)
    os.link(tree / "bad.py", tree / "other-name")


RIGHTS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "unreadable file": (unreadable_file, "bad.py:1:1: PGB900", "could not be read: Permission denied"),
    "unreadable folder": (unreadable_folder, "bad:1:1: PGB900", "could not be read: Permission denied"),
    "read-only file": (read_only_file, "bad.py:1:1: PGB900", "could not be written: Permission denied"),
    "read-only folder": (read_only_folder, "bad/x.py:1:1: PGB900", "could not be written: Permission denied"),
    "loop of links": (loop_of_links, "bad.py:1:1: PGB900", "Too many levels of symbolic links"),
    "link to nothing": (link_to_nothing, "bad.py:1:1: PGB900", "No such file"),
    "hard link": (hard_link, "bad.py:1:1: PGB900", "2 names (hard links)"),
}


def test_files_that_the_system_protects_are_named_and_left_alone(tree: Path) -> None:
    folders = {f"case{number}": case for number, case in enumerate(RIGHTS.values())}
    for name, (make, _, _) in folders.items():
        (tree / name).mkdir()
        make(tree / name)
    done = pooler_lint(tree, "--fix", "--output-format", "concise")
    for path in (tree, *tree.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    assert (done.returncode, done.stderr) == (2, "")
    for name, (_, place, says) in folders.items():
        (told,) = [line for line in done.stdout.splitlines() if line.startswith(f"{name}/{place}")]
        assert says in told
    assert (tree / "good.py").read_text() == REPAIRED
    others = [path for path in (*tree.rglob("*.py"), *tree.parent.glob("*.py")) if path.name != "good.py"]
    for path in others:
        if path.is_file():
            path.chmod(0o644)
            assert path.read_text() == BROKEN
    assert leftovers(tree) == []


@each_row(
    ("name", "status", "place"),
    [
        (".gitignore", 1, ".gitignore:0: not read"),
        (".git/info/exclude", 1, ".git/info/exclude:0: not read"),
        (".env", 1, ".env:0: not read"),
        ("compose.yaml", 1, "compose.yaml:0: not read"),
        ("requirements.txt", 1, "requirements.txt:0: not read"),
        ("pgbouncer.ini", 1, "pgbouncer.ini:0: not read"),
        ("pyproject.toml", 2, "pooler-lint: error: "),
        ("pooler-lint.toml", 2, "pooler-lint: error: "),
        ("sub/pooler-lint.toml", 2, "error[PGB900]: pooler-lint.toml could not be read"),
        ("sub/x.py", 2, "error[PGB900]: x.py could not be read"),
        ("sub/", 2, "error[PGB900]: sub could not be read"),
        (".git/", 1, ".git/info/exclude:0: not read"),
        ("./", 2, "error[PGB900]: . could not be read"),
    ],
)
def test_what_nobody_may_read_is_one_line(tree: Path, name: str, status: int, place: str) -> None:
    (tree / "user.py").write_text('import os\nimport asyncpg\nasyncpg.connect(os.environ["DATABASE_URL"])\n')
    path = tree / name
    (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
    if not name.endswith("/"):
        path.write_text("")
    path.chmod(0)
    try:
        done = pooler_lint(tree, "--no-cache", "--show-unresolved")
    finally:
        path.chmod(0o755)
        if path.is_file():
            path.unlink()
    (told,) = [line for line in f"{done.stdout}{done.stderr}".splitlines() if "Permission denied" in line]
    assert told.startswith(place)
    assert done.returncode == status


def test_a_link_out_of_the_tree_is_a_note(tree: Path) -> None:
    (tree.parent / "outside.py").write_text(BROKEN)
    (tree / "bad.py").symlink_to("../outside.py")
    done = pooler_lint(tree, "--fix", "--show-unresolved")
    assert (done.returncode, done.stderr) == (0, "")
    assert "bad.py" in done.stdout
    assert "1 note on files that could not be read" in done.stdout
    assert (tree.parent / "outside.py").read_text() == BROKEN
    assert (tree / "good.py").read_text() == REPAIRED


def test_folders_that_link_to_each_other_end(tree: Path) -> None:
    (tree / "a").mkdir()
    (tree / "a/b").symlink_to(tree)
    (tree / "c").symlink_to(tree.parent)
    done = pooler_lint(tree, "--fix")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tree / "good.py").read_text() == REPAIRED


@pytest.mark.parametrize("path", ["gone.py", "gone/"])
def test_a_path_that_is_not_there_is_said(tree: Path, path: str) -> None:
    done = pooler_lint(tree, path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"pooler-lint: error: {path}: no such file or folder; check the PATH arguments\n"


# --- what happens meanwhile -------------------------------------------------------------------------------------------

# `at` says at which reading of the file it happens: 1, the screen; 2, the engine; 3 and 4, the writer compares.
MEANWHILE = """
import os, sys
from pooler_lint.cli import main
deed, at, name = sys.argv[1], int(sys.argv[2]), os.path.abspath("bad.py")
seen = 0

def hook(event, arguments):
    global seen
    if event == "open" and arguments[0] in (name, "bad.py") and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
        seen += 1
        if seen == at:
            seen = 99
            os.rename(name, name + ".new") if deed == "vanish" else open(name, "ab").write(b"# newer")

sys.addaudithook(hook)
sys.exit(main(["--fix", "--output-format", "concise"]))
"""


@pytest.mark.parametrize(
    ("deed", "at", "says"),
    [
        ("vanish", 1, "No such file"),
        ("vanish", 2, "No such file"),
        ("vanish", 3, "could not be written: No such file"),
        ("change", 3, "changed while it was checked"),
        ("change", 4, "changed while it was checked"),
    ],
)
def test_a_file_that_others_touch_meanwhile_is_theirs(tree: Path, deed: str, at: int, says: str) -> None:
    (tree / "bad.py").write_text(BROKEN)
    done = python(tree, MEANWHILE, deed, str(at))
    assert (done.returncode, done.stderr) == (2, "")
    assert says in next(line for line in done.stdout.splitlines() if line.startswith("bad.py:1:1: PGB900"))
    if deed == "vanish":
        assert not (tree / "bad.py").exists()
    else:
        assert (tree / "bad.py").read_text() == BROKEN + "# newer"
    assert (tree / "good.py").read_text() == REPAIRED
    assert leftovers(tree) == []


def test_a_full_disk_leaves_the_old_file(tree: Path) -> None:
    text = big(200_000)
    (tree / "bad.py").write_text(text)
    done = pooler_lint(tree, "--fix", "--output-format", "concise", before=with_files_of_at_most(100_000))
    assert (done.returncode, done.stderr) == (2, "")
    assert "bad.py:1:1: PGB900 bad.py could not be written: File too large" in done.stdout
    assert (tree / "bad.py").read_text() == text
    assert (tree / "good.py").read_text() == REPAIRED
    assert leftovers(tree) == []


@pytest.mark.parametrize("argv", [("--fix",), ("--show-endpoints",)])
def test_a_disk_too_full_for_the_output_is_said(tree: Path, argv: tuple[str, ...]) -> None:
    done = pooler_lint(tree, *argv, stdout="/dev/full")
    assert done.returncode == 2
    assert "pooler-lint: error: the output can't be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tree / "good.py").read_text() in (BROKEN, REPAIRED)


@pytest.mark.parametrize("argv", [("--fix",), ("--output-format", "json")])
def test_a_reader_that_goes_away_leaves_whole_files(tree: Path, argv: tuple[str, ...]) -> None:
    for index in range(3):
        (tree / f"f{index}.py").write_text(BROKEN)
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "pooler_lint", *argv]
    done = subprocess.run(command, cwd=tree, env=ENVIRONMENT, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")
    assert {path.read_text() for path in tree.glob("*.py")} <= {BROKEN, REPAIRED}
    assert leftovers(tree) == []


# The third file that one of the processes replaces brings the interrupt.
INTERRUPTED = """
import os, signal, sys
from pooler_lint.cli import main
parent, seen = os.getpid(), 0

def hook(event, arguments):
    global seen
    if event == "os.rename":
        seen += 1
        if seen == 3:
            os.kill(parent, signal.SIGINT)

sys.addaudithook(hook)
sys.exit(main(["--fix", "--jobs", sys.argv[1]]))
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_in_the_middle_leaves_whole_files(tree: Path, jobs: str) -> None:
    for index in range(60):
        (tree / f"f{index:03}.py").write_text(BROKEN)
    done = python(tree, INTERRUPTED, jobs)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    texts = [path.read_text() for path in sorted(tree.glob("f*.py"))]
    assert set(texts) == {BROKEN, REPAIRED}, "the interrupt came too late or too early"
    if jobs != "1":  # a process that takes too long to finish its file is ended
        assert pooler_lint(tree, "--fix").returncode == 0
    assert leftovers(tree) == []


def test_the_ordinary_user_of_these_tests_is_one(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    (tmp_path / "x").chmod(0)
    command = [sys.executable, "-c", "open('x')"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, preexec_fn=as_ordinary_user, check=False)
    assert b"PermissionError" in done.stderr
