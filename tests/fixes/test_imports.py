from __future__ import annotations

from typing import Any

from pooler_lint.check import fix_text
from pooler_lint.config import Settings
from pooler_lint.fixes.repair import Style
from pooler_lint.fixes.source import parse_source
from pooler_lint.model import SetOption
from pooler_lint.slots import Imported
from tests.fixes.helpers import NULL_POOL, can_repair, repair_all, repaired, request
from tests.table import each_row

USE = "engine = create(url)\n"


def pooled(text: str, nth: int = 0) -> str:
    return repaired(text, request(text, "create", NULL_POOL, nth=nth))


@each_row(
    ("head", "name"),
    [
        ("from sqlalchemy.pool import NullPool\n", "NullPool"),
        ("from sqlalchemy import NullPool, create\n", "NullPool"),
        ("from sqlalchemy.pool.impl import NullPool\n", "NullPool"),
        ("from sqlalchemy.pool import NullPool as NP\n", "NP"),
        ("from sqlalchemy import pool\n", "pool.NullPool"),
        ("from sqlalchemy import pool as sa_pool, create\n", "sa_pool.NullPool"),
        ("import sqlalchemy\n", "sqlalchemy.pool.NullPool"),
        ("import sqlalchemy as sa\n", "sa.pool.NullPool"),
        ("import sqlalchemy.pool\n", "sqlalchemy.pool.NullPool"),
        ("import sqlalchemy.pool as p\n", "p.NullPool"),
        ("import sqlalchemy.ext.asyncio\n", "sqlalchemy.pool.NullPool"),
        ("import os, sqlalchemy as sa\n", "sa.pool.NullPool"),
        ("import os; import sqlalchemy as sa\n", "sa.pool.NullPool"),
        ("from sqlalchemy.pool import (\n    AsyncAdaptedQueuePool,\n    NullPool,\n)\n", "NullPool"),
        ("import sqlalchemy as sa\nfrom sqlalchemy.pool import NullPool\n", "NullPool"),
    ],
)
def test_an_import_that_is_there_is_used(head: str, name: str) -> None:
    text = head + "\n" + USE
    assert pooled(text) == text.replace("(url)", f"(url, poolclass={name})")


@each_row(
    ("head", "after"),
    [
        (
            "from sqlalchemy import create\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "import os\n\nfrom sqlalchemy.ext.asyncio import create\nfrom sqlalchemy.orm import Session\n",
            "import os\n\nfrom sqlalchemy.ext.asyncio import create\nfrom sqlalchemy.orm import Session\n"
            "from sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy import create\nfrom sqlalchemy.sql import text\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool\nfrom sqlalchemy.sql import text\n",
        ),
        (
            "from sqlalchemy.sql import text\n",
            "from sqlalchemy.pool import NullPool\nfrom sqlalchemy.sql import text\n",
        ),
        (
            "from sqlalchemy import (\n    create,\n    text,\n)\n\nfrom app import url\n",
            "from sqlalchemy import (\n    create,\n    text,\n)\nfrom sqlalchemy.pool import NullPool\n\n"
            "from app import url\n",
        ),
        (
            "import os\n\nimport asyncpg\nfrom fastapi import FastAPI\nfrom sqlmodel import create\n\n"
            "from . import url\n",
            "import os\n\nimport asyncpg\nfrom fastapi import FastAPI\nfrom sqlalchemy.pool import NullPool\n"
            "from sqlmodel import create\n\nfrom . import url\n",
        ),
        (
            "from sqlmodel import create\nimport asyncpg\n",
            "from sqlmodel import create\nimport asyncpg\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ("from .db import create\n", "from sqlalchemy.pool import NullPool\n\nfrom .db import create\n"),
        (
            "import os\nfrom .db import create\n",
            "import os\nfrom .db import create\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "import os\n\nfrom .db import create\n",
            "import os\n\nfrom sqlalchemy.pool import NullPool\n\nfrom .db import create\n",
        ),
        (
            "import os\n\n# ours\nfrom .db import create\n",
            "import os\n\n# ours\nfrom .db import create\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ("import os\nimport re\n", "import os\nimport re\n\nfrom sqlalchemy.pool import NullPool\n"),
        (
            "from sqlalchemy import create  # noqa\n",
            "from sqlalchemy import create  # noqa\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy import create\nif TYPE_CHECKING:\n    from sqlalchemy.pool import NullPool\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool\n"
            "if TYPE_CHECKING:\n    from sqlalchemy.pool import NullPool\n",
        ),
        (
            "from __future__ import annotations\n",
            "from __future__ import annotations\n\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            '"""Doc."""\n\nfrom __future__ import annotations\n',
            '"""Doc."""\n\nfrom __future__ import annotations\n\nfrom sqlalchemy.pool import NullPool\n',
        ),
        (
            "from sqlalchemy import create\r\nfrom sqlalchemy.sql import text\r\n",
            "from sqlalchemy import create\r\nfrom sqlalchemy.pool import NullPool\r\n"
            "from sqlalchemy.sql import text\r\n",
        ),
        (
            "from sqlalchemy.pool import QueuePool\n",
            "from sqlalchemy.pool import NullPool, QueuePool\n",
        ),
        (
            "from sqlalchemy.pool import AsyncAdaptedQueuePool, StaticPool  # pools\n",
            "from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool, StaticPool  # pools\n",
        ),
        ("from sqlalchemy.pool import event\n", "from sqlalchemy.pool import NullPool, event\n"),
        ("from sqlalchemy.pool import AssertionPool\n", "from sqlalchemy.pool import AssertionPool, NullPool\n"),
        (
            "from sqlalchemy.pool import (\n    QueuePool,\n)\n",
            "from sqlalchemy.pool import (\n    NullPool,\n    QueuePool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import (\n    AssertionPool,  # one\n)\n",
            "from sqlalchemy.pool import (\n    AssertionPool,  # one\n    NullPool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import (\n    QueuePool, StaticPool\n)\n",
            "from sqlalchemy.pool import (\n    QueuePool, StaticPool\n)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy import create\n\nNullPool = object\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool as SqlalchemyNullPool\n\n"
            "NullPool = object\n",
        ),
        (
            "from sqlalchemy import create\n\ndef f(NullPool): pass\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool as SqlalchemyNullPool\n\n"
            "def f(NullPool): pass\n",
        ),
        (
            "from other import NullPool\nfrom sqlalchemy import create\n",
            "from other import NullPool\nfrom sqlalchemy import create\n"
            "from sqlalchemy.pool import NullPool as SqlalchemyNullPool\n",
        ),
        (
            "import sqlalchemy as sa\nsa = 1\n",
            "import sqlalchemy as sa\nfrom sqlalchemy.pool import NullPool\nsa = 1\n",
        ),
        (
            "from sqlalchemy import create\n\ndef f():\n    from sqlalchemy.pool import NullPool\n",
            "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool\n\n"
            "def f():\n    from sqlalchemy.pool import NullPool\n",
        ),
        (
            "try:\n    import x\nexcept ImportError:\n    x = None\nfrom sqlalchemy import create\n",
            "try:\n    import x\nexcept ImportError:\n    x = None\nfrom sqlalchemy import create\n"
            "from sqlalchemy.pool import NullPool\n",
        ),
    ],
)
def test_an_import_is_added_where_it_belongs(head: str, after: str) -> None:
    result = pooled(head + USE)
    name = "SqlalchemyNullPool" if "Sqlalchemy" in after else "NullPool"
    assert result == after + USE.replace("(url)", f"(url, poolclass={name})")


@each_row(
    ("before", "after"),
    [
        (
            "engine = create(url)\n",
            "from sqlalchemy.pool import NullPool\n\nengine = create(url, poolclass=NullPool)\n",
        ),
        (
            "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\nengine = create(url)\n",
            "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\nfrom sqlalchemy.pool import NullPool\n\n"
            "engine = create(url, poolclass=NullPool)\n",
        ),
        (
            '"""Doc."""\n\nengine = create(url)\n',
            '"""Doc."""\n\nfrom sqlalchemy.pool import NullPool\n\nengine = create(url, poolclass=NullPool)\n',
        ),
        (
            '"""Doc."""\n\n\n@x\ndef f():\n    return create(url)\n',
            '"""Doc."""\n\n\nfrom sqlalchemy.pool import NullPool\n\n\n@x\ndef f():\n'
            "    return create(url, poolclass=NullPool)\n",
        ),
        (
            "engine = create(url)\nfrom sqlalchemy.pool import NullPool\n",
            "from sqlalchemy.pool import NullPool\n\nengine = create(url, poolclass=NullPool)\n"
            "from sqlalchemy.pool import NullPool\n",
        ),
        (
            "import a\nengine = create(url)\nimport b\n",
            "import a\nfrom sqlalchemy.pool import NullPool\nengine = create(url, poolclass=NullPool)\nimport b\n",
        ),
    ],
)
def test_the_import_comes_before_the_use(before: str, after: str) -> None:
    assert pooled(before) == after


def test_imports_inside_a_function_serve_that_function_alone() -> None:
    text = (
        "def f():\n    from sqlalchemy import create\n    from sqlalchemy.pool import NullPool\n"
        "    return create(url)\n\n"
        "def g():\n    from sqlalchemy import create\n\n    if a:\n        return create(url)\n"
    )
    assert pooled(text, 0) == text.replace("(url)", "(url, poolclass=NullPool)", 1)
    assert pooled(text, 1) == (
        "def f():\n    from sqlalchemy import create\n    from sqlalchemy.pool import NullPool\n"
        "    return create(url)\n\n"
        "def g():\n    from sqlalchemy import create\n    from sqlalchemy.pool import NullPool\n\n"
        "    if a:\n        return create(url, poolclass=NullPool)\n"
    )


def test_a_file_that_works_without_the_package_goes_on_to() -> None:
    head = "try:\n    from sqlalchemy import create\nexcept ImportError:\n    create = None\n\n"
    inside = head + "def f():\n    x = 1\n    return create(url)\n"
    assert pooled(inside) == (
        head
        + "def f():\n    x = 1\n    from sqlalchemy.pool import NullPool\n    return create(url, poolclass=NullPool)\n"
    )
    outside = head + "engine = create(url)\n"
    assert not can_repair(outside, request(outside, "create", NULL_POOL))


def test_a_name_that_the_function_imports_too_late_is_not_used() -> None:
    text = (
        "from sqlalchemy import create\n\ndef f():\n    e = create(url)\n    from sqlalchemy.pool import NullPool\n"
        "    return e\n"
    )
    assert pooled(text) == text.replace(
        "import create\n", "import create\nfrom sqlalchemy.pool import NullPool as SqlalchemyNullPool\n"
    ).replace("(url)", "(url, poolclass=SqlalchemyNullPool)")


def test_two_calls_share_one_import() -> None:
    text = "from sqlalchemy import create\n\na = create(url)\nb = create(url)\n"
    findings = [request(text, "create", NULL_POOL, nth=0), request(text, "create", NULL_POOL, nth=1)]
    assert repaired(text, *findings) == (
        "from sqlalchemy import create\nfrom sqlalchemy.pool import NullPool\n\n"
        "a = create(url, poolclass=NullPool)\nb = create(url, poolclass=NullPool)\n"
    )


def test_two_names_from_one_place_are_both_imported() -> None:
    text = "from sqlalchemy import create\n\na = create(url)\n"
    other = SetOption("cls", Imported("sqlalchemy.orm", "Session"), driver=False)
    edits = repair_all(parse_source(text), [request(text, "create", NULL_POOL, other)], Style())
    result = repaired(text, request(text, "create", NULL_POOL, other))
    assert len(edits) == 3
    assert "from sqlalchemy.orm import Session\nfrom sqlalchemy.pool import NullPool\n" in result
    assert "create(url, poolclass=NullPool, cls=Session)" in result


def test_a_long_import_line_is_not_made_too_long() -> None:
    head = "from sqlalchemy.pool import AssertionPool, AsyncAdaptedQueuePool, PoolProxiedConnection\n"
    names = ("AssertionPool", "AsyncAdaptedQueuePool", "NullPool", "PoolProxiedConnection")
    lines = "".join(f"    {name},\n" for name in names)
    assert pooled(head + USE).startswith(f"from sqlalchemy.pool import (\n{lines})\n")
    continued = "from sqlalchemy.pool import AssertionPool, AsyncAdaptedQueuePool, \\\n    PoolProxiedConnection\n"
    assert pooled(continued + USE).startswith(continued + "from sqlalchemy.pool import NullPool\n")


def test_a_name_that_the_file_misses_keeps_its_meaning() -> None:
    """It may come with a star; and what an import tells of other calls would be a finding that nobody announced."""
    text = "from sqlalchemy import *\n\nengine = create(url)\nother = create(url2, poolclass=NullPool)\n"
    assert pooled(text) == text.replace(
        "import *\n", "import *\nfrom sqlalchemy.pool import NullPool as SqlalchemyNullPool\n"
    ).replace("(url)", "(url, poolclass=SqlalchemyNullPool)")


def test_a_package_is_named_as_it_is_imported() -> None:
    wish = SetOption("pool", Imported("a.b", "Pool"), driver=False)
    text = "import a.b\n\nengine = create(url)\n"
    assert repaired(text, request(text, "create", wish)) == text.replace("(url)", "(url, pool=a.b.Pool)")


def test_an_import_of_an_outer_function_is_used() -> None:
    text = (
        "def f():\n    from sqlalchemy.pool import NullPool\n\n    def g():\n        import os\n\n"
        "        return create(url)\n"
    )
    assert pooled(text) == text.replace("(url)", "(url, poolclass=NullPool)")


@each_row(
    "function",
    [
        "def f(): engine = create(url); from sqlalchemy.pool import NullPool\n",
        "def f():\n    engine = create(url)\n    from sqlalchemy.pool import NullPool\n",
    ],
)
def test_a_name_that_the_function_binds_later_is_not_used(function: str) -> None:
    """It would have no value yet."""
    done = pooled(f"import sqlalchemy.orm as o\n\n\n{function}")
    assert "from sqlalchemy.pool import NullPool as SqlalchemyNullPool\n" in done
    assert "url, poolclass=SqlalchemyNullPool" in done


def test_a_package_that_only_a_function_imports_is_imported_there() -> None:
    text = "import os\n\n\ndef f():\n    import sqlalchemy.orm as o\n\n    return create(url)\n"
    assert pooled(text).startswith("import os\n\n\ndef f():\n")


ENGINE = 'create_engine("postgresql+psycopg2://u@pgbouncer:6432/d")'
PROGRAMS = """\
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
def f():
    e = ENGINE
    from sqlalchemy.pool import NullPool
    return e
# ---
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
def f():
    if not f:
        from sqlalchemy.pool import NullPool
    return ENGINE
# ---
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
def f():
    g = lambda: ENGINE
    def h():
        return ENGINE
    e = h()
    from sqlalchemy.pool import NullPool
    return e
# ---
from sqlalchemy import create_engine
from sqlalchemy import pool
def f():
    e = ENGINE
    from sqlalchemy import pool
    return e
# ---
from sqlalchemy import create_engine
import sqlalchemy
def f():
    e = ENGINE
    import sqlalchemy.orm
    return e
# ---
from sqlalchemy import create_engine
from sqlalchemy import pool
real, pool.NullPool = pool.NullPool, pool.StaticPool
e = ENGINE
pool.NullPool = real
def f():
    return e
# ---
from sqlalchemy import create_engine
import sqlalchemy.pool as p
real = p.NullPool
setattr(p, 'NullPool', p.StaticPool)
e = ENGINE
p.NullPool = real
def f():
    return e
# ---
from sqlalchemy import create_engine
globals()['NullPool'] = 4
def f():
    assert NullPool == 4
    return ENGINE
# ---
from sqlalchemy import create_engine
globals()['NullPool'] = 4
def f():
    return ENGINE
# ---
from sqlalchemy import create_engine
def f():
    e = ENGINE
    NullPool = 5
    return e
# ---
from sqlalchemy import create_engine
def NullPool():
    return ENGINE
def f():
    return NullPool()
# ---
from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool as NullPool
def f():
    assert 'Queue' in NullPool.__name__
    return ENGINE
# ---
if True:
    from sqlalchemy.pool import NullPool
def f():
    assert NullPool
    from sqlalchemy import create_engine
    return ENGINE
# ---
def f():
    from sqlalchemy import create_engine
    def g():
        return ENGINE
    NullPool = 3
    return g()
"""
"""Programs whose `f` returns an engine, each of which uses the name for something, somewhere."""


@each_row("text", PROGRAMS.split("# ---\n"))
def test_the_name_means_the_class_where_it_is_used(text: str) -> None:
    fixed = fix_text(text.replace("ENGINE", ENGINE), "db.py", Settings()).fixed_text
    assert fixed is not None
    program: dict[str, Any] = {"__name__": "program"}
    exec(compile(fixed, "db.py", "exec"), program)
    assert type(program["f"]().pool).__name__ == "NullPool"
