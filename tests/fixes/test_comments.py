"""Which comments go with the arguments that a fix removes, in the layouts that people use."""

from __future__ import annotations

import libcst as cst

from pooler_lint.fixes.calls import without_arguments
from tests.table import each_row

GONE = {"pool_size", "max_overflow", "pool_timeout"}


@each_row(
    ("before", "after"),
    [
        # One argument a line: the comment on its line, above it, and both.
        ("pool_size=10,  # Connections to keep\n    echo=True,  # log", "echo=True,  # log"),
        ("# Connections to keep\n    pool_size=10,\n    # log\n    echo=True,", "# log\n    echo=True,"),
        ("# Wait up to 30 seconds\n    # for a connection\n    pool_timeout=30,\n    echo=True,", "echo=True,"),
        ("echo=True,  # log\n    pool_size=10,  # ten", "echo=True,  # log"),
        ("pool_size=10,  # Connections\n                   # to keep\n    echo=True,", "echo=True,"),
        # A heading stays as long as one of its arguments does.
        ("# Pool\n    pool_size=10,\n    max_overflow=5,\n    echo=True,", "echo=True,"),
        ("# Pool\n    pool_size=10,\n    echo_pool=True,", "# Pool\n    echo_pool=True,"),
        ("# Engine options\n    pool_size=10,\n    echo=True,", "# Engine options\n    echo=True,"),
        ("# Ten are enough\n    pool_size=10,\n    echo=True,", "echo=True,"),
        ("a=1,\n\n    # pool\n    pool_size=9,\n\n    # log\n    echo=True,", "a=1,\n\n    # log\n    echo=True,"),
        # What is commented out, and what a tool reads.
        ("# pool_size=20 was too much\n    pool_size=10,\n    echo=True,", "echo=True,"),
        ("# future=True,\n    pool_size=10,\n    echo=True,", "# future=True,\n    echo=True,"),
        ("# fmt: off\n    pool_size =  10,  # type: ignore\n    echo =  True,", "# fmt: off\n    echo =  True,"),
        # Several arguments on a line.
        ("pool_size=10, max_overflow=20,  # both\n    echo=True,", "echo=True,"),
        ("echo=True, pool_size=10,  # noqa: E501", "echo=True,  # noqa: E501"),
        ("echo=True, pool_size=10,  # ten", "echo=True,"),
        ("pool_size=10, echo=True,  # log", "echo=True,  # log"),
        ("pool_size=10, echo=True,  # pool of ten", "echo=True,"),
        # Before the closing parenthesis, and in the argument itself.
        ("echo=True,\n    pool_size=10,\n    # the end", "echo=True,\n    # the end"),
        ("echo=True,\n    pool_size=int(  # ten\n        '10'\n    ),", "echo=True,"),
    ],
)  # fmt: skip
def test_comments_go_with_their_arguments(before: str, after: str) -> None:
    assert _without_gone(f"f(\n    {before}\n)") == f"f(\n    {after}\n)"


@each_row(
    ("before", "after"),
    [
        ("f(u, pool_size=10,  # ten\n  echo=True)", "f(u,\n  echo=True)"),
        ("f(u,  # where\n  pool_size=10,  # ten\n  echo=True)", "f(u,  # where\n  echo=True)"),
        ("f(  # the engine\n  u,\n  pool_size=10  # ten\n)", "f(  # the engine\n  u\n)"),
        ("f(\n  u  # where\n  , pool_size=10  # ten\n)", "f(\n  u  # where\n)"),
        ("f(u  # where\n  , pool_size=10)", "f(u  # where\n)"),
        ("f(\n  u\n  , pool_size=10  # ten\n  , echo=True  # log\n)", "f(\n  u\n  , echo=True  # log\n)"),
    ],
)
def test_other_layouts(before: str, after: str) -> None:
    assert _without_gone(before) == after


def _without_gone(text: str) -> str:
    call = cst.ensure_type(cst.parse_expression(text), cst.Call)
    gone = [place for place, arg in enumerate(call.args) if arg.keyword is not None and arg.keyword.value in GONE]
    return cst.Module([]).code_for_node(without_arguments(call, gone))
