"""Code that takes too long to follow is not known, and costs nothing else of the file that rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.evaluate.limits import MAX_STEPS, MAX_STEPS_ELSEWHERE, MAX_STEPS_OF_CALL
from tests.project.test_modules import POOLED, checked, codes, tree


def steps(count: int, indent: int = 4) -> str:
    """So many statements, and a few more."""
    return "".join(f"{' ' * indent}step = {number}\n" for number in range(count + 10))


ELSEWHERE = {
    "function": ("make()", f"def make():\n{steps(MAX_STEPS_ELSEWHERE)}    return '{POOLED}'\n"),
    "one-call": ("make()", f"def make():\n{steps(MAX_STEPS_OF_CALL)}    return '{POOLED}'\n"),
    "call-in-a-call": (
        "make()",
        f"def inner():\n{steps(MAX_STEPS_OF_CALL)}    return '{POOLED}'\ndef make():\n    return inner()\n",
    ),
    "constructor": (
        "make().url",
        f"class make:\n    def __init__(self):\n{steps(MAX_STEPS_ELSEWHERE, 8)}        self.url = '{POOLED}'\n",
    ),
    "property": (
        "make().url",
        f"class make:\n    @property\n    def url(self):\n{steps(MAX_STEPS_ELSEWHERE, 8)}        return '{POOLED}'\n",
    ),
    "global": (
        "make()",
        f"url = None\ndef start():\n    global url\n{steps(MAX_STEPS_ELSEWHERE)}    url = '{POOLED}'\n"
        "def make():\n    return url\n",
    ),
    "block": ("make", f"if DEBUG:\n{steps(MAX_STEPS_ELSEWHERE)}    make = '{POOLED}'\nelse:\n    make = '{POOLED}'\n"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_takes_too_long_elsewhere_leaves_the_rest(tmp_path: Path, name: str) -> None:
    expression, module = ELSEWHERE[name]
    site = f"import asyncpg\nfrom long import make\nasyncpg.connect({expression})\nasyncpg.connect('{POOLED}')\n"
    report = checked(tree(tmp_path, {"long.py": module, "site.py": site}), "site.py")
    assert report.errors == ()
    assert [connection.verdict for connection in report.connections] == ["unresolved", "breaks"]


@pytest.mark.parametrize("given", ["init=make", "**{'init': make}", "init=lambda connection: make(connection)"])
def test_a_hook_that_takes_too_long_leaves_the_connection(tmp_path: Path, given: str) -> None:
    module = f"def make(connection):\n{steps(MAX_STEPS_ELSEWHERE)}    return connection\n"
    site = (
        f"import asyncpg\nfrom long import make\npool = asyncpg.create_pool('{POOLED}', {given})\n"
        "async def main():\n    await pool.execute('LISTEN news')\n"
    )
    report = checked(tree(tmp_path, {"long.py": module, "site.py": site}), "site.py")
    assert (codes(report), report.errors) == (["PGB101", "PGB302"], ())


def test_many_calls_of_one_function_end_at_some_point(tmp_path: Path) -> None:
    each = MAX_STEPS_OF_CALL // 2
    body = "    url = url\n" * each
    calls = f"url = make('{POOLED}')\n" * (MAX_STEPS // each)
    site = (
        f"import asyncpg\ndef make(url):\n{body}    return url\n"
        f"asyncpg.connect(make('{POOLED}'))\n{calls}asyncpg.connect(url)\nasyncpg.connect('{POOLED}')\n"
    )
    report = checked(tree(tmp_path, {"site.py": site}), "site.py")
    assert report.errors == ()
    assert [connection.verdict for connection in report.connections] == ["breaks", "unresolved", "breaks"]


def test_functions_of_the_file_are_followed_when_nothing_elsewhere_is_any_more(tmp_path: Path) -> None:
    chain = f"V0 = '{POOLED}'\n" + "".join(f"V{n + 1} = V{n}\n" for n in range(MAX_STEPS_ELSEWHERE + 1))
    site = (
        f"import asyncpg\nfrom chain import V{MAX_STEPS_ELSEWHERE + 1} as chained\n"
        f"def url():\n    host = 'pgbouncer'\n    return f'postgresql://{{host}}:6432/app'\n"
        "asyncpg.connect(chained)\nasyncpg.connect(url())\n"
    )
    report = checked(tree(tmp_path, {"chain.py": chain, "site.py": site}), "site.py")
    assert [connection.verdict for connection in report.connections] == ["unresolved", "breaks"]


def test_a_module_is_followed_on_behind_a_call_that_took_too_long(tmp_path: Path) -> None:
    config = (
        f"def slow():\n{steps(MAX_STEPS_OF_CALL)}    return 1\n"
        f"options = {{'size': slow(), 'url': '{POOLED}'}}\nURL = options['url']\n"
    )
    site = "import asyncpg\nfrom config import URL\nasyncpg.connect(URL)\n"
    report = checked(tree(tmp_path, {"config.py": config, "site.py": site}), "site.py")
    assert codes(report) == ["PGB101"]
