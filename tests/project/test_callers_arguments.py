"""What a function is called with, where that is not what it takes."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.project.test_callers import DIRECT, POOLED, connection, project

MAKERS = {
    "function": "async def connect(dsn, *, size=1):\n    await asyncpg.connect(dsn)\n",
    "class": """
        class connect:
            def __init__(self, dsn, size=1):
                self.dsn = dsn

            async def start(self):
                await asyncpg.connect(self.dsn)
    """,
    "fields": """
        @dataclass
        class connect:
            dsn: str
            size: int = 1

            async def start(self):
                await asyncpg.connect(self.dsn)
    """,
}


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        (f"'{POOLED}', unknown=1", "breaks"),
        (f"'{POOLED}', 2, 3, 4", "breaks"),
        (f"'{POOLED}', **more", "breaks"),
        (f"*['{POOLED}'], *more, **more", "breaks"),
        (f"**{{'dsn': '{POOLED}', 'unknown': 1}}", "breaks"),
        (f"*more, dsn='{POOLED}'", "breaks"),
        ("", "unresolved"),
        ("unknown=1", "unresolved"),
        ("*more", "unresolved"),
        ("**more", "unresolved"),
    ],
)
def test_arguments_that_the_function_does_not_take(tmp_path: Path, maker: str, arguments: str, verdict: str) -> None:
    db = f"import asyncpg\nfrom dataclasses import dataclass\n\n{textwrap.dedent(MAKERS[maker])}"
    main = f"from app.db import connect\nconnect({arguments})\n"
    assert connection(project(tmp_path, db, main=main)).verdict == verdict


@pytest.mark.parametrize("maker", MAKERS)
def test_calls_that_give_different_arguments(tmp_path: Path, maker: str) -> None:
    db = f"import asyncpg\nfrom dataclasses import dataclass\n\n{textwrap.dedent(MAKERS[maker])}"
    calls = f"connect('{POOLED}', a=1)\nconnect('{DIRECT}', 2)\nconnect(b=1, **{{'dsn': '{DIRECT}'}})\n"
    calls += f"connect('{DIRECT}', **more)\nconnect('{DIRECT}', *more)\n"
    found = connection(project(tmp_path, db, main=f"from app.db import connect\n{calls}"))
    assert (found.verdict, found.endpoint.host) == ("breaks", "pgbouncer")


@pytest.mark.parametrize(
    ("parameters", "verdict"),
    [
        ("self, *dsn", "unresolved"),
        ("*dsn", "unresolved"),
        ("self, **dsn", "unresolved"),
        ("self, /, dsn, **k", "breaks"),
    ],
)
def test_methods_that_collect_their_arguments(tmp_path: Path, parameters: str, verdict: str) -> None:
    db = f"import asyncpg\nclass Database:\n    async def open({parameters}):\n        await asyncpg.connect(dsn)\n"
    calls = (
        f"Database().open('{POOLED}', size=1)\nDatabase.open(Database(), '{POOLED}')\nDatabase().open(dsn='{POOLED}')\n"
    )
    assert connection(project(tmp_path, db, main=f"from app.db import Database\n{calls}")).verdict == verdict


@pytest.mark.parametrize("other", ["else:\n    class connect: pass\n", "class connect: pass\n"])
def test_a_class_of_the_same_name_that_holds_nothing(tmp_path: Path, other: str) -> None:
    """Its statement is passed over, and calls of the name may mean it."""
    fields = textwrap.indent(textwrap.dedent(MAKERS["fields"]), "    ")
    db = f"import asyncpg\nfrom dataclasses import dataclass\nif FAST:\n{fields}{other}"
    main = f"from app.db import connect\ndatabase = connect('{POOLED}')\n"
    assert connection(project(tmp_path, db, main=main)).verdict == "breaks"
