"""Path patterns as git writes them: `*.py`, `/build`, `docs/`, `a/**/b`, `!keep.py`, `[[:digit:]]`.

One matcher serves `.gitignore` files, `exclude` and `per-file-ignores`, so a pattern means the same everywhere.
The rules are those of https://git-scm.com/docs/gitignore; characters are code points, not bytes.

No pattern backtracks: each path takes linear time.
"""

from __future__ import annotations

from functools import cache

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.globs import Segment, Unmatchable, segments_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_GLOBS = 5_000
"""Patterns with wildcards that apply to one folder: each path is compared with all of them, which takes 3 ms."""
MOST_LINES = 200_000
"""Lines in all ignore files of a repository that are read: each takes 400 bytes and 10 µs."""
LONGEST = 4_096
"""Characters of a pattern: no path of an operating system is longer, so a longer pattern matches nothing."""

_TOO_MANY = f"it has more than {MOST_GLOBS:,} patterns with wildcards"
_TOO_MANY_TOGETHER = f"with the ignore files of the folders above, {_TOO_MANY}"
_NOTHING = -1, False
_MARKS = str.maketrans("", "", "._-")


class TooManyPatterns(ValueError):
    """There are more patterns than are read."""


class Pattern(NamedTuple):
    """One line of an ignore file."""

    line: str
    """As it is written."""
    runs: tuple[tuple[Segment, ...], ...]
    """The segments, divided where `**` stands for any number of folders."""
    negated: bool
    folders_only: bool
    inside: bool
    """The pattern ends in `/**`: it matches what is in the folder."""

    @property
    def literal(self) -> str | None:
        """The only path, or name behind `**/`, that the pattern matches; None: there are more."""
        names = [segment.literal for segment in self.runs[-1]]
        if self.inside or len(self.runs) > 2 or (len(self.runs) == 2 and (self.runs[0] or len(names) > 1)):
            return None
        return None if None in names or not names else "/".join(name or "" for name in names)

    @property
    def ends(self) -> tuple[str, str]:
        """The texts that the name of each matched path begins and ends with, as far as they are plain."""
        return ("", "") if self.inside or not self.runs[-1] else self.runs[-1][-1].ends

    def matches(self, parts: Sequence[str]) -> bool:
        """True if the pattern matches the path with these parts, be it a file or a folder."""
        end = len(parts) - self.inside
        first, last = self.runs[0], self.runs[-1]
        if not _stands_at(first, parts, 0, end):
            return False
        if len(self.runs) == 1:
            return len(first) == end or (self.inside and len(first) < end)
        start = len(first)
        for run in self.runs[1:] if self.inside else self.runs[1:-1]:
            while not _stands_at(run, parts, start, end):
                start += 1
                if start > end:
                    return False
            start += len(run)
        return self.inside or (end - len(last) >= start and _stands_at(last, parts, end - len(last), end))


def _stands_at(run: Sequence[Segment], parts: Sequence[str], start: int, end: int) -> bool:
    if start + len(run) > end:
        return False
    return all(segment.matches(parts[start + offset]) for offset, segment in enumerate(run))


class Patterns:
    """Patterns in their order, of which the last one that matches a path decides.

    Names and paths without wildcards are looked up, so that a long list costs no more than a short one.
    """

    __slots__ = ("_files", "_folders", "_globs", "_names", "lines")

    def __init__(self, patterns: Iterable[Pattern], most: int = MOST_GLOBS) -> None:
        """Raises `TooManyPatterns` if more than so many of them have wildcards."""
        globs: list[tuple[int, bool, str, str, Pattern]] = []
        lines: list[str] = []
        # By name, and by path with its slash in front: the number of the last pattern, and if it excludes.
        self._files: dict[str, tuple[int, bool]] = {}
        self._folders: dict[str, tuple[int, bool]] = {}
        for number, pattern in enumerate(patterns):
            lines.append(pattern.line)
            literal = pattern.literal
            if literal is None:
                globs.append((number, pattern.folders_only, *pattern.ends, pattern))
                if len(globs) > most:
                    raise TooManyPatterns(_TOO_MANY if most == MOST_GLOBS else _TOO_MANY_TOGETHER)
                continue
            key = literal if len(pattern.runs) == 2 else f"/{literal}"
            self._folders[key] = number, not pattern.negated
            if not pattern.folders_only:
                self._files[key] = number, not pattern.negated
        self._globs = tuple(reversed(globs))
        self.lines = tuple(lines)

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def globs(self) -> int:
        """How many of the patterns have wildcards."""
        return len(self._globs)

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Return True if the path is ignored, False if it is included again, None if no pattern matches it."""
        known = self._folders if is_folder else self._files
        name = path.rpartition("/")[2]
        last, decided = max(known.get(name, _NOTHING), known.get(f"/{path}", _NOTHING))
        for number, folders_only, start, end, pattern in self._globs:
            if number < last:
                break
            # First what takes least time: hardly any pattern comes further.
            if name.endswith(end) and name.startswith(start) and (is_folder or not folders_only):
                if pattern.matches(path.split("/")):
                    return not pattern.negated
        return None if last < 0 else decided

    def match_within(self, path: str) -> bool:
        """True if the patterns exclude the file at this path, or one of the folders that it is in."""
        is_folder = path.endswith("/")
        parts = path.removesuffix("/").split("/")
        folders = ("/".join(parts[:count]) for count in range(1, len(parts)))
        return any(self.verdict(folder, True) for folder in folders) or bool(self.verdict("/".join(parts), is_folder))


def parse_pattern(line: str) -> Pattern | None:
    """Parse one line of an ignore file, without newline.

    None: a comment, a blank, or a pattern that matches nothing.
    """
    line = _trim_trailing_spaces(line)
    if not line or line.startswith("#") or len(line) > LONGEST:
        return None
    negated = line.startswith("!")
    body = line[1:] if negated else line
    folders_only = body.endswith("/")
    body = body.removesuffix("/")
    if not body:
        return None
    try:
        segments = segments_of(body.removeprefix("/")) if "/" in body else [None, *segments_of(body)]
    except Unmatchable:
        return None
    inside = len(segments) > 1 and segments[-1] is None
    runs: list[list[Segment]] = [[]]
    for segment in segments[:-1] if inside else segments:
        if segment is None:
            runs.append([])
        else:
            runs[-1].append(segment)
    return Pattern(line, tuple(map(tuple, runs)), negated, folders_only, inside)


def parse_ignore_file(content: str, most: int = MOST_GLOBS) -> Patterns:
    """Parse a `.gitignore` file. Malformed lines match nothing, as in git.

    Raises `TooManyPatterns` if more than `most` patterns have wildcards.
    """
    lines = (line.removesuffix("\r") for line in content.removeprefix("\ufeff").split("\n"))
    return Patterns((pattern for pattern in map(parse_pattern, lines) if pattern is not None), most)


def glob_problem(glob: str) -> str | None:
    """Return why this can't be used as an `exclude` pattern, or None."""
    if not glob.strip("/ "):
        return "is empty"
    if glob.startswith("!"):
        return "starts with '!', which only .gitignore files know"
    if parse_pattern(glob) is None:
        return "matches nothing"
    return None


@cache
def compile_globs(globs: tuple[str, ...]) -> Patterns:
    """Return the patterns of a setting; one that starts with `!` matches nothing there. Raises `TooManyPatterns`."""
    patterns = (parse_pattern(glob.removeprefix("./")) for glob in globs)
    return Patterns(pattern for pattern in patterns if pattern is not None and not pattern.negated)


@cache
def plain_names(globs: tuple[str, ...]) -> tuple[frozenset[str], Patterns | None]:
    """Return the globs that are nothing but a name, which need no parsing; and the patterns of the others."""
    others = tuple(glob for glob in globs if not glob.translate(_MARKS).isalnum())
    return frozenset(globs).difference(others), compile_globs(others) if others else None


def _trim_trailing_spaces(line: str) -> str:
    """Return the line without blanks at its end; one after a backslash stays."""
    if not line.endswith(" "):
        return line
    trimmed = line.rstrip(" ")
    backslashes = len(trimmed) - len(trimmed.rstrip("\\"))
    return line[: len(trimmed) + backslashes % 2]
