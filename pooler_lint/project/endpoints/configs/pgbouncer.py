"""pgbouncer.ini: https://www.pgbouncer.org/config.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pooler_lint.project.endpoints.data import (
    Pool,
    PoolerConfig,
    PoolerFile,
    note,
    read_mode,
    read_port,
    read_size,
    read_tracking,
)
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.records import dataclass, field
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_SECTION = re.compile(r"\[([^\]]+)\]\s*\Z")
_SETTING = re.compile(r'("(?:[^"]|"")*"|[^\s="]+)\s*=\s*(.*)\Z')
_INCLUDE = re.compile(r"%include\s+(.+)\Z")
_WORD = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*('(?:[^']|'')*'|[^\s']*)")
_DEFAULT_PORT = 6432
_LETTING_THROUGH = ("ignore_startup_parameters", "track_extra_parameters")
"""The settings that name parameters which a client may give at login."""
_DEEPEST = 10
_MOST_INCLUDED = 100
"""Files that one configuration includes: ten that include ten each, ten levels deep, would take for ever."""


@dataclass(frozen=True, slots=True)
class _Setting:
    section: str
    key: str
    value: str
    line: int


@dataclass(slots=True)
class _Read:
    repository: Repository
    included: int = 0
    settings: list[_Setting] = field(default_factory=list)
    notes: list[Evidence] = field(default_factory=list)


def read(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is, with the files that it includes; None when it is not PgBouncer's.

    `line` is added to the lines of the text: where it begins in a larger file. Included files are looked for beside
    the file, since the folder that PgBouncer is started in is not known.
    """
    found = _Read(repository)
    _read_into(found, text, path, line, ())
    settings = {setting.key: setting for setting in found.settings if setting.section == "pgbouncer"}
    databases = [setting for setting in found.settings if setting.section == "databases"]
    if not settings and not databases:
        return PoolerConfig("PgBouncer", path, (), (), (), tuple(found.notes)) if is_whole(text) else None
    port = settings.get("listen_port")
    listed = [settings[key].value for key in _LETTING_THROUGH if key in settings]
    return PoolerConfig(
        "PgBouncer",
        path,
        _ports(port),
        (_general(settings, databases, found, line), *_named(settings, databases)),
        tuple(name for value in listed for name in re.findall(r"[\w.]+", value)),
        tuple(found.notes),
    )


def is_whole(text: str) -> bool:
    """True for a main file, and not one that holds only databases or users for a main file to include."""
    return re.search(r"(?im)^[ \t]*\[pgbouncer\][ \t]*$", text) is not None


def _ports(port: _Setting | None) -> tuple[int, ...]:
    if port is None:
        return (_DEFAULT_PORT,)
    number = read_port(port.value)
    return () if number is None else (number,)


def _read_into(read: _Read, text: str, path: Path, first: int, above: tuple[Path, ...], section: str = "") -> str:
    for number, raw in enumerate(text.splitlines(), start=first + 1):
        line = raw.strip()
        if not line or line[0] in "#;":
            continue
        if (header := _SECTION.match(line)) is not None:
            section = header[1].strip().lower()
        elif (include := _INCLUDE.match(line)) is not None:
            section = _include(read, include[1].strip(), path, number, (*above, path), section)
        elif (setting := _SETTING.match(line)) is not None:
            key = setting[1]
            name = key[1:-1].replace('""', '"') if key.startswith('"') else key
            # What an included file says is placed at the include: one file is the evidence.
            read.settings.append(
                _Setting(section, name if section == "databases" else name.lower(), setting[2], number)
            )
        else:
            read.notes.append(note(path, number, "this line is neither a section nor a setting"))
    return section


def _include(read: _Read, name: str, path: Path, line: int, above: tuple[Path, ...], section: str) -> str:
    target = path.parent / Path(name).name if name.startswith("/") else path.parent / name
    if target in above or len(above) > _DEEPEST:
        read.notes.append(note(path, line, "the files include each other"))
        return section
    read.included += 1
    if read.included > _MOST_INCLUDED:
        if read.included == _MOST_INCLUDED + 1:
            read.notes.append(
                note(path, line, f"it includes more than {_MOST_INCLUDED} files; the others are not read")
            )
        return section
    try:
        text = read_text(target, read.repository)
    except BrokenFileError as error:
        read.notes.append(note(path, line, f"the included file {target.name} could not be read: {error}"))
        return section
    start = len(read.settings)
    after = _read_into(read, text, target, 0, above, section)
    read.settings[start:] = [_Setting(s.section, s.key, s.value, line) for s in read.settings[start:]]
    return after


def _general(settings: dict[str, _Setting], databases: list[_Setting], read: _Read, line: int) -> Pool:
    """The pool of all databases: that of `*` where it says one, else the file's."""
    star = next((item for item in databases if item.key == "*" and "pool_mode" in _words(item.value)), None)
    users = [s for s in read.settings if s.section == "users" and "pool_mode" in _words(s.value)]
    mode = settings.get("pool_mode")
    place = star or mode or settings.get("max_prepared_statements") or settings.get("listen_port")
    word = _words(star.value)["pool_mode"] if star else mode.value if mode else None
    said = f"`pool_mode = {word}`" if word else "no `pool_mode`, which is session by default,"
    if star is not None:
        said += " of database `*`"
    tracks, and_said = _statements(settings)
    if users:
        and_said += "; some of its users have another mode"
    size = _size(settings, [*databases, *(s for s in read.settings if s.section == "users")])
    at = place.line if place else line + 1
    return Pool(None, read_mode(word), tracks, at, said + and_said, _unread(word), size)


def _named(settings: dict[str, _Setting], databases: list[_Setting]) -> Iterator[Pool]:
    tracks, and_said = _statements(settings)
    for item in databases:
        word = _words(item.value).get("pool_mode")
        if word is not None and item.key != "*":
            said = f"`pool_mode = {word}` of database `{item.key}`{and_said}"
            yield Pool(item.key, read_mode(word), tracks, item.line, said, _unread(word), _size(settings, databases))


def _size(settings: dict[str, _Setting], others: list[_Setting]) -> int | None:
    """Return `default_pool_size`, or the smallest size of a database or user; None where it is not stated."""
    stated = read_size(settings["default_pool_size"].value) if "default_pool_size" in settings else None
    own = (read_size(words["pool_size"]) for item in others if "pool_size" in (words := _words(item.value)))
    return None if stated is None else min([stated, *(size for size in own if size is not None)])


def _unread(word: str | None) -> str | None:
    return None if word is None or read_mode(word) else f"its `pool_mode` is `{word}`, which is filled in elsewhere"


def _statements(settings: dict[str, _Setting]) -> tuple[bool | None, str]:
    found = settings.get("max_prepared_statements")
    tracks = None if found is None else read_tracking(found.value)
    return tracks, f" and `max_prepared_statements = {found.value}`" if found and tracks is not None else ""


def _words(value: str) -> dict[str, str]:
    """`host=db pool_mode=session` as a dict; values may be quoted."""
    return {key.lower(): text.strip("'") for key, text in _WORD.findall(value)}


POOLER = PoolerFile("PgBouncer", ".ini", read, is_whole)
