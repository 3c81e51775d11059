"""Functions, classes, closures: where values come from when a call is inside them."""

from __future__ import annotations

from tests.evaluate.showing import argument, only, reading_of, show
from tests.table import each_row


@each_row(
    ("source", "expected"),
    [
        ("def f():\n    return 'a'\nlib.call(f())", "'a'"),
        ("def f(x, y='b'):\n    return x + y\nlib.call(f('a'))", "'ab'"),
        ("def f(**kw):\n    return kw\nlib.call(f(a=1))", "{a: 1}"),
        ("async def f():\n    return 'a'\nasync def g():\n    lib.call(await f())", "'a'"),
        ("def f(x):\n    if x:\n        return 'a'\n    return 'b'\nlib.call(f(True))", "'a'"),
        ("X = 'a'\ndef f():\n    lib.call(X)", "'a'"),
        ("def f(x='a'):\n    lib.call(x)", "[parameter x of f is given] <f.x> | [not parameter x of f is given] 'a'"),
        ("def f(x):\n    lib.call(x)", "<f.x>"),
        ("class C:\n    url = 'a'\n    def m(self):\n        lib.call(self.url)", "'a'"),
        ("class C:\n    def __init__(self):\n        self.u = 'a'\n    def m(self):\n        lib.call(self.u)", "'a'"),
        ("class C:\n    url = 'a'\nlib.call(C.url)", "'a'"),
        ("class C:\n    url = 'a'\nlib.call(C().url)", "'a'"),
        ("class C:\n    @property\n    def url(self):\n        return 'a'\nlib.call(C().url)", "'a'"),
        ("class C:\n    def url(self):\n        return 'a'\nlib.call(C().url())", "'a'"),
        ("class B:\n    url = 'a'\nclass C(B):\n    pass\nlib.call(C().url)", "'a'"),
        ("from dataclasses import dataclass\n@dataclass\nclass C:\n    url: str = 'a'\nlib.call(C().url)", "'a'"),
        ("from dataclasses import dataclass\n@dataclass\nclass C:\n    url: str\nlib.call(C(url='b').url)", "'b'"),
        (
            "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    db_url: str = 'a'\n"
            "lib.call(S().db_url)",
            "[environment variable DB_URL is set] <DB_URL> | [not environment variable DB_URL is set] 'a'",
        ),
        (
            "from pydantic import BaseModel, Field\nclass S(BaseModel):\n    url: str = Field(default='a')\n"
            "lib.call(S().url)",
            "'a'",
        ),
    ],
)
def test_value(source: str, expected: str) -> None:
    assert argument(source) == expected


def test_recursion_ends() -> None:
    assert argument("def f(n):\n    return f(n)\nlib.call(f(1))") == "<?>"


def test_a_dict_that_a_function_changes_elsewhere_is_open() -> None:
    source = "D = {}\ndef change():\n    D['a'] = 1\ndef use():\n    lib.call(D)"
    assert argument(source) == "{...}"


def test_a_local_name_hides_the_module() -> None:
    assert reading_of("import lib\ndef f(lib):\n    lib.call('x')").calls == ()
    assert reading_of("import lib\ndef lib():\n    pass\nlib.call('x')").calls == ()


@each_row(
    "source",
    [
        "import lib\nlib.call(1)",
        "import lib as l\nl.call(1)",
        "from lib import call\ncall(1)",
        "from lib import call as c\nc(1)",
        "from lib import *\ncall(1)",
        "import lib\nf = lib.call\nf(1)",
        "def f():\n    from lib import call\n    return call(1)",
        "try:\n    import lib\nexcept ImportError:\n    lib = None\ndef f():\n    return lib.call(1)",
        "import lib\nf = lambda: lib.call(1)",
        "import lib\ndef f(x=lib.call(1)): ...",
        "import lib\nclass C:\n    x = lib.call(1)",
        "import lib\n@decorator(lib.call(1))\ndef f(): ...",
        "import lib\nx = [lib.call(1) for _ in range(3)]",
        "import lib, functools\nf = functools.partial(lib.call, 1)",
        "import lib\nasync def f():\n    async with lib.call(1) as x: ...",
        "import lib\nmatch x:\n    case 1:\n        lib.call(1)",
        "import lib\nwhile True:\n    try:\n        lib.call(1)\n    finally:\n        pass",
    ],
)
def test_a_call_is_found_in_every_place(source: str) -> None:
    assert show(only(reading_of(source)).called.arguments[0].value) == "1"


@each_row(
    "source",
    [
        "import other\nother.call(1)",
        "from other import call\ncall(1)",
        "call(1)",
        "class Pool: ...\nPool(1)",
        "text = 'lib.call(1)'",
    ],
)
def test_same_names_of_others_are_not_found(source: str) -> None:
    assert reading_of(source).calls == ()


def test_uses_of_what_a_call_made() -> None:
    source = """
        import lib
        class Db:
            async def start(self):
                self.pool = await lib.call("x")
            async def use(self):
                async with self.pool.acquire() as conn:
                    await conn.prepare("select 1")
                    conn.prepare_threshold = None
    """
    (uses,) = reading_of(source).uses.values()
    assert {use.path for use in uses} == {("acquire",), ("acquire", "prepare"), ("acquire", "prepare_threshold")}


def test_what_a_callback_sets_on_its_argument() -> None:
    source = "def configure(conn):\n    conn.prepare_threshold = None\nlib.call(configure)"
    found = only(reading_of("import lib\n" + source))
    function = found.called.arguments[0].value
    assert [(name, show(value)) for name, value in getattr(function, "sets", ())] == [("prepare_threshold", "None")]


MANY_CALLS = """
import lib
NAME = 'a'
def long(value):
{steps}
    return value
def options(url):
    return dict(url=url, dumps=lambda value: long(NAME), loads=lambda: {captured})
url = 'b'
{calls}
lib.call(options(url))
"""


def test_a_lambda_that_many_calls_define_is_worked_out_once() -> None:
    steps = "\n".join(f"    value = value or {number}" for number in range(300))
    calls = "url = options(url)['url']\n" * 200
    source = MANY_CALLS.format(steps=steps, calls=calls, captured="NAME")
    assert "url: 'b'" in argument(source)  # and not that too many steps were taken


def test_what_a_lambda_captures_is_that_of_its_own_call() -> None:
    source = MANY_CALLS.format(steps="    pass", calls="lib.call(options('a'))", captured="url")
    first, second = reading_of(source).calls
    assert "-> 'a'" in show(first[0].called.arguments[0].value)
    assert "-> 'b'" in show(second[0].called.arguments[0].value)
