"""Modules that take over the settings of others, and files that hold certain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.evaluate.limits import MAX_STEPS_ELSEWHERE
from pooler_lint.project.code import Code
from pooler_lint.project.locate import Locator
from pooler_lint.project.overriding import StarImports
from pooler_lint.project.project import Project
from pooler_lint.repository.files import Repository
from tests.project.test_modules import checked, codes, tree

POOLED = """
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "a", "HOST": "pgbouncer", "PORT": "6432"},
    }
"""
OFF = 'DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True\n'


def test_importers_are_found_through_each_other(tmp_path: Path) -> None:
    files = {
        "conf/__init__.py": "",
        "conf/base.py": "X = 1\n",
        "conf/shared.py": "from .base import *\n",
        "conf/production.py": "from conf.shared import *\n",
        "conf/other.py": "from .base import X\n",
        "conf/broken.py": "from .base import *\n(",
    }
    tree(tmp_path, files)
    stars = StarImports(Code(Repository(str(tmp_path)), files), Locator(str(tmp_path)))
    found = stars.importers(str(tmp_path / "conf/base.py"))
    assert [Path(path).name for path in found] == ["shared.py", "production.py"]
    assert stars.importers(str(tmp_path / "conf/production.py")) == ()


def test_a_base_that_another_module_completes_is_not_judged(tmp_path: Path) -> None:
    tree(tmp_path, {"base.py": POOLED, "production.py": f"from base import *\n{OFF}"})
    report = checked(tmp_path, "base.py")
    (connection,) = report.connections
    assert (codes(report), connection.verdict) == ([], "unresolved")
    assert "production.py" in connection.reason
    assert codes(checked(tmp_path, "production.py")) == []


@pytest.mark.parametrize(
    "other",
    [
        "from base import *\nDEBUG = False\n",
        'from base import *\nDATABASES["default"]["CONN_MAX_AGE"] = 60\n',
        'from base import *\nDATABASES["default"]["HOST"] = "localhost"\n',
        'from base import *\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n',
        'from base import DEBUG\nDATABASES = {"default": {"DISABLE_SERVER_SIDE_CURSORS": True}}\n',
    ],
)
def test_a_base_that_others_leave_as_it_is_is_judged(tmp_path: Path, other: str) -> None:
    tree(tmp_path, {"base.py": POOLED, "other.py": other})
    assert codes(checked(tmp_path, "base.py")) == ["PGB305"]


def test_a_base_is_judged_without_a_module_that_takes_too_long_to_follow(tmp_path: Path) -> None:
    changes = 'DATABASES["default"]["CONN_MAX_AGE"] = 60\n' * (MAX_STEPS_ELSEWHERE + 1)
    tree(tmp_path, {"base.py": POOLED, "other.py": f"from base import *\n{changes}"})
    report = checked(tmp_path, "base.py")
    assert (codes(report), report.errors) == (["PGB305"], ())


def test_the_module_that_adds_to_settings_is_judged_with_all_of_them(tmp_path: Path) -> None:
    direct = POOLED.replace("pgbouncer", "localhost").replace("6432", "5432")
    tree(tmp_path, {"base.py": direct, "production.py": 'from base import *\nDATABASES["default"]["PORT"] = 6432\n'})
    assert codes(checked(tmp_path, "base.py")) == []
    assert codes(checked(tmp_path, "production.py")) == ["PGB305"]


def test_local_settings_of_the_project_that_set_something_else_leave_no_doubt(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {"settings.py": f"{POOLED.strip()}\nfrom local import *\n".replace("\n    ", "\n"), "local.py": "A = 1"},
    )
    assert codes(checked(tmp_path, "settings.py")) == ["PGB305"]
    (tmp_path / "local.py").write_text("DATABASES = {}\n", encoding="utf-8")
    assert codes(checked(tmp_path, "settings.py")) == []


def test_mentions_are_other_files_that_hold_all_words(tmp_path: Path) -> None:
    files = {"a.py": "one two", "b.py": "one", "c.py": "two one", "d.py": "neither"}
    tree(tmp_path, files)
    code = Code(Repository(str(tmp_path)), [*files, "gone.py"])
    found = code.mentions(("one", "two"), str(tmp_path / "a.py"))
    assert [Path(path).name for path in found] == ["c.py"]


FLASK = """
    from flask import Flask
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://a@pgbouncer:6432/a"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
"""


def test_options_that_another_file_may_bring_are_not_guessed(tmp_path: Path) -> None:
    tree(tmp_path, {"app.py": FLASK, "extensions.py": "db = SQLAlchemy(engine_options=options)\n"})
    assert codes(checked(tmp_path, "app.py")) == []
    (tmp_path / "extensions.py").write_text("db = SQLAlchemy()\n", encoding="utf-8")
    assert codes(checked(tmp_path, "app.py")) == ["PGB103", "PGB201"]


def test_options_that_sqlite_may_get_too_are_not_repaired(tmp_path: Path) -> None:
    tree(tmp_path, {"app.py": FLASK, "tests.py": "app.config.update(SQLALCHEMY_DATABASE_URI='sqlite://')\n"})
    path = tmp_path / "app.py"
    report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())
    assert [item.fix for item in report.diagnostics] == [None, None]
    (tmp_path / "tests.py").unlink()
    assert all(item.fix for item in checked(tmp_path, "app.py").diagnostics)
