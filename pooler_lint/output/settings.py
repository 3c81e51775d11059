"""The settings in use, in the form in which they are written, and what the project around them says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pooler_lint.config_values import KEYS, EndpointSetting
from pooler_lint.output.style import safe, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pooler_lint.config import Settings
    from pooler_lint.poolers.standing import Standing
    from pooler_lint.project.endpoints.data import FoundEndpoint
    from pooler_lint.project.overview import Overview, Variable
    from pooler_lint.project.versions import FoundVersion
    from pooler_lint.values import Evidence

_HARMLESS = re.compile(r"(?:HOST|PORT|NAME|SCHEME|DRIVER|MODE|(?:\A|_)(?:DB|DATABASE))\Z", re.IGNORECASE)

_REACHES = {"code": "", "foreign": ", no Python code of this repository", "untold": ", whose Python code can't be told"}


def render(settings: Settings, found: Overview | None = None) -> str:
    """Every key with its value, as TOML, and where it came from; what the project says follows in comments."""
    rows = [f"# from {settings.source or 'the defaults'}", f"# patterns are relative to {settings.root}"]
    endpoints: list[str] = []
    for key in KEYS:
        value = getattr(settings, key.replace("-", "_"))
        if key == "endpoints":
            endpoints = [row for endpoint in value for row in _endpoint(endpoint)]
        elif value is None:
            rows.append(f"# {key} is not set")
        elif key in ("per-file-ignores", "versions", "env"):
            shown = [(name, shown_value(name, text)) for name, text in value] if key == "env" else value
            pairs = ", ".join(f"{_toml(name)} = {_toml(item)}" for name, item in shown)
            rows.append(f"{key} = {{ {pairs} }}" if pairs else f"{key} = {{}}")
        else:
            rows.append(f"{key} = {_toml(value)}")
    if found is not None:
        rows += [f"# {row}".rstrip() for row in ("", *_told(found))]
    return "\n".join(visible(row) for row in rows + endpoints) + "\n"


def as_data(settings: Settings, found: Overview) -> dict[str, object]:
    """Return the same as data. Fields may be added; none is removed or changes its meaning."""
    return {
        "source": settings.source,
        "root": settings.root,
        "settings": {key: _json_value(key, settings) for key in KEYS},
        "versions": [
            {
                "library": library,
                "at_least": one.range.at_least,
                "below": one.range.below,
                **_place(one.evidence),
            }
            for library, one in found.versions
        ],
        "environment": [
            {
                "name": one.name,
                "value": safe(one.value),
                "source": one.source,
                "rank": rank,
                "program": one.program,
                "reach": one.reach,
                "path": one.evidence.path,
                "line": one.evidence.line,
            }
            for rank, one in _ranked(found)
        ],
        "poolers": [_pooler_json(one) for one in found.poolers],
        "notes": [_place(note) for note in found.notes],
    }


def shown_value(name: str, value: str) -> str:
    """A variable's value as it may be shown: an address without its password; of other things only harmless ones."""
    shown = safe(value)
    if "://" in value or shown != value:
        return shown
    return value if _HARMLESS.search(name) else "***"


def _json_value(key: str, settings: Settings) -> object:
    value = getattr(settings, key.replace("-", "_"))
    if key == "env":
        return {name: shown_value(name, text) for name, text in value}
    if key in ("versions", "per-file-ignores"):
        return dict(value)
    if key == "endpoints":
        return [{"match": one.match, "mode": one.mode, "tracks-statements": one.tracks_statements} for one in value]
    return value


def _told(found: Overview) -> Iterator[str]:
    """What the project says, a title and its rows."""
    yield from _section("versions, by lock files and requirements", [_version_row(*one) for one in found.versions])
    yield from _section(
        "addresses of databases in environment variables, the first of a name counts most",
        [_variable_row(rank, one) for rank, one in _ranked(found)],
    )
    yield from _section("poolers and databases", [_pooler_row(one) for one in found.poolers])
    yield from _section("what could not be read", [safe(f"{_shown_place(note)}{note.text}") for note in found.notes])


def _section(title: str, rows: list[str]) -> Iterator[str]:
    if not rows:
        yield f"{title}: none found"
        return
    yield f"{title}:"
    yield from (f"  {row}" for row in dict.fromkeys(rows))


def _version_row(library: str, one: FoundVersion) -> str:
    evidence, limits = one.evidence, one.range
    return safe(f"{library} {_limits(limits.at_least, limits.below)}  ({_shown_place(evidence)}{evidence.text})")


def _limits(at_least: str | None, below: str | None) -> str:
    parts = [f">={at_least}" if at_least is not None else "", f"<{below}" if below is not None else ""]
    return ",".join(part for part in parts if part)


def _ranked(found: Overview) -> Iterator[tuple[int, Variable]]:
    """The variables with their places among those of one name, from 1."""
    counts: dict[str, int] = {}
    for one in found.variables:
        counts[one.name] = counts.get(one.name, 0) + 1
        yield counts[one.name], one


def _variable_row(rank: int, one: Variable) -> str:
    program = f" of {one.program}" if one.program else ""
    code = _REACHES[one.reach]
    place = f"{one.evidence.path}:{one.evidence.line}" if one.evidence.line else one.evidence.path
    return f"{one.name} = {safe(one.value)}  ({rank}: {safe(place)}, {one.source}{safe(program)}{code})"


def _pooler_row(one: FoundEndpoint) -> str:
    return safe(f"{_address(one)}  {_kind(one)}  ({_shown_place(one.evidence)}{one.evidence.text})")


def _address(one: FoundEndpoint) -> str:
    from pooler_lint.project.endpoints.data import LOOPBACK

    hosts = "localhost" if one.hosts == LOOPBACK else ", ".join(one.hosts) or "*"
    port = f":{one.port}" if one.port is not None else ""
    return f"{hosts}{port}{f'/{one.database}' if one.database else ''}"


def _kind(one: FoundEndpoint) -> str:
    standing = _standing(one)
    if one.pooler is None:
        return "PostgreSQL"
    name = f"{one.pooler}{f' {one.version}' if one.version else ''}{f' of {one.operator}' if one.operator else ''}"
    words = [name, f"{standing.mode} mode" if standing.mode else f"mode not known ({one.unknown or 'not said'})"]
    if standing.mode in ("transaction", "statement"):
        words.append(f"{'tracks' if standing.tracks_statements else 'does not track'} prepared statements")
    return ", ".join(words) + ("" if one.tied else "; nothing says where it runs")


def _standing(one: FoundEndpoint) -> Standing:
    from pooler_lint.poolers.found import standing_of_found

    return standing_of_found(one)


def _pooler_json(one: FoundEndpoint) -> dict[str, object]:
    standing = _standing(one)
    return {
        "hosts": list(one.hosts),
        "port": one.port,
        "database": one.database,
        "pooler": one.pooler,
        "pooler_version": one.version,
        "mode": "direct" if one.pooler is None else standing.mode,
        "tracks_statements": standing.tracks_statements if one.pooler is not None else None,
        "tied": one.tied,
        **_place(one.evidence),
    }


def _place(evidence: Evidence) -> dict[str, object]:
    return {"text": safe(evidence.text), "path": evidence.path, "line": evidence.line}


def _shown_place(evidence: Evidence) -> str:
    if not evidence.path:
        return ""
    return f"{evidence.path}:{evidence.line}: " if evidence.line else f"{evidence.path}: "


def _endpoint(endpoint: EndpointSetting) -> list[str]:
    pairs = zip(("match", "mode", "tracks-statements"), endpoint, strict=True)
    return ["", "[[endpoints]]", *(f"{key} = {_toml(value)}" for key, value in pairs if value is not None)]


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return json.dumps(value) if not isinstance(value, str) or value.isascii() else _quoted(value)


def _quoted(text: str) -> str:
    """Return a string of TOML: JSON writes characters of more than 16 bits as two escapes, which TOML refuses."""
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in json.dumps(text, ensure_ascii=False))
