from __future__ import annotations

import json
from pathlib import Path

import pytest

from pooler_lint.config import EndpointSetting, Settings, load
from pooler_lint.config_values import KEYS
from pooler_lint.model import Mode
from pooler_lint.output.formats.json import render_settings
from pooler_lint.output.settings import render, shown_value
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint
from pooler_lint.project.overview import Overview, Variable
from pooler_lint.project.versions import FoundVersion
from pooler_lint.values import Evidence
from pooler_lint.versions import VersionRange
from tests.table import each_row


def test_every_key_is_shown() -> None:
    text = render(Settings(root="/project"))
    missing = [key for key in KEYS if key != "endpoints" and f"{key} " not in text]
    assert missing == []
    assert text.startswith("# from the defaults\n# patterns are relative to /project\n")


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(
            select=("PGB1",),
            per_file_ignores=(("tests/**", ("PGB101", "PGB2")),),
            exclude=('a"b',),
            unsafe_fixes=True,
            versions=(("asyncpg", "0.30"),),
            endpoints=(EndpointSetting("é:6432", "transaction", True), EndpointSetting("b", "direct")),
            line_length=100,
            use_environment=True,
            env=(("DATABASE_URL", "postgresql://db/app"), ("DB_PORT", "6432")),
        ),
    ],
)
def test_what_is_shown_reads_back_as_the_same(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "pooler-lint.toml"
    file.write_text(render(settings), encoding="utf-8")
    assert load(str(file)) == settings._replace(root=str(tmp_path), source=str(file))


def pooler(hosts: tuple[str, ...], port: int | None, name: str | None, mode: Mode | None, line: int) -> FoundEndpoint:
    said = Evidence(f"said on line {line}", "compose.yml", line)
    return FoundEndpoint(hosts, port, None, mode, None, name, "1.20.1" if name else None, (), said)


FOUND = Overview(
    versions=(("asyncpg", FoundVersion(VersionRange("0.29", "0.31"), Evidence("asked for", "setup.cfg", 3))),),
    variables=(
        Variable("DSN", "postgresql://a:s3cret@db/x", "compose", 20, "api", "code", Evidence("set", "compose.yml", 5)),
        Variable("DSN", "host=p password=s3cret", "example", 12, None, "untold", Evidence("set", ".env.example", 1)),
    ),
    poolers=(
        pooler(("pool",), 5432, "PgBouncer", "transaction", 7),
        pooler(LOOPBACK, 6432, None, "direct", 9),
        pooler((), None, "PgBouncer", None, 11),
    ),
    notes=(Evidence("fly.toml could not be read: postgresql://a:s3cret@h/d", "fly.toml", 2),),
)


def test_what_the_project_says_follows_in_comments(tmp_path: Path) -> None:
    text = render(Settings(), FOUND)
    assert text.endswith(
        "#\n"
        "# versions, by lock files and requirements:\n"
        "#   asyncpg >=0.29,<0.31  (setup.cfg:3: asked for)\n"
        "# addresses of databases in environment variables, the first of a name counts most:\n"
        "#   DSN = postgresql://***@db/x  (1: compose.yml:5, compose of api)\n"
        "#   DSN = host=p password=***  (2: .env.example:1, example, whose Python code can't be told)\n"
        "# poolers and databases:\n"
        "#   pool:5432  PgBouncer 1.20.1, transaction mode, does not track prepared statements"
        "  (compose.yml:7: said on line 7)\n"
        "#   localhost:6432  PostgreSQL  (compose.yml:9: said on line 9)\n"
        "#   *  PgBouncer 1.20.1, session mode  (compose.yml:11: said on line 11)\n"
        "# what could not be read:\n"
        "#   fly.toml:2: fly.toml could not be read: postgresql://***@h/d\n"
    )
    file = tmp_path / "pooler-lint.toml"
    file.write_text(text, encoding="utf-8")
    assert load(str(file))._replace(root="", source=None) == Settings()


def test_nothing_found() -> None:
    assert "# poolers and databases: none found\n" in render(Settings(), Overview((), (), (), ()))


def test_the_json() -> None:
    settings = Settings(env=(("DSN", "postgresql://a:s3cret@h/d"),), versions=(("asyncpg", "0.30"),), root="/r")
    said = json.loads(render_settings(settings, FOUND))
    assert "s3cret" not in json.dumps(said)
    assert set(said) == {"version", "source", "root", "settings", "versions", "environment", "poolers", "notes"}
    assert set(said["settings"]) == set(KEYS)
    assert said["settings"]["env"] == {"DSN": "postgresql://***@h/d"}
    assert said["settings"]["versions"] == {"asyncpg": "0.30"}
    assert said["versions"] == [
        {"library": "asyncpg", "at_least": "0.29", "below": "0.31", "text": "asked for", "path": "setup.cfg", "line": 3}
    ]
    assert [(one["name"], one["rank"], one["reach"], one["line"]) for one in said["environment"]] == [
        ("DSN", 1, "code", 5),
        ("DSN", 2, "untold", 1),
    ]
    assert [(one["hosts"][:1], one["port"], one["mode"], one["tracks_statements"]) for one in said["poolers"]] == [
        (["pool"], 5432, "transaction", False),
        (["localhost"], 6432, "direct", None),
        ([], None, "session", True),
    ]


@each_row(
    ("name", "value", "shown"),
    [
        ("DATABASE_URL", "postgresql://u:s3cret@h:1/d", "postgresql://***@h:1/d"),
        ("DSN", "host=h password=s3cret", "host=h password=***"),
        ("DB_HOST", "pgbouncer", "pgbouncer"),
        ("PGPORT", "6432", "6432"),
        ("DB_NAME", "app", "app"),
        ("DB_PASS", "s3cret", "***"),
        ("DB_PASSWORD", "s3cret", "***"),
        ("SECRET_KEY", "s3cret", "***"),
        ("API_TOKEN", "s3cret", "***"),
    ],
)
def test_only_harmless_values_are_shown(name: str, value: str, shown: str) -> None:
    assert shown_value(name, value) == shown
    assert "s3cret" not in render(Settings(env=((name, value),)))
