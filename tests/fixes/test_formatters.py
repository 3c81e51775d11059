"""What black or ruff format accepted before a repair, it accepts after it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import black

from pooler_lint.fixes.spans import Span
from pooler_lint.model import DropOption, SetOption, Wish
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict
from tests.fixes.helpers import CACHE_OFF, FULL_SET, NULL_POOL, call_span, option, placed, repaired, request, span_of

LENGTHS = (3, 60)

ADDED = {
    "assignment": "x = create(DSN)\n",
    "several": "x = create(DSN, min_size=1, max_size=10)\n",
    "keyword": "x = create(dsn=DSN)\n",
    "await": "async def f():\n    x = await create(DSN)\n",
    "return": "def f():\n    return create(DSN, min_size=1)\n",
    "return_await": "async def f():\n    return await create(DSN)\n",
    "with": "async def f():\n    async with create(DSN) as pool:\n        pass\n",
    "with_two": "async def f():\n    async with create(DSN) as pool, pool.acquire() as c:\n        pass\n",
    "with_call": "async def f():\n    async with create(DSN) as pool, other(pool, timeout=10) as c:\n        pass\n",
    "nested": "app = Repo(create(DSN))\n",
    "nested_among": 'app = Repo(1, create(DSN), name="x")\n',
    "nested_keyword": 'app = Repo(pool=create(DSN), name="x")\n',
    "nested_twice": "app.state.x = wrap(Repo(pool=create(DSN)))\n",
    "class": "class A:\n    engine = create(DSN)\n    other: Engine = make(DSN)\n",
    "annotated": "class A:\n    engine: Engine = create(DSN)\n",
    "lambda": "factory = lambda: create(DSN)\n",
    "lambda_parameters": "factory = lambda a, b: create(DSN, a, b)\n",
    "lambda_argument": 'register("x", lambda: create(DSN))\n',
    "default": "def f(pool=create(DSN)):\n    pass\n",
    "default_among": "def f(a, b=1, *, pool=create(DSN), **kw) -> None:\n    pass\n",
    "chained": 'engine = create(DSN).execution_options(isolation_level="AUTOCOMMIT")\n',
    "chained_empty": "engine = create(DSN).begin()\n",
    "dict_value": 'x = {"default": create(DSN)}\n',
    "dict_value_among": 'x = {"default": create(DSN), "other": 1}\n',
    "list": "x = [create(DSN), 1]\n",
    "comprehension": "x = [create(DSN) for d in dsns]\n",
    "conditional": "x = create(DSN) if flag else None\n",
    "conditional_last": "x = None if flag else create(DSN)\n",
    "return_conditional": "def f():\n    return create(DSN) if flag else None\n",
    "or_last": "x = x or create(DSN)\n",
    "or_first": "x = create(DSN) or x\n",
    "or_three": "def f():\n    return a or b or create(DSN)\n",
    "statement": "create(DSN)\n",
    "subscript": "self.pools[name] = create(DSN)\n",
    "tuple": "a, b = create(DSN), 1\n",
    "tuple_in_brackets": "x = (create(DSN), 1)\n",
    "list_statement": "[create(DSN), 1]\n",
    "two_targets": "a = b = create(DSN)\n",
    "awaited_inside": "async def f():\n    rows = await (await create(DSN)).fetch(query)\n",
    "decorator": "@use(create(DSN))\ndef f():\n    pass\n",
    "if": "if create(DSN).ok:\n    pass\n",
    "walrus": "if (pool := create(DSN)) is not None:\n    pass\n",
    "for": "for row in create(DSN).execute(q):\n    pass\n",
    "double_star": "x = create(DSN, **options)\n",
    "string": 'x = create("DSN")\n',
    "f_string": 'x = create(f"DSN:{port}/{db}")\n',
    "joined_strings": 'x = create(\n    "DSNDSN"\n    "DSN/db"\n)\n',
    "exploded": "x = create(\n    DSN,\n    min_size=1,\n)\n",
    "exploded_one": "x = create(\n    DSN,\n)\n",
    "comment": "x = create(DSN)  # the pool\n",
    "comments": "x = create(\n    DSN,  # the pool\n    min_size=1,  # other\n)\n",
    "own_comments": "x = create(\n    # first\n    DSN,\n    # last\n)\n",
    "yield": "def f():\n    yield create(DSN)\n",
    "star": "x = create(*args, DSN)\n",
    "keyword_conditional": "x = Repo(a, pool=create(DSN) if flag else None)\n",
    "not": "x = not create(DSN)\n",
    "comparison": "x = create(DSN) == y\n",
    "sum": "x = create(DSN) + y\n",
    "raise": "def f():\n    raise Error(create(DSN))\n",
    "dict_argument": 'x = create(\n    {\n        "a": 1,\n        "b": DSN,\n    }\n)\n',
}

EXTENDED = {
    "literal": 'x = create(DSN, connect_args={"ssl": True})\n',
    "literal_first": 'x = create(connect_args={"ssl": True}, dsn=DSN)\n',
    "literal_exploded": 'x = create(\n    connect_args={\n        "ssl": True,\n    },\n)\n',
    "literal_comments": 'x = create(\n    DSN,\n    connect_args={\n        "a": 1,  # yes\n        # no\n    },\n)\n',
    "literal_empty": "x = create(DSN, connect_args={})\n",
    "name": 'args = {"ssl": DSN}\nx = create(DSN, connect_args=args)\n',
    "annotated_name": 'args: dict[str, Any] = {"ssl": DSN}\nx = create(DSN, connect_args=args)\n',
    "function": 'def args():\n    return {"ssl": DSN}\n\n\nx = create(DSN, connect_args=args())\n',
}

WRAPPED = {
    "opts": "x = create(DSN, connect_args=opts)\n",
    "opts or {}": "x = create(DSN, connect_args=opts or {})\n",
    "make_opts(1)": "x = create(DSN, connect_args=make_opts(1))\n",
    "None": "x = create(DSN, connect_args=None)\n",
}

DROPPED = {
    "middle": "x = create(DSN, bad=5, echo=True)\n",
    "last": "x = create(DSN, echo=True, bad=5)\n",
    "first": "x = create(bad=5, dsn=DSN)\n",
    "nested": "app = wrap(create(DSN, bad=5), 1)\n",
    "return": "def f():\n    return create(DSN, bad=5)\n",
    "with": "async def f():\n    async with create(DSN, bad=5) as pool:\n        pass\n",
    "exploded": "x = create(\n    DSN,\n    bad=5,\n)\n",
    "entry": 'x = create(DSN, connect_args={"bad": 5, "b": 1})\n',
    "only_entry": 'x = create(DSN, connect_args={"bad": 5})\n',
}

CHANGED = {
    "keyword": "x = create(DSN, cache=1000000)\n",
    "entry": 'x = create(DSN, connect_args={"cache": 1000000, "b": 1})\n',
}

ADDITIONS: dict[str, tuple[tuple[Wish, ...], str | None]] = {
    "keyword": ((CACHE_OFF,), None),
    "dict": ((*FULL_SET, NULL_POOL), "connect_args"),
    "short_dict": ((SetOption("prepare_threshold", "None", driver=True),), "kwargs"),
}


def _added(text: str, addition: str) -> str:
    wishes, holder = ADDITIONS[addition]
    return repaired(text, request(text, "create", *wishes, holder=holder))


def _extended(text: str) -> str:
    start = text.index("{")
    shown = Dict((), place=placed(Span(start, text.index("}", start) + 1)))
    return repaired(text, request(text, "create", *FULL_SET, holder="connect_args", driver_dict=shown))


def _extended_call(text: str) -> str:
    shown = Dict((), place=placed(call_span(text, "dict")))
    return repaired(text, request(text, "create", *FULL_SET, holder="connect_args", driver_dict=shown))


def _wrapped(text: str, expression: str) -> str:
    span = span_of(text, expression)
    return repaired(text, request(text, "create", CACHE_OFF, holder="connect_args", driver_dict_span=span))


def _dropped(text: str) -> str:
    home = OptionKind.DRIVER if "connect_args" in text else OptionKind.CALL
    options = [option("bad", home, span_of(text, "5"))]
    return repaired(text, request(text, "create", DropOption("bad", home), options=options))


def _changed(text: str) -> str:
    options = [option("cache", OptionKind.CALL, span_of(text, "1000000"))]
    return repaired(text, request(text, "create", SetOption("cache", "0", driver=True), options=options))


def _repairs() -> dict[str, tuple[str, Callable[[str], str]]]:
    cases: dict[str, tuple[str, Callable[[str], str]]] = {}
    for name, text in ADDED.items():
        for addition in ADDITIONS:
            cases[f"added-{name}-{addition}"] = (text, lambda text, addition=addition: _added(text, addition))  # type: ignore[misc]
    for name, text in EXTENDED.items():
        cases[f"extended-{name}"] = (text, _extended)
    cases["extended-call"] = ("args = dict(ssl=DSN)\nx = create(DSN, connect_args=args)\n", _extended_call)
    for number, (expression, text) in enumerate(WRAPPED.items()):
        cases[f"wrapped-{number}"] = (text, lambda text, expression=expression: _wrapped(text, expression))  # type: ignore[misc]
    cases |= {f"dropped-{name}": (text, _dropped) for name, text in DROPPED.items()}
    cases |= {f"changed-{name}": (text, _changed) for name, text in CHANGED.items()}
    return cases


def _formatted(tool: str, texts: list[str], folder: Path) -> list[str]:
    if tool == "black":
        return [black.format_str(text, mode=black.Mode()) for text in texts]
    paths = [folder / f"file{number}.py" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", "--isolated", "--no-cache", str(folder)], check=True)
    return [path.read_text(encoding="utf-8") for path in paths]


def test_a_formatted_file_stays_formatted(tmp_path: Path) -> None:
    cases = _repairs()
    written = sorted({text.replace("DSN", "d" * length) for text, _ in cases.values() for length in LENGTHS})
    fixed: dict[tuple[str, str], str] = {}
    """The fix of each text, by the name of its case: the formatters agree on most of them."""
    different = []
    for tool in ("black", "ruff"):
        formatted = dict(zip(written, _formatted(tool, written, tmp_path), strict=True))
        own = {
            (name, formatted[text.replace("DSN", "d" * length)]): repair
            for name, (text, repair) in cases.items()
            for length in LENGTHS
        }
        for (name, before), repair in own.items():
            if (name, before) not in fixed:
                fixed[name, before] = repair(before)
                assert fixed[name, before] != before, name
        texts = [fixed[key] for key in own]
        again = _formatted(tool, texts, tmp_path)
        different += [
            f"{key[0]}, {tool}:\n{one}" for key, one, other in zip(own, texts, again, strict=True) if one != other
        ]
    assert "\n".join(different) == ""
