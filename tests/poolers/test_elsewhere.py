"""The values of other deployments, as notes on what is said of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.lines import Place
from pooler_lint.model import Address, Case, ConnectionSite, Endpoint
from pooler_lint.poolers.elsewhere import _readable, _words, variables_of
from pooler_lint.project.project import Project
from pooler_lint.report import Connection
from pooler_lint.values import Origin, Text, Unknown, Value
from tests.project.test_modules import tree
from tests.table import each_row

POOLED = "postgresql://app:hunter2@pgbouncer:6432/app"
DIRECT = "postgresql://app:hunter2@db:5432/app"
SITE = "import os\nimport asyncpg\nasyncpg.connect({})\n"
READ = 'os.environ["DATABASE_URL"]'


def connection(folder: Path, files: dict[str, str], expression: str = READ) -> Connection:
    tree(folder, {**files, "app.py": SITE.format(expression)})
    path = folder / "app.py"
    report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())
    (found,) = report.connections
    assert [item.elsewhere for item in report.diagnostics] in ([], [found.notes])
    return found


def notes(found: Connection) -> list[str]:
    return [f"{Path(note.path).name}:{note.line}: {note.text}" for note in found.notes]


def test_the_others_of_a_finding(tmp_path: Path) -> None:
    files = {
        ".env": f"DATABASE_URL={DIRECT}\n",
        ".env.production": f"DATABASE_URL={POOLED}\n",
        ".env.staging": "DATABASE_URL=postgresql://app:hunter2@pgcat:6432/app\n",
    }
    found = connection(tmp_path, files, 'os.getenv("DATABASE_URL", "postgresql://localhost/dev")')
    assert found.verdict == "breaks"
    assert notes(found) == [
        ".env:1: another deployment goes to `db:5432`: nothing says that a pooler stands there",
        ".env.staging:1: another deployment goes to `pgcat:6432`: PgCat, a pooler in transaction mode, which does not"
        " track prepared statements",
        "app.py:3: where no deployment sets it, it goes to `localhost`: nothing says that a pooler stands there",
    ]


def test_the_others_of_a_connection_that_is_fine(tmp_path: Path) -> None:
    other = "postgresql://app:hunter2@ep-a-1-pooler.eu-central-1.aws.neon.tech/app"
    found = connection(tmp_path, {".env": f"DATABASE_URL={DIRECT}\n", ".env.prod": f"DATABASE_URL={other}\n"})
    assert found.verdict == "fine"
    (note,) = notes(found)
    assert note.startswith(".env.prod:1: another deployment goes to `ep-a-1-pooler.eu-central-1.aws.neon.tech`: Neon")


@pytest.mark.parametrize("read", ['os.getenv("DATABASE_URL")', READ, 'os.environ.get("DATABASE_URL", None)'])
def test_a_default_after_or_is_for_no_deployment(tmp_path: Path, read: str) -> None:
    found = connection(tmp_path, {".env": f"DATABASE_URL={POOLED}\n"}, f'{read} or "postgresql://localhost/dev"')
    assert notes(found) == [
        "app.py:3: where no deployment sets it, it goes to `localhost`: nothing says that a pooler stands there"
    ]


def test_one_deployment_has_no_others(tmp_path: Path) -> None:
    assert connection(tmp_path, {".env": f"DATABASE_URL={POOLED}\n"}).notes == ()


def test_a_branch_of_the_code_is_no_deployment(tmp_path: Path) -> None:
    found = connection(tmp_path, {}, f'"{POOLED}" if os.getenv("PROD") else "{DIRECT}"')
    assert found.notes == ()


@pytest.mark.parametrize(
    ("image", "noted"), [("registry.example.com/team/app:1", True), ("node:22", False), ("pgbouncer/pgbouncer", False)]
)
def test_a_program_whose_code_cannot_be_told(tmp_path: Path, image: str, noted: bool) -> None:
    compose = f"services:\n  backend:\n    image: {image}\n    environment:\n      DATABASE_URL: {POOLED}\n"
    found = connection(tmp_path, {"compose.yaml": compose})
    assert found.verdict == "unresolved"
    assert notes(found) == (
        ["compose.yaml:5: `backend` gets DATABASE_URL here, but which Python code it runs can't be told"]
        if noted
        else []
    )


@each_row(
    ("endpoint", "address"),
    [
        (Endpoint(), "an address that is not known"),
        (Endpoint(host="db"), "`db`"),
        (Endpoint(host="db", port=5432), "`db:5432`"),
        (Endpoint(port=6432), "`*:6432`"),
        (Endpoint(host="::1", port=6432), "`[::1]:6432`"),
    ],
)
def test_how_an_address_reads(endpoint: Endpoint, address: str) -> None:
    assert _readable(endpoint) == address


@each_row(
    ("endpoint", "words"),
    [
        (Endpoint(ordinary=True, pooler="X", mode="transaction"), "nothing says that a pooler stands there"),
        (Endpoint(unknown="it is read from a file"), "it is read from a file"),
        (Endpoint(), "what stands there is not known"),
        (Endpoint(mode="direct", pooler="X"), "the database itself"),
        (Endpoint(mode="session", pooler="PgBouncer"), "PgBouncer, a pooler in session mode"),
        (
            Endpoint(mode="transaction", pooler="PgBouncer", tracks_statements=True),
            "PgBouncer, a pooler in transaction mode, which tracks prepared statements",
        ),
    ],
)
def test_what_is_said_of_the_others(endpoint: Endpoint, words: str) -> None:
    assert _words(endpoint) == words


@each_row(
    ("value", "names"),
    [
        (Unknown("x", Origin("environment", "DATABASE_URL")), ("DATABASE_URL",)),
        (Text(("postgresql://", Unknown("x", Origin("environment", "DB_HOST")), "/d")), ("DB_HOST",)),
        (Unknown("x", Origin("parameter", "url")), ()),
        (Unknown("x"), ()),
        (None, ()),
    ],
)
def test_the_variables_of_an_address(value: Value | None, names: tuple[str, ...]) -> None:
    case = Case(Address(), None, (), dsn=value)
    assert (
        variables_of(ConnectionSite("app.py", Place("a.py", 0, 1), 1, "asyncpg", "asyncpg.connect", (case,))) == names
    )


def test_two_deployments_of_one_address_are_two_places(tmp_path: Path) -> None:
    found = connection(tmp_path, {".env": f"DATABASE_URL={DIRECT}\n", ".env.prod": f"DATABASE_URL={DIRECT}?a=b\n"})
    assert notes(found) == [
        ".env.prod:1: another deployment goes to `db:5432`: nothing says that a pooler stands there"
    ]


def test_two_addresses_of_one_line_are_two(tmp_path: Path) -> None:
    files = {".env": f"DATABASE_URL={DIRECT}\n"}
    found = connection(tmp_path, files, f'os.getenv("DATABASE_URL", "{DIRECT}"), port=5432 if x else 6432')
    assert [note for note in notes(found) if "6432" in note] != []
