"""Where a new import goes: the head of a file before and after."""

from __future__ import annotations

from pooler_lint.model import SetOption
from pooler_lint.slots import Imported
from tests.fixes.helpers import NULL_POOL, can_repair, repaired, request
from tests.table import each_row


@each_row(
    ("head", "after"),
    [
        (
            "from sqlalchemy.pool import AsyncAdaptedQueuePool, AssertionPool, Pool, QueuePool, StaticPool\n",
            "from sqlalchemy.pool import (\n    AsyncAdaptedQueuePool,\n    AssertionPool,\n    NullPool,\n"
            "    Pool,\n    QueuePool,\n    StaticPool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import PoolProxiedConnection, QueuePool, SingletonThreadPool, StaticPool\n",
            "from sqlalchemy.pool import (\n    NullPool,\n    PoolProxiedConnection,\n    QueuePool,\n"
            "    SingletonThreadPool,\n    StaticPool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import AsyncAdaptedQueuePool as A, AssertionPool as B, Pool as C, QueuePool\n",
            "from sqlalchemy.pool import (\n    AsyncAdaptedQueuePool as A,\n    AssertionPool as B,\n"
            "    NullPool,\n    Pool as C,\n    QueuePool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import POOL, Alpha, Queue, events\n",
            "from sqlalchemy.pool import POOL, Alpha, NullPool, Queue, events\n",
        ),
        ("from sqlalchemy.pool import A, Zeta, events\n", "from sqlalchemy.pool import A, NullPool, Zeta, events\n"),
        ("from sqlalchemy.pool import events\n", "from sqlalchemy.pool import NullPool, events\n"),
        ("from sqlalchemy.pool import POOL\n", "from sqlalchemy.pool import POOL, NullPool\n"),
        ("from sqlalchemy.pool import (Alpha, Queue)\n", "from sqlalchemy.pool import (Alpha, NullPool, Queue)\n"),
        (
            "from sqlalchemy.pool import (Alpha)\n",
            "from sqlalchemy.pool import (Alpha)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,\n    Queue,\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,\n    NullPool,\n    Queue,\n)\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,\n    Beta,\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,\n    Beta,\n    NullPool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,\n    Queue\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,\n    Queue\n)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha, Beta,\n    Queue,\n)\n",
            "from sqlalchemy.pool import (\n    Alpha, Beta,\n    Queue,\n)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,\n   Queue,\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,\n   Queue,\n)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy.pool import (Alpha,\n    Queue,\n)\n",
            "from sqlalchemy.pool import (Alpha,\n    Queue,\n)\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,  # a\n    Queue,  # q\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,  # a\n    NullPool,\n    Queue,  # q\n)\n",
        ),
        (
            "from sqlalchemy.pool import (\n    Alpha,  # a\n    Beta,  # q\n)\n",
            "from sqlalchemy.pool import (\n    Alpha,  # a\n    Beta,  # q\n    NullPool,\n)\n",
        ),
        (
            "from sqlalchemy.pool import Alpha, \\\n    Queue\n",
            "from sqlalchemy.pool import Alpha, \\\n    Queue\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ("from sqlalchemy.pool import *\n", "from sqlalchemy.pool import *\nfrom sqlalchemy.pool import NullPool\n"),
        (
            "from sqlalchemy.pool import Alpha; import os\n",
            "from sqlalchemy.pool import Alpha; import os\nfrom sqlalchemy.pool import NullPool\n",
        ),
        (
            "from __future__ import annotations\n",
            "from __future__ import annotations\n\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ('"""Doc."""\n', '"""Doc."""\n\nfrom sqlalchemy.pool import NullPool\n'),
        ("def f():\n    pass\n\n\n", "from sqlalchemy.pool import NullPool\n\n\ndef f():\n    pass\n\n\n"),
        ("@x\ndef f():\n    pass\n\n\n", "from sqlalchemy.pool import NullPool\n\n\n@x\ndef f():\n    pass\n\n\n"),
        ("class A:\n    pass\n\n\n", "from sqlalchemy.pool import NullPool\n\n\nclass A:\n    pass\n\n\n"),
        ("import os\nimport sys\n", "import os\nimport sys\n\nfrom sqlalchemy.pool import NullPool\n"),
        ("import os\n\nfrom . import x\n", "import os\n\nfrom sqlalchemy.pool import NullPool\n\nfrom . import x\n"),
        ("import os\nfrom . import x\n", "import os\nfrom . import x\nfrom sqlalchemy.pool import NullPool\n"),
        ("from . import x\n", "from sqlalchemy.pool import NullPool\n\nfrom . import x\n"),
        (
            "import os\n\nimport aiohttp\nimport zope\n",
            "import os\n\nimport aiohttp\nimport zope\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ("import zope\nimport aiohttp\n", "import zope\nimport aiohttp\nfrom sqlalchemy.pool import NullPool\n"),
        (
            "import zope\nfrom zope import a\n",
            "import zope\nfrom sqlalchemy.pool import NullPool\nfrom zope import a\n",
        ),
        ("from sqlalchemy.sql import b\n", "from sqlalchemy.pool import NullPool\nfrom sqlalchemy.sql import b\n"),
        (
            "from aiohttp import x\rfrom zope import y\r",
            "from aiohttp import x\rfrom sqlalchemy.pool import NullPool\rfrom zope import y\r",
        ),
        (
            "import os\r\n\r\nfrom aiohttp import x\r\nfrom zope import y\r\n",
            "import os\r\n\r\nfrom aiohttp import x\r\nfrom sqlalchemy.pool import NullPool\r\nfrom zope import y\r\n",
        ),
        (
            "from aiohttp import x\n# c\nfrom zope import y\n",
            "from aiohttp import x\nfrom sqlalchemy.pool import NullPool\n# c\nfrom zope import y\n",
        ),
        ("import os; import aiohttp\n", "import os; import aiohttp\n\nfrom sqlalchemy.pool import NullPool\n"),
        (
            "import os\nimport aiohttp\nfrom . import x\n",
            "import os\nimport aiohttp\nfrom . import x\nfrom sqlalchemy.pool import NullPool\n",
        ),
        ("from . import x\nimport os\n", "from . import x\nimport os\nfrom sqlalchemy.pool import NullPool\n"),
        (
            "from sqlalchemy.pool import AssertionPool, AsyncAdaptedQueuePool, FallbackAsyncAdaptedQueuePool\n",
            "from sqlalchemy.pool import (\n    AssertionPool,\n    AsyncAdaptedQueuePool,\n"
            "    FallbackAsyncAdaptedQueuePool,\n    NullPool,\n)\n",
        ),
        (
            f"from sqlalchemy.pool import A{'a' * 34}, Queue, Static\n",
            f"from sqlalchemy.pool import A{'a' * 34}, NullPool, Queue, Static\n",
        ),
        (
            f"from sqlalchemy.pool import A{'a' * 35}, Queue, Static\n",
            f"from sqlalchemy.pool import (\n    A{'a' * 35},\n    NullPool,\n    Queue,\n    Static,\n)\n",
        ),
        ("from sqlalchemy.pool import Alpha, Z\n", "from sqlalchemy.pool import Alpha, NullPool, Z\n"),
        ("from sqlalchemy.pool import ZZ, Alpha\n", "from sqlalchemy.pool import ZZ, Alpha, NullPool\n"),
        (
            "import os\nfrom sqlalchemy import a\nfrom app import b\n",
            "import os\nfrom sqlalchemy import a\nfrom sqlalchemy.pool import NullPool\nfrom app import b\n",
        ),
        (
            "from aiohttp import x\r\nfrom fastapi import y\r\nfrom zope import z\r\n",
            "from aiohttp import x\r\nfrom fastapi import y\r\nfrom sqlalchemy.pool import NullPool\r\n"
            "from zope import z\r\n",
        ),
        (
            "from aiohttp import x\rfrom fastapi import y\rfrom zope import z\r",
            "from aiohttp import x\rfrom fastapi import y\rfrom sqlalchemy.pool import NullPool\rfrom zope import z\r",
        ),
        (
            "from __future__ import annotations\nfrom aiohttp import x\nfrom zope import y\n",
            "from __future__ import annotations\nfrom aiohttp import x\nfrom sqlalchemy.pool import NullPool\n"
            "from zope import y\n",
        ),
        (
            "from sqlalchemy.pool import NullPool as N\nN = 1\n",
            "from sqlalchemy.pool import NullPool as N, NullPool\nN = 1\n",
        ),
    ],
)
def test_the_import_has_its_place(head: str, after: str) -> None:
    newline = "\r\n" if "\r\n" in head else "\r" if "\r" in head else "\n"
    text = f"{head}{newline}engine = create(url){newline}"
    done = repaired(text, request(text, "create", NULL_POOL))
    assert done == f"{after}{newline}engine = create(url, poolclass=NullPool){newline}"


def test_the_last_of_several_imports_of_a_function_is_followed() -> None:
    text = (
        "def f():\n    import sqlalchemy.orm as o\n    import os\n    from sqlalchemy import x\n\n"
        "    return create(url)\n"
    )
    assert "    from sqlalchemy import x\n    from sqlalchemy.pool import NullPool\n\n" in repaired(
        text, request(text, "create", NULL_POOL)
    )


@each_row(
    ("head", "name"),
    [
        ("NullPool = 1\n", "SqlalchemyNullPool"),
        ("NullPool = SqlalchemyNullPool = 1\n", "SqlalchemyNullPool2"),
        ("NullPool = SqlalchemyNullPool = SqlalchemyNullPool2 = 1\n", "SqlalchemyNullPool3"),
        ("def f(NullPool): pass\n", "SqlalchemyNullPool"),
        ("print(NullPool)\n", "SqlalchemyNullPool"),
        ("from other import NullPool\n", "SqlalchemyNullPool"),
        ("def f():\n    from sqlalchemy.pool import NullPool\n", "NullPool"),
        ("def f():\n    from sqlalchemy.pool.impl import NullPool\n", "NullPool"),
    ],
)
def test_a_name_that_is_free(head: str, name: str) -> None:
    text = f"import sqlalchemy.orm as o\n{head}engine = create(url)\n"
    done = repaired(text, request(text, "create", NULL_POOL))
    imported = "NullPool" if name == "NullPool" else f"NullPool as {name}"
    assert f"from sqlalchemy.pool import {imported}\n" in done
    assert f"create(url, poolclass={name})" in done


@each_row(
    ("head", "expression"),
    [
        ("import sqlalchemy.pool\n", "sqlalchemy.pool.NullPool"),
        ("import sqlalchemy.pool\nimport sqlalchemy.orm\n", "sqlalchemy.pool.NullPool"),
        ("import sqlalchemy.pool\nsqlalchemy = 1\n", None),
        ("from sqlalchemy import pool\npool = 1\n", None),
        ("from sqlalchemy import pool as p\n", "p.NullPool"),
        ("import sqlalchemy.pool.impl as i\n", None),
        ("import sqlalchemy as sa, os\n", "sa.pool.NullPool"),
        ("import sqlalchemy as sa; x = 1\n", None),
        ("from sqlalchemy.pool import NullPool\nfrom other import NullPool\n", None),
    ],
)
def test_an_import_that_keeps_its_meaning_is_used(head: str, expression: str | None) -> None:
    text = f"{head}engine = create(url)\n"
    done = repaired(text, request(text, "create", NULL_POOL))
    assert (f"poolclass={expression})" in done) == (expression is not None)
    assert (done.partition("engine")[0] == head) == (expression is not None)


@each_row(
    ("head", "after"),
    [
        (
            "import os\nfrom psycopg_pool import A\nfrom zope import b\n",
            "import os\nfrom psycopg_pool import A, NullPool\nfrom zope import b\n",
        ),
        (
            "import os\nimport psycopg_pool as p\nfrom zope import b\np = 1\n",
            "import os\nimport psycopg_pool as p\nfrom psycopg_pool import NullPool\nfrom zope import b\np = 1\n",
        ),
        ("NullPool = 1\n", "from psycopg_pool import NullPool as Psycopg_poolNullPool\n\nNullPool = 1\n"),
    ],
)
def test_the_import_of_another_package(head: str, after: str) -> None:
    wish = SetOption("poolclass", Imported("psycopg_pool", "NullPool"), driver=False)
    text = f"{head}engine = create(url)\n"
    assert repaired(text, request(text, "create", wish)).startswith(after)


def test_a_function_that_imports_the_package_in_parts() -> None:
    text = "import os\n\n\ndef f():\n    import sqlalchemy.orm as o\n    x = 1\n    return create(url)\n"
    done = repaired(text, request(text, "create", NULL_POOL))
    assert "    import sqlalchemy.orm as o\n    from sqlalchemy.pool import NullPool\n    x = 1\n" in done


def test_no_import_goes_before_a_docstring() -> None:
    text = "'Doc.'; engine = create(url)\n"
    assert not can_repair(text, request(text, "create", NULL_POOL))
