"""Path patterns as git writes them: `*.py`, `/build`, `docs/`, `a/**/b`, `!keep.py`, `[[:digit:]]`.

One matcher serves `.gitignore` files, `exclude` and `per-file-ignores`, so a pattern means the same everywhere.
The rules are those of https://git-scm.com/docs/gitignore; characters are code points, not bytes.
"""

from __future__ import annotations

import re
from functools import cache

from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = r"(?!)"
_MARKS = str.maketrans("", "", "._-")
# A star may stand for nothing, but no name in a path is empty.
_NAME_FOLLOWS = "(?=[^/])"

_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r"\ \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\ \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


class Pattern(NamedTuple):
    """One line of an ignore file; `regex` fits a whole path below the file's folder, that of a folder with a slash."""

    regex: re.Pattern[str]
    negated: bool


class _Unmatchable(ValueError):
    """The pattern is malformed; git lets such a pattern match nothing."""


def parse_pattern(line: str) -> Pattern | None:
    """One line of an ignore file, without newline. None: a comment, a blank, or a pattern that matches nothing."""
    read = _read_pattern(line)
    return None if read is None else Pattern(re.compile(read[0], re.DOTALL), read[1])


def _read_pattern(line: str) -> tuple[str, bool] | None:
    """What `parse_pattern` makes of the line, with the expression as a text: compiling one takes 0.1 ms."""
    line = _trim_trailing_spaces(line)
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    try:
        return _path_regex(line[1:] if negated else line), negated
    except _Unmatchable:
        return None


def parse_ignore_file(content: str) -> tuple[Pattern, ...]:
    """The patterns of a `.gitignore` file, in order. Malformed lines match nothing, as in git."""
    lines = (line.removesuffix("\r") for line in content.removeprefix("\ufeff").split("\n"))
    return tuple(pattern for pattern in map(parse_pattern, lines) if pattern is not None)


def verdict(patterns: Sequence[Pattern], relative: str) -> bool | None:
    """True: ignored; False: re-included; None: no pattern matches. The last match decides."""
    for pattern in reversed(patterns):
        if pattern.regex.fullmatch(relative):
            return not pattern.negated
    return None


def glob_problem(glob: str) -> str | None:
    """Why this can't be used as an `exclude` pattern, or None."""
    if not glob.strip("/ "):
        return "is empty"
    if glob.startswith("!"):
        return "starts with '!', which only .gitignore files know"
    if parse_pattern(glob) is None:
        return "matches nothing"
    return None


@cache
def compile_globs(globs: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that matches a path (a directory's ends in a slash) when one of the globs does."""
    patterns = (_read_pattern(glob.removeprefix("./")) for glob in globs)
    bodies = [f"(?:{pattern[0]})" for pattern in patterns if pattern is not None and not pattern[1]]
    return re.compile("|".join(bodies), re.DOTALL) if bodies else re.compile(_NEVER)


@cache
def plain_names(globs: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """The globs that are nothing but a name, which a set finds faster than an expression; and one for the others."""
    others = tuple(glob for glob in globs if not glob.translate(_MARKS).isalnum())
    return frozenset(globs).difference(others), compile_globs(others) if others else None


def matches_path(regex: re.Pattern[str], relative: str) -> bool:
    """Does the expression match the file at this relative path, or a folder that it is in?"""
    parts = relative.split("/")
    folders = ("/".join(parts[:count]) + "/" for count in range(1, len(parts)))
    return any(regex.fullmatch(folder) for folder in folders) or regex.fullmatch(relative) is not None


def _trim_trailing_spaces(line: str) -> str:
    end = 0
    position = 0
    while position < len(line):
        if line[position] == "\\":
            position += 2
            end = position
            continue
        position += 1
        if line[position - 1] != " ":
            end = position
    return line[:end]


def _path_regex(body: str) -> str:
    directory_only = body.endswith("/")
    body = body.removesuffix("/")
    if not body:
        raise _Unmatchable
    anywhere = "/" not in body
    body = body.removeprefix("/")
    prefix = "(?:.*/)?" if anywhere else ""
    return prefix + _NAME_FOLLOWS + _glob_regex(body) + ("/" if directory_only else "/?")


def _glob_regex(glob: str) -> str:
    out: list[str] = []
    position = 0
    while position < len(glob):
        character = glob[position]
        if character == "*":
            piece, position = _stars(glob, position)
        elif character == "?":
            piece, position = "[^/]", position + 1
        elif character == "[":
            piece, position = _bracket(glob, position)
        elif character == "\\":
            if position + 1 == len(glob):
                raise _Unmatchable
            piece, position = re.escape(glob[position + 1]), position + 2
        elif character == "/":
            piece, position = "/" + _NAME_FOLLOWS, position + 1
        else:
            piece, position = re.escape(character), position + 1
        out.append(piece)
    return "".join(out)


def _stars(glob: str, start: int) -> tuple[str, int]:
    end = start
    while end < len(glob) and glob[end] == "*":
        end += 1
    opens_segment = start == 0 or glob[start - 1] == "/"
    if end - start == 1 or not opens_segment:
        return "[^/]*", end
    if end == len(glob):
        return ".+", end
    if glob[end] == "/":
        return "(?:.*/)?" + _NAME_FOLLOWS, end + 1
    return "[^/]*", end


def _bracket(glob: str, start: int) -> tuple[str, int]:
    position = start + 1
    negated = glob[position : position + 1] in ("!", "^")
    if negated:
        position += 1
    items: list[str] = []
    previous = ""
    first = True
    while first or glob[position : position + 1] != "]":
        first = False
        character = glob[position : position + 1]
        if not character:
            raise _Unmatchable
        if character == "-" and previous and glob[position + 1 : position + 2] not in ("", "]"):
            last, position = _literal(glob, position + 1)
            if previous <= last:
                items.append(f"{re.escape(previous)}-{re.escape(last)}")
            previous = ""
        elif named := re.compile(r"\[:([^\]]*):\]").match(glob, position):
            if named[1] not in _CLASSES:
                raise _Unmatchable
            items.append(_CLASSES[named[1]])
            position, previous = named.end(), ""
        else:
            previous, position = _literal(glob, position)
            items.append(re.escape(previous))
    inside = "".join(items)
    if not inside:
        return ("[^/]" if negated else "(?!)"), position + 1
    return f"(?!/)[{'^' if negated else ''}{inside}]", position + 1


def _literal(glob: str, position: int) -> tuple[str, int]:
    if glob[position] != "\\":
        return glob[position], position + 1
    if position + 1 == len(glob):
        raise _Unmatchable
    return glob[position + 1], position + 2
