"""Traces of poolers in the files of a repository: where there is none, no connection of it leads to a pooler.

What makes an address that of a pooler is its port, a word in its host, or the name of the variable that holds it. All
of them are written somewhere: as a text, a number or a name in Python code, or in a file of settings. A text that a
program makes of single letters, and a port that it calculates, are out of scope.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from pooler_lint.files.screen import hides_its_words
from pooler_lint.files.text import Unreadable, decode
from pooler_lint.index.nodes import Nodes
from pooler_lint.index.parsing import parse
from pooler_lint.project.environment.names import may_hold_settings

if TYPE_CHECKING:
    from pooler_lint.project.code import Code
    from pooler_lint.project.environment.tree import Tree
    from pooler_lint.repository.files import Repository

PORTS = ("5431", "6432", "6543", "25061")
"""Ports that poolers listen on and databases by default do not."""
_START, _END = r"(?:(?<![a-z_])|(?<=\\[nrt]))", r"(?![a-z])"
_APART = rf"(?:(?<![a-z0-9])|(?<=\\[nrt])){{}}{_END}"
WORDS = {
    "bouncer": {"bouncer": rf"pg[-_]?bouncer|(?:(?<![a-z])|(?<=\\[nrt]))bouncer{_END}"},
    "supa": {word: _APART.format(word) for word in ("supabase", "supavisor")},
    "cloud": {word: re.escape(word) for word in ("psdb.cloud", "tsdb.cloud", "scw.cloud")},
    "amazonaws": {"amazonaws": r"rds\.amazonaws|(?<![a-z0-9.-])amazonaws"},  # and not the hosts of other services
    "pool": {
        "pooler": _APART.format("pooler"),
        # A prefix of settings may end, and the name of a field begin, at each `_` of a name.
        "pool_url": rf"{_START}(?:(?:database_)?connection_)?pool_url(?![a-z_])",
        "connection_pool_": rf"{_START}(?:database_)?connection_pool_{_END}",
        "pooled": rf"{_START}(?:database_)?url_pooled(?![a-z_])|(?<![a-z_ ])pooled(?![a-z_ ])|{_START}pooled\s*[:=]",
    },
    **{word: {word: _APART.format(word)} for word in ("pgcat", "pgdog", "odyssey")},
    **{
        word: {word: re.escape(word)}
        for word in ("database.azure", "ondigitalocean", "postgresbridge", "powabase", "prisma", "vercel-storage")
    },
}
"""Words in lower case, each with the expression that tells it from a part of another one, by a part of theirs."""
_OF_NAMES = ("prisma", "pool_url", "connection_pool_", "pooled")
"""Those that the names of variables hold: a field of a settings class has such a name as well."""
DIRECT = (
    *("DATABASE_URL_UNPOOLED", "DATABASE_UNPOOLED_URL", "DATABASE_PUBLIC_UNPOOLED_URL", "PGHOST_UNPOOLED"),
    *("POSTGRES_URL_NON_POOLING", "DIRECT_URL"),
)
"""Names of variables beside which another one holds the address of a pooler; comments name them as well."""
_DIRECT = re.compile(rf"\b(?:{'|'.join(DIRECT)})\b".encode())
_OF_DIRECT = (b"pool", b"direct_url")
"""In lower case, one of these is in each of them."""
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))

_LEFT_OUT = 2_000
"""Files in folders that are left out; where there are more, each of them may be such a file."""


def are_found(repository: Repository, tree: Tree, code: Code) -> bool:
    """True if a file that the evaluation of a file of the repository can read may name a pooler."""
    code.consult((), ((word,) for word in searched_words()))
    if tree.problems or tree.links:
        return True
    left_out = _left_out(repository, tree, code)
    if left_out is None:
        return True
    files = (*(code.path(file) for file in tree.settings), *left_out)
    found = next((path for path in files if _is_in_file(repository, path)), None)
    if found is None:
        found = next((code.path(file) for file in code.files if is_in_code(code.text(file))), None)
    code.consult(() if found is None else (found,))
    return found is not None


def _left_out(repository: Repository, tree: Tree, code: Code) -> list[str] | None:
    """Return the files in folders that are left out; None where there are too many."""
    files: list[str] = []
    for folder in tree.left_out():
        below = repository.below(code.path(folder), _LEFT_OUT)
        if below is None:
            return None
        files.extend(path for path in below if path.endswith(".py") or may_hold_settings(path))
    return files if len(files) <= _LEFT_OUT else None


def searched_words() -> Iterator[str]:
    """Yield the words, in small letters, of which a file has to hold one."""
    yield from (word for words in WORDS.values() for word in words)
    yield from map(str.lower, DIRECT)
    for port in PORTS:
        yield from (port, f"{port[:-3]}_{port[-3:]}")


def _is_in_file(repository: Repository, path: str) -> bool:
    try:
        data = repository.read(path)
    except OSError:  # no evaluation reads it either
        return False
    return is_in_code(data) if path.endswith(".py") else is_in_text(data)


def is_in_text(data: bytes) -> bool:
    """True if the content of a settings file, or a value of a variable, may name a pooler."""
    lowered = data.lower()
    return _names_direct(data, lowered) or any(pattern.search(lowered) for _, pattern in _patterns(data, lowered))


def is_in_code(data: bytes) -> bool:
    """True if a text, a number or a name in this Python source may name a pooler; comments and docstrings do not."""
    lowered = data.lower()
    if _names_direct(data, lowered) or hides_its_words(data):
        return True
    patterns = [(word, pattern) for word, pattern in _patterns(data, lowered) if pattern.search(lowered)]
    if not patterns:
        return False
    source = decode(data)
    if isinstance(source, Unreadable):
        return False
    try:
        nodes = Nodes(parse(source.text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    of_names = [pattern for word, pattern in patterns if word in _OF_NAMES]
    return _is_in_any([pattern for _, pattern in patterns], _values(nodes)) or _is_in_any(of_names, _fields(nodes))


def _patterns(data: bytes, lowered: bytes) -> Iterator[tuple[str, re.Pattern[bytes]]]:
    """Yield the expressions of those words and ports that the text may hold."""
    words, ports = _compiled()
    for part, of_part in words:
        if part in lowered:
            yield from ((word.decode(), pattern) for word, pattern in of_part if word in lowered)
    digits = data.translate(None, _NO_DIGITS)
    yield from ((port.decode(), pattern) for port, pattern in ports if port in digits)


def _names_direct(data: bytes, lowered: bytes) -> bool:
    return any(part in lowered for part in _OF_DIRECT) and _DIRECT.search(data) is not None


_Patterns: TypeAlias = "list[tuple[bytes, re.Pattern[bytes]]]"


@cache
def _compiled() -> tuple[list[tuple[bytes, _Patterns]], _Patterns]:
    ports = {port: rf"(?<![0-9]){port[:-3]}_?{port[-3:]}(?![0-9])" for port in PORTS}
    return [(part.encode(), _all_compiled(words)) for part, words in WORDS.items()], _all_compiled(ports)


def _all_compiled(patterns: Mapping[str, str]) -> _Patterns:
    return [(word.encode(), re.compile(pattern.encode())) for word, pattern in patterns.items()]


def _is_in_any(patterns: Iterable[re.Pattern[bytes]], texts: Iterable[str]) -> bool:
    encoded = [text.lower().encode("utf-8", "surrogatepass") for text in texts]
    return any(pattern.search(text) for pattern in patterns for text in encoded)


def _values(nodes: Nodes) -> Iterator[str]:
    """Yield the texts and the numbers of a module, without docstrings."""
    docstrings = {id(node.value) for node in nodes.of(ast.Expr)}
    for node in nodes.of(ast.Constant):
        if isinstance(node.value, bytes):
            yield node.value.decode("latin-1")
        elif isinstance(node.value, (str, int)) and id(node) not in docstrings:
            yield str(node.value)


def _fields(nodes: Nodes) -> Iterator[str]:
    """Yield the names by which settings classes look for variables."""
    yield from (node.target.id for node in nodes.of(ast.AnnAssign) if isinstance(node.target, ast.Name))
    assigned = (one for node in nodes.of(ast.ClassDef) for one in node.body if isinstance(one, ast.Assign))
    yield from (target.id for one in assigned for target in one.targets if isinstance(target, ast.Name))
