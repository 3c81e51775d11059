"""Files of `NAME=value` lines, as python-dotenv reads them."""

from __future__ import annotations

import io
import re

from pooler_lint.files.formats import Unparsable, refuse_gaps
from pooler_lint.project.environment.data import Block, Problem, Rank, Reading, Setting
from pooler_lint.project.environment.interpolation import Lookup, resolve_braces, resolve_together
from pooler_lint.project.environment.source import Source

_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?'?[^=\s']+'?[^\S\r\n]*=[^\S\r\n]*(?P<quote>['\"]?)")
_LEADING = re.compile(r"\s*")
_BREAK = re.compile(r"\r\n|\n|\r")


def read_dotenv(text: str, path: str, surroundings: Lookup = lambda name: None) -> Reading:
    """One block with the last assignment of every variable. `surroundings` knows the variables of other places.

    A line that is no assignment is a problem; a name without `=` says nothing.
    """
    from dotenv.parser import parse_stream

    try:
        refuse_gaps(text)
    except Unparsable as error:
        return Reading((), (Problem(error.line, error.why),))
    raw: dict[str, str] = {}
    lines: dict[str, int] = {}
    literal: set[str] = set()
    no_assignments: list[int] = []
    for binding in parse_stream(io.StringIO(text.replace("\0", ""))):
        written = binding.original.string
        line = binding.original.line + len(_BREAK.findall(_LEADING.match(written)[0]))  # type: ignore[index]
        if binding.error:
            no_assignments.append(line)
        if binding.key is None or binding.value is None:
            continue
        found = _ASSIGNMENT.match(written)
        raw[binding.key], lines[binding.key] = binding.value, line
        literal.discard(binding.key)
        if found is not None and found["quote"] == "'":
            literal.add(binding.key)

    def resolve(value: str, lookup: Lookup) -> str:
        return resolve_braces(value, _first(lookup, surroundings), "\\$")

    # Shells and compose take single quotes literally; python-dotenv does not, so only a lone dollar stays what it is.
    quoted = {name for name in literal if "${" not in raw[name]}
    values = {**resolve_together(raw, resolve), **{name: raw[name] for name in quoted}}
    settings = tuple(Setting(name, values[name], path, lines[name]) for name in raw)
    return Reading((Block(path, settings),), _problem(no_assignments))


def _first(lookup: Lookup, other: Lookup) -> Lookup:
    """Return a look-up that asks the other one for what the first does not know."""

    def known(name: str) -> str | None:
        own = lookup(name)
        return other(name) if own is None else own

    return known


def _problem(lines: list[int]) -> tuple[Problem, ...]:
    """One problem for all lines that are no assignments, at the first of them."""
    if not lines:
        return ()
    more = f", nor are {len(lines) - 1} more" if len(lines) > 1 else ""
    return (Problem(lines[0], f"this line is no assignment{more}"),)


_NOT_READ = (
    r"py|pyi|js|cjs|mjs|ts|tsx|jsx|json|ya?ml|toml|sh|bash|fish|ps1|bat|md|rst|txt|html|rb|go|rs|php|ini|cfg|lock"
    r"|patch|diff|orig|rej|bak|swp|enc|gpg|age|asc|vault|keys|zip|gz|pem|key|css|tf|j2|jinja2?|erb|dockerfile"
)
SOURCE = Source(
    "file of variables",
    "`.env`, `.env.<name>`, `<name>.env`",
    rf"(?!dockerfile|containerfile|[^/]+\.(?:{_NOT_READ})\Z)(?:\.?env|[\w.-]+\.env)(?:[._-][\w.-]+)?",
    Rank.DOTENV,
)
