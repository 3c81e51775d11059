"""What stands at an address, as far as the files of the project tell."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from pooler_lint.model import Assumption, Mode
from pooler_lint.poolers.catalogue import Row, Target, candidates
from pooler_lint.poolers.defaults import default_mode, default_of
from pooler_lint.poolers.standing import MODE_WORDS, TRACKING_WORDS, Standing, how_to_declare
from pooler_lint.project.endpoints.data import LATEST, LOOPBACK, FoundEndpoint, is_loopback
from pooler_lint.records import replace
from pooler_lint.values import Evidence

_DEFAULT_FILE = re.compile(r"[\\/](?:docker-)?compose(?:\.override)?\.ya?ml\Z")
_ANY_POOLER = "a connection pooler"
"""The name of the catalogue's rows that tell no pooler from another."""


def standing_by_files(found: Sequence[FoundEndpoint], target: Target, path: str) -> Standing | None:
    """What these endpoints say stands there; None when they say nothing, or nothing better than the catalogue.

    Of several files that speak of one address, those nearest to the one at `path` count; of those, one that loses
    statements.
    """
    if not found:
        return None
    rows, _ = candidates(target)
    if rows and rows[0].kind == "console":
        return None
    own = [endpoint for endpoint in found if _covers(endpoint, target)] or _at_any_port(found, target)
    assumed = not own and bool(rows) and rows[0].kind in ("name", "port")
    if assumed:
        own = [endpoint for endpoint in found if _may_be_meant(endpoint, rows, target)]
    if not own or (rows and not any(_mode(endpoint) for endpoint in own)):
        return None
    # A file that nothing refers to says less than one of which it is known where it holds.
    return _judged([endpoint for endpoint in own if endpoint.tied] or own, target, path, assumed)


def standing_of_found(endpoint: FoundEndpoint) -> Standing:
    """What one of these endpoints says stands there, with what its pooler does where nothing is set."""
    host = endpoint.hosts[0] if endpoint.hosts else None
    return _standing(endpoint, Target(host, endpoint.port), assumed=False)


def _covers(endpoint: FoundEndpoint, target: Target) -> bool:
    host = target.host
    if host is None or not any(_is_host(name, host) for name in endpoint.hosts):
        return False
    if is_loopback(host):
        return endpoint.port is not None and endpoint.port == target.port
    return _fits_port(endpoint, target)


def _at_any_port(found: Sequence[FoundEndpoint], target: Target) -> list[FoundEndpoint]:
    """Return what the host serves at other ports, if that is nothing but poolers, or nothing but PostgreSQL."""
    host = target.host
    if host is None or is_loopback(host) or target.ruled_out:
        return []
    served = [endpoint for endpoint in found if any(_is_host(name, host) for name in endpoint.hosts)]
    return served if len({endpoint.pooler is None for endpoint in served}) == 1 else []


def _is_host(name: str, host: str) -> bool:
    if name in LOOPBACK:
        return is_loopback(host)
    if "*" not in name:
        return name == host
    labels, given = name.split("."), host.split(".")
    return len(labels) == len(given) and all(label in ("*", one) for label, one in zip(labels, given, strict=True))


def _fits_port(endpoint: FoundEndpoint, target: Target) -> bool:
    if endpoint.port is None or target.port is None:
        return endpoint.port is None or endpoint.port not in target.ruled_out
    return endpoint.port == target.port


def _may_be_meant(endpoint: FoundEndpoint, rows: tuple[Row, ...], target: Target) -> bool:
    """An address that only looks like a pooler's: is it the one of this file?"""
    if endpoint.pooler is None or not _fits_port(endpoint, target):
        return False
    if rows[0].kind == "name" and rows[0].name not in (endpoint.pooler, _ANY_POOLER):
        return False
    if not endpoint.tied:
        return True
    if target.host is None:
        return True
    return "*" in target.host and any(fnmatchcase(name, target.host) for name in endpoint.hosts)


def _judged(own: list[FoundEndpoint], target: Target, path: str, assumed: bool) -> Standing:
    chosen: list[FoundEndpoint] = []
    near = _nearest(own, path)
    if target.host is not None and is_loopback(target.host):
        near = _listening(near)
    for place in _places(near):
        one = _of_database(place, target)
        if one is None:
            return Standing(
                unknown=f"`{target.readable}` is {_named(place[0])}: its database decides, and is not known",
                is_disputed=True,
            )
        chosen.append(one)
    standings = [_standing(endpoint, target, assumed) for endpoint in chosen]
    kinds = {(standing.mode, standing.tracks_statements) for standing in standings}
    ports = {endpoint.port for endpoint in chosen}
    if target.port not in ports and len(kinds) > 1 and len(ports) > 1:
        return Standing(
            unknown=f"`{target.readable}` is {_named(chosen[0])}: its port decides, and is unknown", is_disputed=True
        )
    if target.host is not None and is_loopback(target.host) and len({one.file for one in chosen}) > 1 < len(kinds):
        said = (f"{_named(one)} according to {one.evidence.path}:{one.evidence.line}" for one in chosen)
        return Standing(unknown=f"`{target.readable}` is {' and '.join(dict.fromkeys(said))}", is_disputed=True)
    order = sorted(standings, key=_weight)
    others = (evidence for standing in order[1:] if _differs(standing, order[0]) for evidence in standing.evidence)
    sizes = [standing.default_pool_size for standing in standings]
    smallest = min((size for size in sizes if size is not None), default=None)
    first = replace(order[0], default_pool_size=None if None in sizes else smallest)
    return _with_others(first, others)


def _weight(standing: Standing) -> tuple[bool, bool, bool]:
    """Sort one that loses statements first, an unknown one last, and a confirmed one before an assumed one."""
    return not standing.loses_statements, standing.mode is None, standing.assumption is not None


def _differs(standing: Standing, other: Standing) -> bool:
    return (standing.mode, standing.tracks_statements) != (other.mode, other.tracks_statements)


def _with_others(standing: Standing, others: Iterable[Evidence]) -> Standing:
    said = tuple(Evidence(f"but elsewhere {other.text}", other.path, other.line) for other in others)
    return replace(standing, evidence=(*standing.evidence, *said))


def _nearest(own: list[FoundEndpoint], path: str) -> list[FoundEndpoint]:
    file = os.path.abspath(path)
    of_file = [endpoint for endpoint in own if endpoint.file == file]
    if of_file or len({endpoint.folder for endpoint in own}) == 1:
        return of_file or own
    site = os.path.dirname(os.path.abspath(path))
    shared = [_shared(endpoint.folder, site) for endpoint in own]
    return [endpoint for endpoint, depth in zip(own, shared, strict=True) if depth == max(shared)]


def _listening(near: list[FoundEndpoint]) -> list[FoundEndpoint]:
    """Those that listen on this machine unless one asks for others: not those of CI, nor of compose files to choose."""
    near = [one for one in near if one.scope != "job"] or near
    if len({one.folder for one in near}) > 1:
        return near
    return [one for one in near if _DEFAULT_FILE.search(one.file)] or near


def _shared(folder: str, site: str) -> int:
    """How many folders the two have in common."""
    pairs = list(zip(folder.split(os.sep), site.split(os.sep), strict=False))
    return next((at for at, (left, right) in enumerate(pairs) if left != right), len(pairs))


def _places(own: list[FoundEndpoint]) -> Iterator[list[FoundEndpoint]]:
    """The endpoints by the place that they are about: they differ by database."""
    groups: dict[tuple[object, ...], list[FoundEndpoint]] = {}
    for one in own:
        key = (one.hosts, one.port, one.pooler, one.version, one.evidence.path, one.file)
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _of_database(place: list[FoundEndpoint], target: Target) -> FoundEndpoint | None:
    """The endpoint for the target's database; None where it is not known and they differ."""
    general = next((one for one in place if one.database is None), place[0])
    if target.database_known:
        return next((one for one in place if one.database is not None and one.database == target.database), general)
    kinds = {(one.mode, one.tracks_statements, one.unknown) for one in place}
    return general if len(kinds) == 1 else None


def _mode(endpoint: FoundEndpoint) -> Mode | None:
    """The mode that the file says, or that the pooler has by itself; None where what it says can't be read."""
    if endpoint.mode is not None or endpoint.unknown is not None or endpoint.pooler is None:
        return endpoint.mode
    return default_mode(endpoint.pooler, endpoint.operator)


def _standing(endpoint: FoundEndpoint, target: Target, assumed: bool) -> Standing:
    named, said = _named(endpoint), endpoint.evidence
    mode = _mode(endpoint)
    if mode is None:
        why = endpoint.unknown or "its mode is not said"
        return Standing(
            unknown=f"`{target.readable}` is {named}, but {why} ({said.path}:{said.line})", is_disputed=True
        )
    if endpoint.pooler is None or mode == "direct":
        text = f"`{target.readable}` is {named}, {MODE_WORDS['direct']}, by {said.text}"
        direct: Assumption | None = "server" if assumed else None
        return Standing("direct", None, True, direct, text, evidence=(Evidence(text, said.path, said.line),))
    assumption: Assumption | None = "server" if assumed or not endpoint.tied else _assumed_version(endpoint, mode)
    tracks, why = _tracking(endpoint, mode)
    taken = "is taken for" if assumed else "is"
    text = f"`{target.readable}` {taken} {named}: {MODE_WORDS[mode]}{why}, by {said.text}"
    if assumed or assumption == "version":
        text += f"; {how_to_declare(target)}"
    evidence = (Evidence(text, said.path, said.line),)
    return Standing(
        mode,
        named,
        tracks,
        assumption,
        text,
        evidence=evidence,
        version=None if endpoint.version == LATEST else endpoint.version,
        accepted_parameters=endpoint.ignored_startup_parameters,
        short=endpoint.pooler,
        software=endpoint.pooler,
        program=endpoint.pooler if endpoint.operator is None else None,
        default_pool_size=endpoint.default_pool_size,
    )


def _assumed_version(endpoint: FoundEndpoint, mode: Mode) -> Assumption | None:
    """Return that the version is assumed if no image and no operator says it; in session mode nothing differs."""
    if mode not in ("transaction", "statement"):
        return None
    own = default_of(endpoint.pooler or "", endpoint.version, endpoint.operator)
    known = endpoint.version is not None or (own is not None and own.operator is not None)
    return None if known else "version"


def _tracking(endpoint: FoundEndpoint, mode: Mode) -> tuple[bool, str]:
    """Return whether the pooler supports prepared statements, and the words for it."""
    if mode not in ("transaction", "statement"):
        return True, ""
    default = default_of(endpoint.pooler or "", endpoint.version, endpoint.operator)
    tracks = endpoint.tracks_statements
    if default is not None and endpoint.version is not None and not default.can_track:
        return False, f"{TRACKING_WORDS[False]} ({default.reason})"
    if tracks is not None:
        return tracks, TRACKING_WORDS[tracks]
    if default is not None:
        newest = f"; the newest release counts, as of {default.source_date}" if endpoint.version == LATEST else ""
        return default.tracks_statements, f"{TRACKING_WORDS[default.tracks_statements]} ({default.reason}{newest})"
    return False, ", which is assumed not to track prepared statements, since its version is unknown"


def _named(endpoint: FoundEndpoint) -> str:
    if endpoint.pooler is None:
        return "PostgreSQL"
    version = f" {endpoint.version}" if endpoint.version not in (None, LATEST) else ""
    operator = f" of {endpoint.operator}" if endpoint.operator else ""
    return f"{endpoint.pooler}{version}{operator}"
