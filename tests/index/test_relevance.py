"""Which files can hold a call that is looked for."""

from __future__ import annotations

import ast

from pooler_lint.index.nodes import Nodes
from pooler_lint.index.relevance import Relevance
from tests.table import each_row

WANTED = frozenset({"lib.call", "lib.inner.Thing.make", "other.connect"})


def relevance_of(source: str) -> Relevance:
    return Relevance(Nodes(ast.parse(source)), WANTED)


@each_row(
    "source",
    [
        "import lib\nlib.call()",
        "import lib as l\nl.call()",
        "import lib.inner\nlib.call()",
        "import lib.inner as i\ni.Thing.make()",
        "from lib import call as c\nc()",
        "from lib import inner\ninner.Thing.make()",
        "from lib.inner import Thing as T\nT.make()",
        "from lib import *\ncall()",
        "def f():\n    import lib\n    return lib.call",
    ],
)
def test_a_file_that_can(source: str) -> None:
    assert relevance_of(source).can_hold()


@each_row(
    "source",
    [
        "import elsewhere\nelsewhere.call()",
        "from .lib import call\ncall()",
        "import lib\nlib.unheard()",
        "from lib import call",
        "from lib import unheard\nunheard.call()",
        "import lib.inner as i\ni.call()",
        "import lib\nengine.connect()",
        "import library\nlibrary.call()",
    ],
)
def test_a_file_that_cannot(source: str) -> None:
    assert not relevance_of(source).can_hold()


@each_row(
    ("source", "names"),
    [
        ("import lib\nlib.call()", {"call", "make"}),
        ("from lib import call as c\nc()", {"c"}),
        ("from lib import call\nmake_it = partial(call, 1)\nself.make_it = call", {"call", "make_it"}),
    ],
)
def test_its_names(source: str, names: set[str]) -> None:
    assert relevance_of(source).names == names
