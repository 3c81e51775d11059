"""Parse the text of a Python file, whatever it holds."""

from __future__ import annotations

import ast
import re
import warnings

MOST_MARKS = 200_000
"""Punctuation and line ends outside of plain literals: Python's tree takes 2 KB for each.

LibCST is given fewer nodes, so no such file could be fixed."""
_MARK = re.compile(r"[^\w \t]")
# Each alternative ends with the text where nothing closes it, so that this takes linear time.
_PLAIN = re.compile(
    r'''(?<![fFtT])(?<![fFtT][rR])(?:"""[\s\S]*?(?:"""|\Z)|"(?:\\[\s\S]|[^"\\\n])*["\n]?)'''
    r"""|(?<![fFtT])(?<![fFtT][rR])(?:'''[\s\S]*?(?:'''|\Z)|'(?:\\[\s\S]|[^'\\\n])*['\n]?)|#[^\n]*"""
)
"""A literal without holes, or a comment."""
_TYPE_STATEMENT = re.compile(r"\btype[ \t\\]+[^\W\d]\w*[ \t]*[\[=]")

TOO_DEEP = "it nests too deep"
SPLIT = "split the file, or exclude it"
SPLIT_CODE = "split the expression or the statement that nests too deep, or exclude the file"
CORRECT = "correct the syntax, or exclude the file"
NEWER_PYTHON = "run pooler-lint with that Python, or exclude the file"


class TooLarge(ValueError):
    """The text has more of something than a limit allows; the message names the limit."""


def parse(text: str) -> ast.Module:
    """Return the syntax tree of the text; syntax that is newer than this Python is adapted.

    Raises SyntaxError, ValueError (NUL bytes), TooLarge (more than `MOST_MARKS`), RecursionError, MemoryError.
    """
    if len(text) > MOST_MARKS and _marks(text) > MOST_MARKS and _marks(_PLAIN.sub("", text)) > MOST_MARKS:
        raise TooLarge(f"it has more than {MOST_MARKS:,} operators, brackets and line ends")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is the business of other tools
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            from pooler_lint.index.newer import parse_newer

            tree = parse_newer(text, error)
    return _with_assignments(tree) if _TYPE_STATEMENT.search(text) else tree


def _marks(text: str) -> int:
    return sum(1 for _ in _MARK.finditer(text))


def _with_assignments(tree: ast.Module) -> ast.Module:
    """Return the tree with `X = int` in place of `type X = int`, which means the same to whoever reads `X`."""
    for node in ast.walk(tree):
        for block in ("body", "orelse", "finalbody"):
            statements = getattr(node, block, None)
            if isinstance(statements, list):
                statements[:] = map(_assigned, statements)
    return tree


def _assigned(statement: ast.stmt) -> ast.stmt:
    if type(statement).__name__ != "TypeAlias":  # from Python 3.12
        return statement
    name, value = statement.name, statement.value  # type: ignore[attr-defined]
    return ast.copy_location(ast.Assign([name], value), statement)
