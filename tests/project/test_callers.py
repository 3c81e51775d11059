"""Connections whose DSN is a parameter: what the callers in the file and in other modules give it."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.config import Settings
from pooler_lint.evaluate.limits import MAX_STEPS_ELSEWHERE
from pooler_lint.index import parsing
from pooler_lint.project.modules import MAX_CHARACTERS
from pooler_lint.project.project import Project
from pooler_lint.queries.callers import MAX_LEVELS
from pooler_lint.report import Connection
from tests.project.test_modules import checked, codes, tree

POOLED = "postgresql://pgbouncer:6432/app"
DIRECT = "postgresql://localhost:5432/app"
CONNECT = """
    import asyncpg

    async def connect(dsn, **options):
        return await asyncpg.create_pool(dsn, **options)
"""
DATABASE = """
    import asyncpg

    class Database:
        def __init__(self, dsn, cache=100, **options):
            self.dsn = dsn
            self.cache = cache
            self.options = options
            self.pool = None

        async def start(self):
            self.pool = await asyncpg.create_pool(self.dsn, statement_cache_size=self.cache, **self.options)
"""


def connection(folder: Path, name: str = "app/db.py") -> Connection:
    (found,) = checked(folder, name).connections
    return found


def project(folder: Path, db: str, **modules: str) -> Path:
    files = {f"app/{name}.py": text for name, text in modules.items()}
    return tree(folder, {"app/__init__.py": "", "app/db.py": db, **files})


@pytest.mark.parametrize(
    "main",
    [
        f"from app.db import connect\n\nasync def main():\n    await connect('{POOLED}')\n",
        f"from app.db import connect as c\n\nasync def main():\n    await c(dsn='{POOLED}')\n",
        f"from . import db\nURL = '{POOLED}'\n\nasync def main():\n    await db.connect(URL, min_size=1)\n",
        f"import app.db\nimport asyncio\nasyncio.run(app.db.connect('{POOLED}'))\n",
    ],
)
def test_the_only_caller_gives_the_dsn(tmp_path: Path, main: str) -> None:
    found = connection(project(tmp_path, CONNECT, main=main))
    assert (found.verdict, found.endpoint.host) == ("breaks", "pgbouncer")
    assert any(step.path.endswith("main.py") for step in found.endpoint.evidence)


def test_the_caller_stands_in_the_same_file(tmp_path: Path) -> None:
    called = textwrap.dedent(CONNECT) + f"\n\nasync def main():\n    await connect('{POOLED}')\n"
    assert connection(project(tmp_path, called)).verdict == "breaks"


def test_options_of_the_caller_are_options_of_the_connection(tmp_path: Path) -> None:
    main = f"from app.db import connect\n\nasync def main():\n    await connect('{POOLED}', statement_cache_size=0)\n"
    found = connection(project(tmp_path, CONNECT, main=main))
    assert (found.verdict, found.reason) == ("fine", "statement_cache_size is 0")


def test_of_several_callers_each_is_a_case(tmp_path: Path) -> None:
    one = f"from app.db import connect\n\nasync def one():\n    await connect('{DIRECT}')\n"
    two = f"from app.db import connect\n\nasync def two():\n    await connect('{POOLED}')\n"
    found = connection(project(tmp_path, CONNECT, one=one, two=two))
    assert (found.verdict, found.endpoint.host) == ("breaks", "pgbouncer")
    assert [Path(step.path).name for step in found.endpoint.evidence[:2]] == ["two.py", "db.py"]


def test_what_one_caller_gives_belongs_together(tmp_path: Path) -> None:
    one = f"from app.db import connect\n\nasync def one():\n    await connect('{DIRECT}')\n"
    two = f"from app.db import connect\n\nasync def two():\n    await connect('{POOLED}', statement_cache_size=0)\n"
    assert connection(project(tmp_path, CONNECT, one=one, two=two)).verdict == "fine"


def test_a_wrapper_class_is_made_elsewhere(tmp_path: Path) -> None:
    main = (
        "from app.config import settings\nfrom app.db import Database\ndatabase = Database(settings.dsn, max_size=5)\n"
    )
    config = f"class Settings:\n    dsn = '{POOLED}'\nsettings = Settings()\n"
    folder = project(tmp_path, DATABASE, main=main, config=config)
    found = connection(folder)
    assert found.verdict == "breaks"
    assert [(Path(step.path).name, step.line) for step in found.endpoint.evidence[:3]] == [
        ("config.py", 2),
        ("main.py", 3),
        ("db.py", 6),
    ]


def test_a_wrapper_class_that_is_made_with_the_right_option_is_fine(tmp_path: Path) -> None:
    main = f"from app.db import Database\ndatabase = Database('{POOLED}', cache=0)\n"
    assert connection(project(tmp_path, DATABASE, main=main)).verdict == "fine"


def test_defaults_count_where_the_caller_gives_nothing(tmp_path: Path) -> None:
    db = DATABASE.replace("dsn, cache=100", f"dsn='{POOLED}', cache=0")
    assert connection(project(tmp_path, db, main="from app.db import Database\ndb = Database(cache=5)\n")).verdict == (
        "breaks"
    )


def test_fields_of_a_dataclass_are_given_by_who_makes_it(tmp_path: Path) -> None:
    db = """
        from dataclasses import dataclass
        import asyncpg

        @dataclass
        class Database:
            name: str
            dsn: str
            size: int = 5

            async def start(self):
                return await asyncpg.create_pool(self.dsn, max_size=self.size)
    """
    main = f"from app.db import Database\ndb = Database('main', '{POOLED}')\n"
    found = connection(project(tmp_path, db, main=main))
    assert (found.verdict, found.endpoint.host) == ("breaks", "pgbouncer")


def test_methods_and_class_methods(tmp_path: Path) -> None:
    db = f"""
        import asyncpg

        class Database:
            @classmethod
            async def make(cls, dsn):
                return await asyncpg.create_pool(dsn)

            async def again(self, url):
                return await asyncpg.connect(url)

        async def main():
            await Database.make("{POOLED}")
            await Database().again("{POOLED}")
    """
    report = checked(project(tmp_path, db), "app/db.py")
    assert [item.line for item in report.diagnostics] == [7, 10]


@pytest.mark.parametrize(
    ("main", "why"),
    [
        ("from app.db import connect\nrun(connect)\n", "is handed on as a value"),
        ("from app.db import connect\nHANDLERS = {'db': connect}\n", "is handed on as a value"),
        (
            f"from app.db import connect\nconnect('{POOLED}')\ndef main(dsn):\n    return connect(dsn)\n",
            "gives is not known: parameter `dsn` of `main`",
        ),
        (f"from app.db import connect\nconnect('{POOLED}')\nconnect(load())\n", "gives is not known"),
    ],
)
def test_why_the_callers_do_not_say(tmp_path: Path, main: str, why: str) -> None:
    found = connection(project(tmp_path, CONNECT, main=main))
    assert found.verdict == "unresolved"
    assert "parameter `dsn` of `connect`" in found.reason
    assert why in found.reason


def test_a_decorated_function_may_be_called_with_anything(tmp_path: Path) -> None:
    db = CONNECT.replace("async def", "@app.command()\n    async def")
    main = f"from app.db import connect\n\nasync def main():\n    await connect('{POOLED}')\n"
    found = connection(project(tmp_path, db, main=main))
    assert found.verdict == "unresolved"
    assert "decorated with `app.command()`" in found.reason


def test_a_method_that_something_unknown_may_call(tmp_path: Path) -> None:
    db = f"""
        import asyncpg

        class Database:
            async def open(self, dsn):
                return await asyncpg.create_pool(dsn)

        async def main(other):
            await Database().open("{POOLED}")
            await other.open("{DIRECT}")
    """
    found = connection(project(tmp_path, db))
    assert found.verdict == "unresolved"
    assert "`other.open()` may be a call of it" in found.reason


def test_functions_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    main = f"from psycopg import connect\nconnect('{POOLED}')\nfrom app import db\n"
    assert connection(project(tmp_path, CONNECT, main=main)).verdict == "unresolved"


def test_tests_do_not_say_what_a_function_is_called_with(tmp_path: Path) -> None:
    test = f"from app.db import connect\nconnect('{POOLED}')\n"
    folder = tree(tmp_path, {"app/__init__.py": "", "app/db.py": CONNECT, "tests/test_db.py": test})
    assert connection(folder).verdict == "unresolved"


def test_a_partial_call_may_be_given_more_options_later(tmp_path: Path) -> None:
    main = f"from functools import partial\nfrom app.db import connect\nmake = partial(connect, '{POOLED}')\n"
    found = connection(project(tmp_path, CONNECT, main=main))
    assert (found.verdict, found.endpoint.host) == ("unresolved", "pgbouncer")


@pytest.mark.parametrize(("levels", "verdict"), [(1, "breaks"), (MAX_LEVELS - 1, "breaks"), (MAX_LEVELS, "unresolved")])
def test_callers_of_callers_are_followed_to_a_limit(tmp_path: Path, levels: int, verdict: str) -> None:
    between = "".join(f"def f{level}(dsn):\n    return f{level - 1}(dsn)\n" for level in range(1, levels + 1))
    main = f"from app.db import connect as f0\n{between}f{levels}('{POOLED}')\n"
    assert connection(project(tmp_path, CONNECT, main=main)).verdict == verdict


def test_no_repair_gives_an_option_twice(tmp_path: Path) -> None:
    db = DATABASE.replace("statement_cache_size=self.cache, ", "")
    main = (
        f"from app.db import Database\none = Database('{POOLED}', statement_cache_size=0)\n"
        f"two = Database('{POOLED}', max_size=1)\n"
    )
    folder = project(tmp_path, db, main=main)
    path = folder / "app/db.py"
    report = fix_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())
    assert codes(report) == ["PGB101"]
    assert report.fixed_text is None
    assert report.errors == ()


def test_no_module_is_parsed_where_no_connection_rests_on_a_parameter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = f"import asyncpg\nasync def connect():\n    return await asyncpg.connect('{POOLED}')\n"
    main = "from app.db import connect\nconnect()\n"
    folder = project(tmp_path, site, main=main)
    opened: list[str] = []

    def count(text: str) -> ast.Module:
        opened.append(text)
        return parsing.parse(text)

    monkeypatch.setattr("pooler_lint.project.parsed.parse", count)
    assert codes(checked(folder, "app/db.py")) == ["PGB101"]
    assert opened == []


def test_a_module_that_calls_many_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = f"from app import a, b\na.connect('{POOLED}')\nb.connect('{POOLED}')\n"
    folder = project(tmp_path, "", a=CONNECT, b=CONNECT, main=main)
    opened: list[str] = []

    def count(text: str) -> ast.Module:
        opened.append(text)
        return parsing.parse(text)

    monkeypatch.setattr("pooler_lint.project.parsed.parse", count)
    known = Project()
    for name in ("app/a.py", "app/b.py"):
        text = (folder / name).read_text(encoding="utf-8")
        assert codes(check_text(text, str(folder / name), Settings(), known)) == ["PGB101"]
    assert len(opened) == len(set(map(id, opened))) == 3


def test_callers_are_not_looked_for_when_too_much_has_been_followed(tmp_path: Path) -> None:
    last = MAX_STEPS_ELSEWHERE + 1
    chain = f"V0 = '{POOLED}'\n" + "".join(f"V{number + 1} = V{number}\n" for number in range(last))
    db = f"{textwrap.dedent(CONNECT)}\nfrom app.chain import V{last}\nasyncpg.connect(V{last})\n"
    main = f"from app.db import connect\nconnect('{POOLED}')\n"
    report = checked(project(tmp_path, db, chain=chain, main=main), "app/db.py")
    found, chained = report.connections
    assert (found.verdict, chained.verdict, report.errors) == ("unresolved", "unresolved", ())
    assert "parameter `dsn` of `connect`: too much code would have to be followed" in found.reason


def test_callers_in_more_code_than_is_read_are_not_known(tmp_path: Path) -> None:
    text = f"from app.db import connect\nconnect('{POOLED}')\n# {'-' * (MAX_CHARACTERS // 2)}\n"
    found = connection(project(tmp_path, CONNECT, a=text, b=text, c=text))
    assert found.verdict == "unresolved"
    assert "parameter `dsn` of `connect`: too much code would have to be followed" in found.reason
