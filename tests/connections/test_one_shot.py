"""Programs that create an engine, run and end."""

from __future__ import annotations

import ast

from pooler_lint.connections.one_shot import Program
from tests.connections.finding import find_sites
from tests.table import each_row

SCRIPT = """\
import asyncio, sys
def load():
    engine = ENGINE
    with engine.begin() as connection:
        connection.execute("select 1")
async def main():
    load()
class Job:
    def __init__(self):
        self.engine = ENGINE2
    def run(self):
        pass
"""


@each_row(
    ("block", "at", "ends"),
    [
        ("if __name__ == '__main__':\n    load()\n", "ENGINE\n", True),
        ("if '__main__' == __name__:\n    sys.exit(load())\n", "ENGINE\n", True),
        ("if __name__ == '__main__':\n    asyncio.run(main())\n", "ENGINE\n", True),
        ("if __name__ == '__main__':\n    asyncio.get_event_loop().run_until_complete(main())\n", "ENGINE\n", True),
        ("if __name__ == '__main__':\n    ENGINE3\n", "ENGINE3", True),
        ("if __name__ == '__main__':\n    ENGINE3\n    load()\n", "ENGINE3", True),
        ("if __name__ == '__main__':\n    Job()\n", "ENGINE2", True),
        ("if __name__ == '__main__':\n    for _ in range(3):\n        load()\n", "ENGINE\n", True),
        # It is created outside of the block, too, or not by the block at all.
        ("load()\nif __name__ == '__main__':\n    load()\n", "ENGINE\n", False),
        ("ENGINE3\nif __name__ == '__main__':\n    load()\n", "ENGINE3", False),
        ("app.add(load)\nif __name__ == '__main__':\n    load()\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    Job()\n", "ENGINE\n", False),
        ("if debug == '__main__':\n    load()\n", "ENGINE\n", False),
        # It serves, or may do so.
        ("if __name__ == '__main__':\n    load()\n    uvicorn.run(app)\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    load()\n    app.run()\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    while True:\n        load()\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    load()\n    asyncio.get_event_loop().run_forever()\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    load()\n    dispatcher.start_polling(bot)\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    load()\n    scheduler.start()\n", "ENGINE\n", False),
        ("if __name__ == '__main__':\n    load()\n    serve(app)\n", "ENGINE\n", False),
    ],
)
def test_scripts(block: str, at: str, ends: bool) -> None:
    text = SCRIPT + block
    line = text[: text.index(at)].count("\n") + 1
    assert (Program(ast.parse(text), "load.py").ends_with(line) is not None) is ends


@each_row(
    ("body", "ends"),
    [
        ("    engine = ENGINE\n    engine.connect()\n    engine.dispose()\n", True),
        ("    engine = ENGINE\n    try:\n        helper()\n    finally:\n        await engine.dispose()\n", True),
        ("    engine = ENGINE\n    other.dispose()\n", False),
        ("    engine = ENGINE\n    yield engine\n    await engine.dispose()\n", False),
        ("    engine = ENGINE\n    await dispatcher.start_polling()\n    await engine.dispose()\n", False),
        ("    engine = ENGINE\n    forever()\n    await engine.dispose()\n", False),
    ],
)
def test_functions_that_dispose_of_their_engine(body: str, ends: bool) -> None:
    text = f"async def check():\n{body}def helper():\n    pass\ndef forever():\n    while True:\n        work()\n"
    assert (Program(ast.parse(text), "check.py").ends_with(2) is not None) is ends


@each_row(
    ("text", "path", "ends"),
    [
        ("from alembic import context\nENGINE\n", "migrations/env.py", True),
        ("import alembic.context\nENGINE\n", "env.py", True),
        ("from alembic import context\nENGINE\n", "migrations/run.py", False),
        ("import os\nENGINE\n", "env.py", False),
    ],
)
def test_migrations(text: str, path: str, ends: bool) -> None:
    assert (Program(ast.parse(text), path).ends_with(2) is not None) is ends


def test_the_site_of_an_engine_knows_it() -> None:
    text = "from alembic import context\nfrom sqlalchemy import create_engine\nengine = create_engine('postgresql://h/d')\n"
    assert [find_sites(text, path)[0].one_shot is None for path in ("env.py", "app.py")] == [False, True]
