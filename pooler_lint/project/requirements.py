"""Requirements files of pip: pins, bounds, `-r` and `-c`, hashes, markers, extras."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from pooler_lint.files.formats import Unparsable, refuse_gaps
from pooler_lint.project.claims import Claim, Reading, both, either, joined, read_requirement, unreadable
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.records import dataclass
from pooler_lint.repository.files import Repository

_COMMENT = re.compile(r"(^|\s+)#.*$")
_OPTION = re.compile(r"\s--?[A-Za-z]")
_INCLUDE = re.compile(r"(?:(-r|--requirement)|(-c|--constraint))(?:\s*=\s*|\s+|(?<=-[rc]))(?P<path>\S.*)$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int


def read_requirements(path: Path, repository: Repository) -> Reading:
    """Return what a requirements file and those that it includes say; constraints narrow what is required.

    Files that are included over a network, or from outside of the repository, are not read. Each is read once.
    """
    wanted: list[Reading] = []
    bounds: list[Reading] = []
    _collect(path, repository, wanted, bounds, set())
    wants, limits = joined(wanted), joined(bounds)
    libraries = dict.fromkeys(claim.library for claim in (*wants.claims, *limits.claims))
    claims = (_narrowed(_of(library, wants.claims), _of(library, limits.claims)) for library in libraries)
    return Reading(tuple(claim for claim in claims if claim is not None), wants.notes + limits.notes)


def _of(library: str, claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if claim.library == library]


def _narrowed(wants: list[Claim], limits: list[Claim]) -> Claim | None:
    if not wants or not limits:
        return either(wants or limits)
    return both(either(wants), either(limits))


def _collect(path: Path, repository: Repository, wanted: list[Reading], bounds: list[Reading], seen: set[Path]) -> None:
    """Read `path` into `wanted`, and what it names as constraints into `bounds`."""
    if path in seen:
        return
    seen.add(path)
    try:
        text = read_text(path, repository)
        refuse_gaps(text)
    except (BrokenFileError, Unparsable) as error:
        wanted.append(unreadable(path, error))
        return
    for line in _lines(text):
        include = _INCLUDE.match(line.text)
        if include is None:
            wanted.append(read_requirement(_requirement(line.text), path, line.number))
        elif "://" not in include["path"]:
            into = bounds if include[2] else wanted
            _collect(_beside(path, include["path"]), repository, into, bounds, seen)


def _beside(path: Path, included: str) -> Path:
    return Path(os.path.normpath(path.parent / included.strip().strip("\"'")))


def _requirement(text: str) -> str:
    """The requirement of a line, without options behind it such as `--hash=sha256:...`; "" if the line is an option."""
    if text.startswith("-"):
        return ""
    option = _OPTION.search(text)
    return text[: option.start()] if option else text


def _lines(text: str) -> Iterator[_Line]:
    """Logical lines without comments, each with the number of its first physical line."""
    held, begun = "", 0
    for number, raw in enumerate(text.splitlines(), start=1):
        begun = begun or number
        if raw.endswith("\\") and not raw.lstrip().startswith("#"):
            held += raw[:-1] + " "
            continue
        line = _COMMENT.sub("", held + raw).strip()
        if line:
            yield _Line(line, begun)
        held, begun = "", 0
    if held.strip():
        yield _Line(held.strip(), begun)
