"""Options that other modules keep, build or change: dicts of modules and functions that return them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import fix_text
from pooler_lint.config import Settings
from pooler_lint.project.project import Project
from tests.project.test_modules import checked, codes, tree

URL = "postgresql+asyncpg://pgbouncer:6432/app"
OFF = '{"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}'
HEAD = (
    "from sqlalchemy.ext.asyncio import create_async_engine\nfrom sqlalchemy.pool import NullPool\n"
    "from app import options\nfrom app.options import *\n"
)
SITE = f'engine = create_async_engine("{URL}", poolclass=NullPool, **options.engine_options)\n'


def project(folder: Path, db: str, **modules: str) -> Path:
    files = {f"app/{name}.py": text for name, text in modules.items()}
    return tree(folder, {"app/__init__.py": "", "app/db.py": HEAD + db, **files})


@pytest.mark.parametrize(
    "change",
    [
        f"options.engine_options.update(connect_args={OFF})",
        f"options.engine_options.update({{'connect_args': {OFF}}})",
        f"options.engine_options['connect_args'] = {OFF}",
        f"options.engine_options |= {{'connect_args': {OFF}}}",
        f"options.engine_options.setdefault('connect_args', {OFF})",
    ],
)
def test_a_dict_of_another_module_is_changed_here(tmp_path: Path, change: str) -> None:
    folder = project(tmp_path, f"{change}\n{SITE}", options="engine_options = {'pool_pre_ping': True}")
    assert codes(checked(folder, "app/db.py")) == []
    assert checked(folder, "app/db.py").connections[0].verdict in ("fine", "unresolved")


@pytest.mark.parametrize(
    "change", [f"engine_options.update(connect_args={OFF})", f"engine_options['connect_args'] = {OFF}"]
)
def test_a_dict_is_changed_in_its_own_module(tmp_path: Path, change: str) -> None:
    folder = project(tmp_path, SITE, options=f"engine_options = {{'pool_pre_ping': True}}\n{change}\n")
    assert checked(folder, "app/db.py").connections[0].verdict == "fine"


def test_what_is_not_changed_is_known(tmp_path: Path) -> None:
    folder = project(tmp_path, SITE, options="engine_options = {'pool_pre_ping': True}")
    assert codes(checked(folder, "app/db.py")) == ["PGB102"]


@pytest.mark.parametrize(
    ("db", "modules"),
    [
        (SITE, {"patch": f"from app.options import engine_options\nengine_options['connect_args'] = {OFF}\n"}),
        (SITE, {"patch": f"from . import options\noptions.engine_options.update(connect_args={OFF})\n"}),
        (f"options.configure()\n{SITE}", {}),
        (f"def configure():\n    options.engine_options['connect_args'] = {OFF}\nconfigure()\n{SITE}", {}),
    ],
)
def test_what_is_changed_elsewhere_is_in_doubt(tmp_path: Path, db: str, modules: dict[str, str]) -> None:
    options = (
        f"engine_options = {{'pool_pre_ping': True}}\ndef configure():\n    engine_options['connect_args'] = {OFF}\n"
        if not modules and "options.configure" in db
        else "engine_options = {'pool_pre_ping': True}"
    )
    report = checked(project(tmp_path, db, options=options, **modules), "app/db.py")
    assert codes(report) == []
    assert report.connections[0].verdict == "unresolved"
    assert "is changed in" in report.connections[0].reason


def test_a_test_that_changes_it_does_not_count(tmp_path: Path) -> None:
    folder = project(tmp_path, SITE, options="engine_options = {'pool_pre_ping': True}")
    test = "from app.options import engine_options\nengine_options['connect_args'] = {}\n"
    (folder / "tests").mkdir()
    (folder / "tests" / "test_db.py").write_text(test, encoding="utf-8")
    assert codes(checked(folder, "app/db.py")) == ["PGB102"]


GUARDED = f"""
from urllib.parse import urlparse

def engine_options(url):
    options = dict(pool_pre_ping=True)
    if GUARD:
        options.update(connect_args={OFF})
    return options
"""


@pytest.mark.parametrize(
    "guard",
    [
        "':6432' in url",
        "urlparse(url).port == 6432",
        "urlparse(url).hostname.startswith('pgbouncer')",
        "url.startswith('postgresql+asyncpg') and 'pgbouncer' in url",
    ],
)
def test_a_helper_with_a_guard_on_the_url(tmp_path: Path, guard: str) -> None:
    site = 'engine = create_async_engine("{0}", poolclass=NullPool, **engine_options("{0}"))\n'
    options = GUARDED.replace("GUARD", guard)
    folder = project(tmp_path, site.format(URL), options=options)
    assert checked(folder, "app/db.py").connections[0].verdict == "fine"
    (folder / "app" / "db.py").write_text(HEAD + site.format(URL.replace("pgbouncer:6432", "pooler:6543")))
    report = checked(folder, "app/db.py")
    assert codes(report) == ["PGB102"]


def test_no_repair_gives_the_driver_options_twice(tmp_path: Path) -> None:
    site = (
        "import os\nurl = os.environ['DATABASE_URL']\nURL = 'postgresql+asyncpg://pgbouncer:6432/app'\n"
        "engine = create_async_engine(URL, poolclass=NullPool, **engine_options(url))\n"
    )
    folder = project(tmp_path, site, options=GUARDED.replace("GUARD", "os.environ.get('POOLED')"))
    path = folder / "app" / "db.py"
    report = fix_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())
    assert codes(report) == ["PGB102"]
    assert report.fixed_text is None
