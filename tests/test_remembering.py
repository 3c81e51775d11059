"""Runs one after the other, with a cache: the second one must say what it would say without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pooler_lint import paths
from pooler_lint.cache import memory, state
from pooler_lint.cli import main

MAIN = "import os\nimport asyncpg\nfrom app.config import HOST\nasyncpg.connect(f'postgresql://{HOST}/app')\n"
POOLED = "pgbouncer:6432"
SECRET = "hunter2xyzzy"


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that have just been written are not believed; here they are."""
    for module in (memory, state):
        monkeypatch.setattr(module, "TOO_NEW", -(10**12))
    monkeypatch.setattr(paths, "MANY", 1)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text("")
    (tmp_path / "app/config.py").write_text("HOST = 'db:5432'\n")
    (tmp_path / "app/main.py").write_text(MAIN)
    (tmp_path / "app/other.py").write_text("import json\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the entries."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("POOLER_LINT_CACHE_DIR", str(folder))
    return folder / "pooler-lint-cache"


def run(capsys: pytest.CaptureFixture[str], *flags: str) -> tuple[int, str]:
    status = main(["--output-format", "concise", *flags])
    return status, capsys.readouterr().out


def engine_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a file was looked at again")

    monkeypatch.setattr("pooler_lint.run.check_file", refuse)
    monkeypatch.setattr("pooler_lint.files.screen.could_matter", refuse)


def test_nothing_is_looked_at_again(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(capsys)
    assert first == (0, "No findings in 4 checked files; 1 connection.\n")
    with monkeypatch.context() as patched:
        patched.setattr("pooler_lint.run.check_file", None)
        assert run(capsys) == first
    (project / "app/main.py").unlink()
    run(capsys)
    engine_is_forbidden(monkeypatch)
    assert run(capsys) == (0, "No findings in 3 checked files.\n")


def test_the_folders_are_not_searched_again(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "app/pooled.py").write_text(MAIN.replace("{HOST}", POOLED))
    (project / "app/broken.py").write_text("import asyncpg\nasyncpg.connect(\n")
    first = run(capsys)
    assert first[0] == 2
    assert run(capsys, "app")[1] == first[1]
    monkeypatch.setattr("pooler_lint.repository.discovery.discover", None)
    assert run(capsys) == first
    assert json.loads(run(capsys, "--output-format", "json")[1])["connections"]
    with pytest.raises(TypeError):
        run(capsys, "app/../app")  # what nobody has asked for yet


def test_a_small_run_is_remembered_where_it_cost_something(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MANY", 500)
    first = run(capsys)
    with monkeypatch.context() as patched:
        patched.setattr("pooler_lint.repository.discovery.discover", None)
        assert run(capsys) == first == (0, "No findings in 4 checked files; 1 connection.\n")
    (project / "app/main.py").unlink()
    for file in cache.glob("run-*"):
        file.unlink()
    assert run(capsys) == (0, "No findings in 3 checked files.\n")
    assert not list(cache.glob("run-*"))


def test_a_clone_may_leave_out_files_of_its_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "4 checked files" in run(capsys)[1]
    (project / ".git/info").mkdir()
    (project / ".git/info/exclude").write_text("other.py\n")
    assert "3 checked files" in run(capsys)[1]


def test_repositories_inside_belong_to_the_run(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "inner/.git/info").mkdir(parents=True)
    (project / "inner/file.py").write_text("import json\n")
    first = run(capsys)
    assert "5 checked files" in first[1]
    with monkeypatch.context() as patched:
        patched.setattr("pooler_lint.repository.discovery.discover", None)
        assert run(capsys) == first
    (project / "inner/.git/info/exclude").write_text("file.py\n")
    assert "4 checked files" in run(capsys)[1]


@pytest.mark.parametrize("inner", ["inner/.git", ".venv/file"])
def test_a_run_over_more_than_the_repository_is_not_remembered(
    inner: str, project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of what is in a skipped folder the state of the repository says nothing, nor of what a `.git` file names."""
    (project / inner).parent.mkdir()
    (project / inner).write_text("gitdir: ../elsewhere\n")
    (project / inner).with_name("file.py").write_text("import json\n")
    (project / "pooler-lint.toml").write_text("exclude = []\n")
    assert "5 checked files" in run(capsys)[1]
    assert not list(cache.glob("run-*"))


def write(name: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)

    return change


CONFIGURED = "import os\nHOST = os.environ['DB_HOST']\n"
CHANGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "the file": ("", write("app/main.py", MAIN.replace("{HOST}", POOLED))),
    "another module": ("", write("app/config.py", f"HOST = '{POOLED}'\n")),
    "a module that was not there": ("from app.late import HOST\n", write("app/late.py", f"HOST = '{POOLED}'\n")),
    "a file that held nothing": ("", write("app/other.py", MAIN.replace("{HOST}", POOLED))),
    "a new .env": (CONFIGURED, write(".env", f"DB_HOST={POOLED}\n")),
    "a new compose file": (
        CONFIGURED,
        write(
            "compose.yaml", f"services:\n  app:\n    build: .\n    command: python -m app.main\n"
            f"    environment:\n      DB_HOST: {POOLED}\n"
        ),
    ),
    "a new pgbouncer.ini": (
        "HOST = 'pooler-host:7777'\n",
        write(
            "deploy/pgbouncer.ini",
            "[databases]\napp = host=db\n[pgbouncer]\nlisten_addr = pooler-host\nlisten_port = 7777\n"
            "pool_mode = transaction\n",
        ),
    ),
    "the configuration": (
        "",
        write("pooler-lint.toml", '[[endpoints]]\nmatch = "db:5432"\nmode = "transaction"\n'),
    ),
    "the configuration's variables": (CONFIGURED, write("pooler-lint.toml", f'[env]\nDB_HOST = "{POOLED}"\n')),
}  # fmt: skip


@pytest.mark.parametrize("before", CHANGES)
def test_what_a_result_rests_on_may_change(
    before: str, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, change = CHANGES[before]
    if config:
        (project / "app/config.py").write_text(config)
    clean = run(capsys)
    assert run(capsys) == clean
    change(project)
    after = run(capsys)
    assert after == run(capsys, "--no-cache")
    assert after[0] == 1, after
    assert "PGB101" in after[1]
    assert run(capsys) == after


def test_a_variable_that_goes_past_a_pooler_may_be_named_later(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app/main.py").write_text("import asyncpg, os\nasyncpg.connect(os.environ['DATABASE_URL'])\n")
    assert run(capsys)[0] == run(capsys)[0] == 0
    (project / "app/other.py").write_text("import os\nURL = os.environ['DIRECT_URL']\n")
    assert run(capsys)[0] == run(capsys, "--no-cache")[0] == 1


def test_what_is_removed_may_change_it_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app/config.py").write_text(CONFIGURED)
    (project / ".env").write_text("DB_HOST=db:5432\n")
    (project / ".env.example").write_text(f"DB_HOST={POOLED}\n")
    assert run(capsys)[0] == 0
    assert run(capsys)[0] == 0
    (project / ".env").unlink()
    assert run(capsys)[0] == run(capsys, "--no-cache")[0] == 1


def test_flags_are_part_of_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app/config.py").write_text(f"HOST = '{POOLED}'\n")
    assert run(capsys, "--ignore", "PGB")[0] == 0
    assert run(capsys)[0] == 1


def test_the_environment_of_the_process_is_not_remembered(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "app/config.py").write_text(CONFIGURED)
    monkeypatch.setenv("DB_HOST", "db:5432")
    assert run(capsys, "--use-environment")[0] == 0
    monkeypatch.setenv("DB_HOST", POOLED)
    assert run(capsys, "--use-environment")[0] == 1


def test_a_settings_file_outside_of_the_repository_is_not_remembered(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("etc") / "app.json"
    (project / "app/config.py").write_text(f"import json\nHOST = json.load(open('{outside}'))['host']\n")
    assert run(capsys)[0] == 0
    outside.write_text(json.dumps({"host": POOLED}))
    assert run(capsys) == run(capsys, "--no-cache")


def test_a_linked_folder_leads_to_files_that_may_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = project / "lib"
    library.mkdir()
    (library / "__init__.py").write_text("HOST = 'db:5432'\n")
    (project / "app/config.py").unlink()
    (project / "app/config").symlink_to(library)
    assert run(capsys)[0] == 0
    (library / "__init__.py").write_text(f"HOST = '{POOLED}'\n")
    assert run(capsys)[0] == 1


def test_without_a_repository_only_the_absence_of_connections_is_remembered(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".git").rmdir()
    assert run(capsys)[0] == 0
    assert not list(cache.glob("results-*"))
    assert list(cache.glob("refused-*"))


def test_what_was_just_written_is_not_believed(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be written again within one tick of the clock: then no time and no size tells of the change."""
    for module in (memory, state):
        monkeypatch.setattr(module, "TOO_NEW", 3_600 * 10**9)
    config = project / "app/config.py"
    config.write_text("HOST = 'database0:1234'\n")
    assert run(capsys)[0] == run(capsys)[0] == 0
    before = config.stat()
    config.write_text(f"HOST = '{POOLED}'\n".ljust(before.st_size))
    os.utime(config, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(capsys)[0] == 1


def test_nothing_secret_is_written(project: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app/config.py").write_text(f"HOST = 'u:{SECRET}@db:5432'\n")
    (project / "app/pooled.py").write_text(f"import asyncpg\nasyncpg.connect('postgresql://u:{SECRET}@{POOLED}/a')\n")
    (project / ".env").write_text(f"DATABASE_URL=postgresql://u:{SECRET}@{POOLED}/a\n")
    (project / "pooler-lint.toml").write_text(f'[env]\nSOME_PASSWORD = "{SECRET}"\n')
    assert run(capsys)[0] == 1
    files = [path for path in cache.glob("*") if path.is_file()]
    assert {path.name.split("-")[0] for path in files} == {
        ".gitignore",
        "CACHEDIR.TAG",
        "refused",
        "results",
        "run",
        "state",
    }
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_a_note_on_a_file_that_cannot_be_read_comes_again(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app/config.py").write_text(CONFIGURED)
    (project / "app/second.py").write_text(MAIN)
    (project / "compose.yaml").write_text("services: [")
    first = run(capsys)
    assert "1 note on files that could not be read" in first[1]
    assert run(capsys) == first
    assert list(cache.glob("results-*"))
    assert run(capsys) == first


def damage(data: bytes) -> dict[str, bytes]:
    """What may become of a file of the cache."""
    return {
        "empty": b"",
        "cut": data[: len(data) // 2],
        "without the last byte": data[:-1],
        "without the first line": data.partition(b"\n")[2],
        "the first line alone": data.partition(b"\n")[0] + b"\n",
        "another number": data.replace(b"1", b"2"),
        "more": data + b"\napp/other.py",
        "noise": b"\0\xff\xfe" * 100,
    }


def test_a_damaged_entry_is_not_used(project: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app/pooled.py").write_text(MAIN.replace("{HOST}", POOLED))
    first = run(capsys)
    assert first[0] == 1
    files = [path for path in cache.iterdir() if path.is_file()]
    assert len(files) == 6
    for file in files:
        data = file.read_bytes()
        for how, damaged in damage(data).items():
            file.write_bytes(damaged)
            assert run(capsys) == first, (file.name, how)
            file.write_bytes(data)


def test_an_entry_of_another_repository_is_not_used(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = project.parent / "other"
    shutil.copytree(project, other)
    (other / "app/pooled.py").write_text(MAIN.replace("{HOST}", POOLED))
    run(capsys)
    clean = {path.name.split("-")[0]: path.read_bytes() for path in cache.glob("*-*")}
    monkeypatch.chdir(other)
    first = run(capsys)
    assert first[0] == 1
    for path in cache.glob("*-*"):
        path.write_bytes(clean[path.name.split("-")[0]])
    assert run(capsys) == first


def test_a_cache_that_cannot_be_written_costs_nothing(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.write_text("a file")
    assert run(capsys) == run(capsys, "--no-cache")
    assert cache.read_text() == "a file"


def test_no_cache_writes_none(project: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--no-cache")
    assert not cache.exists()


def test_nothing_is_written_into_the_repository(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.rglob("*"))
    run(capsys)
    assert sorted(project.rglob("*")) == before


def test_a_folder_can_be_named(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the repository itself: neither its state nor what Git shows of it changes with the entries."""
    (project / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], check=True)
    first = run(capsys, "--cache-dir", ".")
    assert not cache.exists()
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True)
    assert "main.py" in listed.stdout
    assert "cache" not in listed.stdout
    run(capsys, "--cache-dir", ".")
    monkeypatch.setattr("pooler_lint.repository.discovery.discover", None)
    assert run(capsys, "--cache-dir", ".") == first


@pytest.mark.parametrize("file", ["pyproject.toml", "pooler-lint.toml", "app/pooler-lint.toml"])
def test_a_repository_names_no_folder(project: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = "[tool.pooler-lint]\n" if file == "pyproject.toml" else ""
    (project / file).write_text(f'{table}cache-dir = "{project.parent}/there"\n')
    assert main([]) == 2
    said = "".join(capsys.readouterr())  # in a subfolder it concerns the files there, and is reported with them
    assert file in said
    assert "cache-dir: cannot be configured; use --cache-dir or POOLER_LINT_CACHE_DIR\n" in said
    assert not (project.parent / "there").exists()


@pytest.mark.parametrize("folder", [".venv", "node_modules", ".tox", ".git", "pooler-lint-cache"])
@pytest.mark.parametrize("kind", ["module", "yaml", "env_file"])
def test_a_file_that_is_no_part_of_the_state_is_not_used(
    project: Path, folder: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or an old result would be reported after it has changed."""
    if folder == "pooler-lint-cache":
        run(capsys, "--cache-dir", ".")
    (project / folder).mkdir(exist_ok=True)
    texts = {"module": "HOST = '{}'\n", "yaml": "host: {}\n", "env_file": "DB_HOST={}\n"}
    file = project / folder / {"module": "late.py", "yaml": "late.yaml", "env_file": "late.env"}[kind]
    config = project / "app/config.py"
    if kind == "module":
        (project / "pooler-lint.toml").write_text(f'src = ["{folder}"]\n')
        config.write_text("from late import HOST\n")
    elif kind == "yaml":
        config.write_text(f"import yaml\nHOST = yaml.safe_load(open('{folder}/late.yaml'))['host']\n")
    else:
        config.write_text(CONFIGURED)
        (project / "compose.yaml").write_text(
            f"services:\n  app:\n    build: .\n    command: python -m app.main\n    env_file: {folder}/late.env\n"
        )
    file.write_text(texts[kind].format("db:5432"))
    for _ in range(2):
        assert run(capsys, "--cache-dir", ".") == run(capsys, "--no-cache")
    file.write_text(texts[kind].format(POOLED))
    assert run(capsys, "--cache-dir", ".") == run(capsys, "--no-cache")


def test_a_module_outside_of_the_repository_is_not_remembered(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".git").rmdir()
    (project / "app/.git").mkdir()
    (project / "app/main.py").write_text(MAIN.replace("app.config", "..shared"))
    (project / "shared.py").write_text("HOST = 'db:5432'\n")
    assert run(capsys, "app") == run(capsys, "app")
    (project / "shared.py").write_text(f"HOST = '{POOLED}'\n")
    assert run(capsys, "app") == run(capsys, "app", "--no-cache")


def test_runs_at_the_same_time_do_not_disturb_each_other(project: Path) -> None:
    for number in range(9):
        (project / f"app/m{number}.py").write_text(MAIN)
    command = [sys.executable, "-m", "pooler_lint", "--jobs", "1", "--output-format", "concise"]
    for _ in range(2):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        said = {process.communicate()[0] for process in running}
        assert said == {"No findings in 13 checked files; 10 connections.\n"}


def test_several_processes_say_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app/config.py").write_text(f"HOST = '{POOLED}'\n")
    (project / "app/gone.py").symlink_to("nowhere.py")
    for number in range(12):
        (project / f"app/m{number}.py").write_text(MAIN)
    alone = run(capsys, "--no-cache", "-j", "1")
    assert alone[0] == 2
    assert alone[1].count("PGB101") == 13
    for jobs in ("2", "7", "auto"):
        assert run(capsys, "--no-cache", "--jobs", jobs) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="what is set here is not seen in a spawned process")
def test_a_process_that_dies_costs_one_file(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real processes, of which one is killed at its file."""
    from pooler_lint import run as runs

    check = runs.check_file

    def killed(path: str, *rest: object) -> object:
        if path.endswith("m5.py"):
            os.kill(os.getpid(), 9)
        return check(path, *rest)  # type: ignore[arg-type]

    (project / "app/config.py").write_text(f"HOST = '{POOLED}'\n")
    for number in range(12):
        (project / f"app/m{number}.py").write_text(MAIN)
    monkeypatch.setattr(runs, "check_file", killed)
    status, said = run(capsys, "--jobs", "3")
    assert status == 2
    assert said.count("PGB101") == 12
    (line,) = [line for line in said.splitlines() if "PGB900" in line]
    assert line.startswith("app/m5.py:1:1: PGB900 m5.py could not be checked: its process died")
    assert "SIGKILL" in line


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1.5"])
def test_a_number_of_jobs_has_to_be_one(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--jobs={jobs}"]) == 2
    assert "jobs" in capsys.readouterr().err
