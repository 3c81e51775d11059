"""Names of other modules of the project: found where they stand, followed only as far as needed."""

from __future__ import annotations

import ast
import os
import textwrap
from pathlib import Path

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.config import Settings
from pooler_lint.index import parsing
from pooler_lint.project.project import Project
from pooler_lint.report import FileReport

POOLED = "postgresql://pgbouncer:6432/app"


def tree(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, the names with slashes; `.git` marks the root."""
    (folder / ".git").mkdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


def checked(folder: Path, name: str) -> FileReport:
    path = folder / name
    return check_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())


def codes(report: FileReport) -> list[str]:
    return [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("imports", "expression", "config"),
    [
        ("from app.config import URL", "URL", f"URL = '{POOLED}'"),
        ("from app.config import URL as DSN", "DSN", f"URL = '{POOLED}'"),
        ("import app.config", "app.config.URL", f"URL = '{POOLED}'"),
        ("import app.config as c", "c.URL", f"URL = '{POOLED}'"),
        ("from app import config", "config.URL", f"URL = '{POOLED}'"),
        ("from .config import URL", "URL", f"URL = '{POOLED}'"),
        ("from . import config", "config.URL", f"URL = '{POOLED}'"),
        ("from app.config import *", "URL", f"URL = '{POOLED}'"),
        ("from app.config import url", "url()", f"def url():\n    return '{POOLED}'"),
        ("from app.config import settings", "settings.url", f"class S:\n    url = '{POOLED}'\nsettings = S()"),
        ("from app.config import Settings", "Settings().url", f"class Settings:\n    url = '{POOLED}'"),
        (
            "from app.config import settings",
            "settings.db.url",
            f"class Db:\n    url = '{POOLED}'\nclass S:\n    db = Db()\nsettings = S()",
        ),
        (
            "from app.config import settings",
            "settings.url",
            f"class S:\n    def __init__(self):\n        self.url = '{POOLED}'\nsettings = S()",
        ),
        (
            "from app.config import get_settings",
            "get_settings().url",
            "from functools import lru_cache\nclass S:\n    host = 'pgbouncer'\n    @property\n    def url(self):\n"
            "        return f'postgresql://{self.host}:6432/app'\n@lru_cache\ndef get_settings():\n    return S()",
        ),
        ("from app.config import URL", "URL", "HOST = 'pgbouncer'\nURL = 'postgresql://' + HOST + ':6432/app'"),
    ],
)
def test_a_dsn_of_another_module(tmp_path: Path, imports: str, expression: str, config: str) -> None:
    site = f"import asyncpg\n{imports}\n\nasync def main():\n    await asyncpg.connect({expression})\n"
    folder = tree(tmp_path, {"app/__init__.py": "", "app/config.py": config, "app/db.py": site})
    report = checked(folder, "app/db.py")
    assert codes(report) == ["PGB101"]
    assert report.diagnostics[0].endpoint is not None
    assert report.diagnostics[0].endpoint.host == "pgbouncer"


@pytest.mark.parametrize("root", ["", "src/", "backend/"])
def test_source_roots(tmp_path: Path, root: str) -> None:
    folder = tree(
        tmp_path,
        {
            f"{root}shop/__init__.py": "",
            f"{root}shop/core/config.py": f"URL = '{POOLED}'",
            f"{root}shop/db/session.py": "import asyncpg\nfrom shop.core.config import URL\nasyncpg.connect(URL)\n",
        },
    )
    assert codes(checked(folder, f"{root}shop/db/session.py")) == ["PGB101"]


def test_a_repository_that_is_a_package_itself_is_a_source_root(tmp_path: Path) -> None:
    site = "import asyncpg\nfrom shop.config import DSN\nasync def main():\n    await asyncpg.connect(DSN)\n"
    tree(
        tmp_path,
        {"__init__.py": "", "shop/__init__.py": "", "shop/config.py": f"DSN = {POOLED!r}\n", "shop/a.py": site},
    )
    assert codes(checked(tmp_path, "shop/a.py")) == ["PGB101"]


def test_the_working_folder_is_a_source_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = "import asyncpg\nfrom config import DSN\nasync def main():\n    await asyncpg.connect(DSN)\n"
    tree(tmp_path, {"a/shop/__init__.py": "", "a/shop/config.py": f"DSN = {POOLED!r}\n", "a/shop/db.py": site})
    assert codes(checked(tmp_path, "a/shop/db.py")) == []
    monkeypatch.chdir(tmp_path / "a" / "shop")
    assert codes(checked(tmp_path, "a/shop/db.py")) == ["PGB101"]


def test_a_folder_that_is_called_like_a_library_does_not_hide_it(tmp_path: Path) -> None:
    site = """
        import asyncpg
        from alembic import context
        from alembic.urls import DSN
        async def main():
            await asyncpg.connect(context.config.get_main_option("sqlalchemy.url"))
            await asyncpg.connect(DSN)
    """
    settings = f"[alembic]\nscript_location = alembic\nsqlalchemy.url = {POOLED}\n"
    urls = f"DSN = {POOLED!r}\n"
    tree(
        tmp_path, {"alembic/__init__.py": "", "alembic/urls.py": urls, "alembic/env.py": site, "alembic.ini": settings}
    )
    assert codes(checked(tmp_path, "alembic/env.py")) == ["PGB101", "PGB101"]


def test_re_exports_and_relative_imports_across_packages(tmp_path: Path) -> None:
    folder = tree(
        tmp_path,
        {
            "app/__init__.py": "",
            "app/settings/__init__.py": "from .database import URL",
            "app/settings/database.py": f"URL = '{POOLED}'",
            "app/db/__init__.py": "",
            "app/db/session.py": "import asyncpg\nfrom ..settings import URL\nasyncpg.connect(URL)\n",
        },
    )
    report = checked(folder, "app/db/session.py")
    assert codes(report) == ["PGB101"]
    assert any(step.path.endswith(os.path.join("settings", "database.py")) for step in report.diagnostics[0].evidence)


def test_options_of_another_module_are_never_edited_there(tmp_path: Path) -> None:
    config = """
        def options(url):
            if ":6432" in url:
                return {"statement_cache_size": 0}
            return {}
    """
    site = (
        "from sqlalchemy.ext.asyncio import create_async_engine\nfrom sqlalchemy.pool import NullPool\n"
        'from config import options\nURL = "postgresql+asyncpg://pgbouncer:6432/app"\n'
        "engine = create_async_engine(URL, poolclass=NullPool, connect_args=options(URL))\n"
    )
    folder = tree(tmp_path, {"config.py": config, "db.py": site})
    assert codes(checked(folder, "db.py")) == ["PGB102"]
    fixed = fix_text(site, str(folder / "db.py"), Settings(), Project()).fixed_text
    assert fixed is not None
    assert "**options(URL)," in fixed
    assert '"prepared_statement_cache_size": 0,' in fixed


def test_right_options_of_another_module_are_silent(tmp_path: Path) -> None:
    site = f"import psycopg\nfrom config import OPTIONS\npsycopg.connect('{POOLED}', **OPTIONS)\n"
    folder = tree(tmp_path, {"config.py": "OPTIONS = {'prepare_threshold': None}", "db.py": site})
    assert codes(checked(folder, "db.py")) == []


@pytest.mark.parametrize(
    "config",
    [
        "from db import URL",
        "import os\nURL = os.environ['DATABASE_URL']",
        "URL = load()",
        "raise SystemExit",
        "def broken(:",
        "from missing import URL",
        "",
    ],
)
def test_what_cannot_be_told_is_unresolved(tmp_path: Path, config: str) -> None:
    folder = tree(
        tmp_path, {"config.py": config, "db.py": "import asyncpg\nfrom config import URL\nasyncpg.connect(URL)\n"}
    )
    report = checked(folder, "db.py")
    assert codes(report) == []
    assert [connection.verdict for connection in report.connections] == ["unresolved"]


def test_modules_are_never_imported(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    config = f"import pathlib\npathlib.Path({str(mark)!r}).touch()\nURL = '{POOLED}'\n"
    folder = tree(
        tmp_path, {"config.py": config, "db.py": "import asyncpg\nfrom config import URL\nasyncpg.connect(URL)\n"}
    )
    assert codes(checked(folder, "db.py")) == ["PGB101"]
    assert not mark.exists()


def test_each_module_is_read_once_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = "import asyncpg\nfrom config import URL\nasyncpg.connect(URL)\n"
    folder = tree(tmp_path, {"config.py": f"URL = '{POOLED}'", "a.py": site, "b.py": site})
    opened: list[str] = []

    def count(text: str) -> ast.Module:
        opened.append(text)
        return parsing.parse(text)

    monkeypatch.setattr("pooler_lint.project.parsed.parse", count)
    project = Project()
    for name in ("a.py", "b.py"):
        report = check_text(site, str(folder / name), Settings(), project)
        assert codes(report) == ["PGB101"]
    assert len(opened) == 1


def test_files_of_one_run_do_not_mix_up_what_stands_at_the_same_place(tmp_path: Path) -> None:
    first = """
        import asyncpg
        class Db:
            def __init__(self):
                self.dsn = "postgresql://pgbouncer:6432/app"
            async def go(self):
                await asyncpg.connect(self.dsn)
    """
    second = first.replace("pgbouncer:6432/app", "postgres-1:5432/app")
    folder = tree(tmp_path, {"a.py": first, "b.py": second})
    project = Project()
    for name, expected in (("a.py", ["PGB101"]), ("b.py", []), ("a.py", ["PGB101"])):
        path = folder / name
        report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), project)
        assert codes(report) == expected


def test_what_takes_too_much_of_other_modules_is_not_known(tmp_path: Path) -> None:
    chain = "v0 = 'postgresql://pgbouncer:6432/app'\n" + "".join(f"v{i + 1} = v{i}\n" for i in range(9000))
    source = "import asyncpg\nfrom long import {0}\nasyncpg.connect({0})\n"
    tree(tmp_path, {"long.py": chain, "near.py": source.format("v50"), "far.py": source.format("v9000")})
    assert codes(checked(tmp_path, "near.py")) == ["PGB101"]
    (far,) = checked(tmp_path, "far.py").connections
    assert far.verdict == "unresolved"
    assert "not followed further" in far.reason


def test_a_result_does_not_rest_on_what_was_checked_before(tmp_path: Path) -> None:
    """Two modules that import each other: what one is asked for first must not decide what the other one says."""
    files = {
        "one.py": "import two\nURL = two.URL\nOTHER = 'postgresql://pgbouncer:6432/a'\n",
        "two.py": "import one\nURL = one.OTHER\n",
        "a.py": "import asyncpg, one\nasyncpg.connect(one.URL)\n",
        "b.py": "import asyncpg, two\nasyncpg.connect(two.URL)\n",
    }
    tree(tmp_path, files)
    alone = {name: checked(tmp_path, name) for name in ("a.py", "b.py")}
    assert [codes(report) for report in alone.values()] == [["PGB101"], ["PGB101"]]
    for order in (("a.py", "b.py", "a.py"), ("b.py", "a.py", "b.py")):
        project = Project()
        for name in order:
            path = tmp_path / name
            report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), project)
            assert report == alone[name]


RING = """
    import asyncpg
    URL = "postgresql://HOST:6432/app"
    async def open_pool():
        from other import AGAIN
        return await asyncpg.create_pool(AGAIN)
"""


def test_the_text_at_hand_counts_where_another_module_imports_from_the_file(tmp_path: Path) -> None:
    """An editor and a fix have a text that is not on the disk."""
    folder = tree(tmp_path, {"main.py": RING.replace("HOST", "old"), "other.py": "from main import URL as AGAIN\n"})
    text = textwrap.dedent(RING.replace("HOST", "pgbouncer"))
    report = check_text(text, str(folder / "main.py"), Settings(), Project())
    assert [one.endpoint.host for one in report.connections] == ["pgbouncer"]
