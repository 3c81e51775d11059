"""Sources that reach the repairs: the cases of `testdata/`, changed in the ways in which people write code."""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeAlias

TESTDATA = Path(__file__).parent.parent.parent / "testdata"

Mutator: TypeAlias = "Callable[[str, Random], str]"

COMMENTS = ("# c", "# noqa: E501", "# type: ignore", "# )", "# 日本 \U0001f600", "#", "# 'x", '# """', "# \\")
WRAPS = (
    "def f(x, y):\n{}",
    "async def f():\n{}",
    "class A(B):\n{}",
    "if x:\n{}",
    "if x:\n    pass\nelse:\n{}",
    "try:\n{}\nexcept (A, B) as e:\n    raise",
    "try:\n    pass\nfinally:\n{}",
    "with a as b, c:\n{}",
    "for x in y:\n{}\nelse:\n    pass",
    "while True:\n{}\n    break",
    "match x:\n    case [a, *_] if a:\n{}\n    case _:\n        pass",
    "@a\n@b(1)\ndef f(*, x: int = 1, **k) -> None:\n    '''doc'''\n{}",
    "def f():\n    def g():\n        nonlocal_ = 1\n{}\n    return g",
)
AROUND = (
    "({})", "(({}))", "(y := {})", "(await {})", "(lambda: {})", "[{} for _ in x]", "(x or {})", "({} if x else None)",
    "print({}, 1)", "{{'k': {}}}['k']", "(*a, {})[-1]", "f'{{{}}}'", "({}).a", "( # c\n{}\n)", "(yield {})", "x[{}]",
    "-{}", "({}\n# c\n)", "f(a={})", "not {}", "({},)[0]",
)  # fmt: skip
ARGUMENTS = (
    ", ",
    ", *a",
    ", **k",
    ", **{}",
    ", timeout=1",
    ", # c\n",
    ",\n",
    ", timeout=(1), ",
    ", a=lambda: 1,",
    " # c\n",
)
LEADS = ("'日本'; ", "é = 1; ", "x = 1; ", "\\\n", "if 1: ", "async with a: ", "for _ in x: ", "class A: ")


@cache
def seeds() -> tuple[str, ...]:
    """The cases, largest last; what configures them is a comment and means nothing here."""
    paths = [path for path in TESTDATA.rglob("*.py") if "projects" not in path.parts]
    texts = {path.read_text(encoding="utf-8") for path in sorted(paths)}
    return tuple(sorted(texts, key=lambda text: (len(text), text)))


def splice(text: str, random: Random) -> str:
    """A statement of another case at some place."""
    other = _statements(random.choice(seeds()))
    lines = text.split("\n")
    at = random.randrange(len(lines) + 1)
    before = lines[at] if at < len(lines) else ""
    indent = before[: len(before) - len(before.lstrip())]
    new = textwrap.indent(textwrap.dedent(random.choice(other)), indent) if other else ""
    return "\n".join([*lines[:at], new, *lines[at:]])


def wrap(text: str, random: Random) -> str:
    """All of it, or all after the imports, inside a block."""
    head, body = _head_and_body(text) if random.random() < 0.7 else ("", text)
    block = random.choice(WRAPS)
    depth = max(len(line) - len(line.lstrip()) for line in block.split("{}")[0].split("\n")) + 4
    if "class A" not in block and block.startswith(("match", "def f():\n    def")):
        depth += 4 if block.startswith("match") else 0
    return head + block.replace("{}", textwrap.indent(body, " " * depth)) + "\n"


def reindent(text: str, random: Random) -> str:
    """Other indentation than four spaces."""
    unit = random.choice(("\t", "  ", "        ", " ", "\t ", "\f    "))
    return re.sub(r"^(?: {4})+", lambda match: unit * (len(match[0]) // 4), text, flags=re.MULTILINE)


def line_ends(text: str, random: Random) -> str:
    """Windows, old Macs, a mixture, none at the end."""
    kind = random.randrange(5)
    if kind == 4:
        return text.rstrip("\n")
    ends = (("\r\n",), ("\r",), ("\r\n", "\n"), ("\n\f\n", "\n", "\n\n"))[kind]
    return re.sub(r"\r\n|\n", lambda _: random.choice(ends), text)


def comments(text: str, random: Random) -> str:
    """Comments behind lines, and inside brackets wherever one may stand."""
    chance = random.choice((0.05, 0.3, 1.0))

    def after(token: tokenize.TokenInfo, depth: int) -> str:
        if token.type in (tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT) or random.random() > chance:
            return ""
        return f" {random.choice(COMMENTS)}\n" if depth else ""

    return _between_tokens(text, after)


def continuations(text: str, random: Random) -> str:
    """Backslashes at the ends of lines."""
    chance = random.choice((0.05, 0.3))

    def after(token: tokenize.TokenInfo, depth: int) -> str:
        plain = token.type in (tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING)
        return " \\\n " if plain and random.random() < chance else ""

    return _between_tokens(text, after)


def around(text: str, random: Random) -> str:
    """A call, or what is called, or an argument, inside something else."""
    spans = _spans(text, (ast.Call, ast.Constant, ast.Attribute, ast.Dict, ast.JoinedStr, ast.Name, ast.BinOp))
    if not spans:
        return text
    start, end = random.choice(spans)
    return text[:start] + random.choice(AROUND).replace("{}", text[start:end]) + text[end:]


def arguments(text: str, random: Random) -> str:
    """One more argument, a star, or a comma too many."""
    spans = _spans(text, (ast.Call, ast.Dict))
    if not spans:
        return text
    _, end = random.choice(spans)
    return text[: end - 1] + random.choice(ARGUMENTS) + text[end - 1 :]


def strings(text: str, random: Random) -> str:
    """Another prefix, other quotes, two literals for one, a hole."""
    spans = [(s, e) for s, e in _spans(text, (ast.Constant, ast.JoinedStr)) if text[s:e][-1:] in "'\""]
    if not spans:
        return text
    start, end = random.choice(spans)
    old = text[start:end]
    inner = re.sub(r"\A[a-zA-Z]*(?:'''|\"\"\"|'|\")|(?:'''|\"\"\"|'|\")\Z", "", old)
    at = random.randrange(len(inner) + 1)
    new = random.choice(
        (
            f'"""{inner}"""', f"'{inner}'", f'f"{inner}"', f"rb'{inner}'", f'r"{inner}"', f'u"{inner}"',
            f'("{inner[:at]}" "{inner[at:]}")', f'("{inner[:at]}"\n    # c\n    f"{inner[at:]}")',
            f'"{inner[:at]}" + "{inner[at:]}"', f'f"{inner[:at]}{{x}}{inner[at:]}"', f'"{inner}%s" % x',
            f'"{inner[:at]}" \\\n"{inner[at:]}"', f"str('{inner}')", f"'{inner[:at]}\\\n{inner[at:]}'",
            f'f"{inner[:at]}{{os.environ[\'X\']!r:>{{w}}}}{inner[at:]}"', f'"{inner}?a=1#b"', f"'{inner[::-1]}'",
        )
    )  # fmt: skip
    return text[:start] + new + text[end:]


def leads(text: str, random: Random) -> str:
    """Something before a statement on its line."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    bare = lines[at].lstrip()
    lines[at] = lines[at][: len(lines[at]) - len(bare)] + random.choice(LEADS) + bare
    return "\n".join(lines)


def swap_lines(text: str, random: Random) -> str:
    """Lines in another order, twice, or not at all."""
    lines = text.split("\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    if random.random() < 0.3:
        del lines[first]
    elif random.random() < 0.5:
        lines.insert(second, lines[first])
    else:
        lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def join_lines(text: str, random: Random) -> str:
    """Statements on one line."""
    return re.sub(r"(?<![:,\[({\\\n])\n(?=[a-z]\w* ?[=(.])", lambda m: "; " if random.random() < 0.4 else m[0], text)


def words(text: str, random: Random) -> str:
    """A word for another: names, numbers, options."""
    found = list(re.finditer(r"\w+", text))
    if not found:
        return text
    match = random.choice(found)
    other = random.choice(re.findall(r"\w+", random.choice(seeds())) or ["x"])
    new = random.choice((other, other, "é", "None", "0", "f()", "*x", "_", "x.y", "6432", "a:=1", "match", "ﬁ"))
    return text[: match.start()] + new + text[match.end() :]


def characters(text: str, random: Random) -> str:
    """Characters too many, too few, or of the odd kind: most often no Python any more."""
    for _ in range(random.choice((1, 1, 2, 5))):
        at, end = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
        kind = random.randrange(4)
        new = random.choice("()[]{},:'\"\\#=*@\n\t\f\r ;.fr0é日\U0001f600\u2028\x00\ufeff\x1a\u00a0")
        text = (
            text[:at] + new + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + new + text[at + 1 :],
            text[:at] + text[min(end, at + 40) :],
        )[kind]
    return text


MUTATORS: tuple[Mutator, ...] = (
    splice, wrap, reindent, line_ends, comments, continuations, around, arguments, strings, leads, swap_lines,
    join_lines, words, characters,
)  # fmt: skip

ENCODINGS: tuple[tuple[bytes, str], ...] = (
    (b"", "utf-8"), (b"", "utf-8"), (b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"# coding: latin-1\n", "latin-1"),
    (b"#!/usr/bin/python\r\n# -*- coding: cp1252 -*-\r\n", "cp1252"), (b"# coding: shift_jis\n", "shift_jis"),
    (b"\xef\xbb\xbf# coding: utf-8\n", "utf-8"), (b"# coding: ascii\n", "ascii"), (b"# coding: utf-7\n", "utf-7"),
    (b"# coding: utf-16\n", "utf-16"), (b"\x00", "utf-8"),
)  # fmt: skip


def encoded(text: str, encoding: tuple[bytes, str]) -> bytes:
    """The text as the bytes of a file; what the encoding lacks becomes a question mark."""
    head, name = encoding
    return head + text.encode(name, "replace")


def _statements(text: str) -> list[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return []
    lines = text.splitlines()
    return [
        "\n".join(lines[node.lineno - 1 : node.end_lineno]) for node in ast.walk(tree) if isinstance(node, ast.stmt)
    ]


def _head_and_body(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    last = max((n for n, line in enumerate(lines) if line.startswith(("import ", "from "))), default=-1)
    return "".join(f"{line}\n" for line in lines[: last + 1]), "\n".join(lines[last + 1 :])


def _spans(text: str, kinds: tuple[type[ast.expr], ...]) -> list[tuple[int, int]]:
    """Where expressions of these kinds stand."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    if "\f" in text or "\r" in text:
        return []  # lines of `ast` and of `str` are not the same ones
    found = []
    for node in ast.walk(tree):
        if isinstance(node, kinds) and node.end_lineno is not None and node.end_col_offset is not None:
            start = starts[node.lineno - 1] + len(lines[node.lineno - 1].encode()[: node.col_offset].decode())
            end_line = lines[node.end_lineno - 1]
            end = starts[node.end_lineno - 1] + len(end_line.encode()[: node.end_col_offset].decode())
            found.append((start, end))
    return sorted(found)


def _between_tokens(text: str, after: Callable[[tokenize.TokenInfo, int], str]) -> str:
    """The text with what `after` gives for each token and the depth of the brackets that it stands in."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, UnicodeError, SystemError):
        return text  # the last two are how Python 3.13 says it, of null bytes the very last one
    starts = [0]
    for line in io.StringIO(text):
        starts.append(starts[-1] + len(line))
    pieces: list[str] = []
    position, depth = 0, 0
    for token in tokens:
        if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        end = starts[token.end[0] - 1] + token.end[1]
        pieces.append(text[position:end])
        position = max(position, end)
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        inside_text = token.type not in (tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING)
        pieces.append("" if inside_text else after(token, depth))
    return "".join(pieces) + text[position:]
