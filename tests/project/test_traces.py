"""Is there any trace of a pooler in a repository? A wrong no would lose diagnostics; a wrong yes costs time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pooler_lint.poolers.catalogue import DEFAULT_PORT, Row, Target, pooler_ports, rows, rows_of
from pooler_lint.poolers.standing import stands_at
from pooler_lint.project.environment.given import Given
from pooler_lint.project.project import Project
from pooler_lint.project.traces import DIRECT, PORTS, is_in_code, is_in_text

POOLED = ("transaction", "statement", "multiplex")
SAYS_NOTHING = 'URL = "postgresql://db.internal/app"\n'


def _pieces(example: str) -> Iterator[tuple[str, str]]:
    """Yield what is written of a host if a program fills in some of it, and the host with a `*` for that."""
    host = example.partition("/")[0].partition(":")[0] or example
    ends = sorted({0, len(host), *(match.start() for match in re.finditer(r"\W|(?<=\W)\w", host))})
    yield host, host
    labels = {(start, ends[number]) for number, start in enumerate(ends[:-1], 1)}
    for start, end in labels | {(0, end) for end in ends[1:]} | {(start, len(host)) for start in ends[:-1]}:
        yield f"{host[:start]}\n{host[end:]}", f"{host[:start]}*{host[end:]}"


def _targets(host: str, row: Row) -> Iterator[Target]:
    """Yield the host with each port that may be known, and with each that a condition may rule out."""
    yield from (Target(host, port) for port in {*row.ports, DEFAULT_PORT})
    yield from (Target(host, None, ruled_out=frozenset(ruled_out)) for ruled_out in ((), (DEFAULT_PORT,), (25060,)))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name} {row.ports}")
def test_an_address_of_a_pooler_is_a_trace(row: Row) -> None:
    missed = []
    for host, written in {host: written for example in row.examples for written, host in _pieces(example)}.items():
        for target in _targets(host, row):
            if stands_at(target).mode in POOLED:
                text = written if target.port is None else f"{written}\n{target.port}"
                code = f"x = {text.splitlines()!r}\n"
                if not (is_in_text(text.encode()) and is_in_code(code.encode())):
                    missed.append((text, target))
    assert missed == []


def test_the_ports_are_those_of_poolers() -> None:
    assert set(map(int, PORTS)) == pooler_ports()
    for port in PORTS:
        assert is_in_code(f"port = {port}\n".encode())
        assert is_in_code(f"port = {int(port):_}\n".encode())
        assert is_in_code(f'if ":{port}" in url:\n    pass\n'.encode())
        assert not is_in_code(f"port = 1{port}\n".encode())


@pytest.mark.parametrize("row", [row for row in rows_of("variable") if not row.env_direct], ids=lambda row: row.env[0])
def test_the_name_of_a_variable_is_a_trace(row: Row) -> None:
    for name in row.env:
        assert is_in_text(f"{name}=".encode())
        assert is_in_code(f'url = os.environ["{name}"]\n'.encode())
        assert is_in_code(f"class Settings(BaseSettings):\n    {name.lower()}: str\n".encode())
        for at in (match.end() for match in re.finditer("_", name)):
            prefix = f'class Settings(BaseSettings, env_prefix="{name[:at]}"):\n    {name[at:].lower()}: str\n'
            assert is_in_code(prefix.encode()), prefix


def test_the_variables_beside_that_of_a_pooler_are_traces() -> None:
    assert set(DIRECT) == {name for row in rows_of("variable") for name in row.env_direct}
    for name in DIRECT:
        assert is_in_text(f"{name}=".encode())
        assert is_in_code(f"# reads '{name}'\n".encode())


@pytest.mark.parametrize(
    "code",
    [
        SAYS_NOTHING,
        "# PgBouncer listens on 6432\n",
        'def connect():\n    """Connect past the pooler at port 6543."""\n',
        "class Debouncer:\n    pass\n",
        'bucket = f"{name}.s3.amazonaws.com"\n',
        "pooled = connection_pool_size(5432)\n",
    ],
)
def test_what_is_none(code: str) -> None:
    assert not is_in_code(code.encode())


def test_code_that_cannot_be_read_may_hold_one() -> None:
    assert is_in_code(b'match pgbouncer\n"pgbouncer"\n')


def _asked(root: Path, **files: str) -> bool:
    (root / "pyproject.toml").touch()
    (root / "app").mkdir()
    (root / "app/db.py").write_text(SAYS_NOTHING)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return Project().may_name_pooler(str(root / "app/db.py"))


@pytest.mark.parametrize(
    "path",
    [
        *("app/settings.py", "compose.yml", "config/settings.toml", "settings.json", ".env", "alembic.ini", "settings"),
        *("ignored/settings.py", "ignored/deep/er/settings.yaml", "vendored/settings.py"),
    ],
)
def test_each_file_that_can_be_read_is_searched(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendored/.git").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert _asked(tmp_path, **{".gitignore": "ignored/\n", path: 'HOST = "pgbouncer"\n'})


def test_other_files_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not _asked(tmp_path, **{"README.md": "pgbouncer", "node_modules/x.py": 'HOST = "pgbouncer"\n'})


def test_what_the_configuration_gives_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not _asked(tmp_path)
    file = str(tmp_path / "app/db.py")
    assert Project().may_name_pooler(file, Given((("URL", "postgresql://db:6432/app"),)))
    monkeypatch.setenv("SOME_URL", "postgresql://pooler.internal/app")
    assert Project().may_name_pooler(file, Given(use_environment=True))


def test_a_link_to_a_folder_may_lead_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path.parent, target_is_directory=True)
    assert _asked(tmp_path)
