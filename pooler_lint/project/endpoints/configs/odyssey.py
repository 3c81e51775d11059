"""odyssey.conf: https://github.com/yandex/odyssey, docs/configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pooler_lint.project.endpoints.braces import Block, parse_blocks
from pooler_lint.project.endpoints.data import Pool, PoolerConfig, PoolerFile, note, read_mode, read_port, read_tracking
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_DEFAULT_PORT = 6432
_ROUTE = re.compile(r'(?m)^[ \t]*pool[ \t]+"')
_DEEPEST = 10
_MOST_INCLUDED = 100
"""Files that one configuration includes."""


def read(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is, with the files that it includes; None when it is not Odyssey's.

    `line` is added to the lines of the text. Where users of a database have different modes, its mode is not known.
    Included files are looked for beside the file, since where the file will stand is not known.
    """
    notes: list[Evidence] = []
    root = _parse(text, path, repository, line, notes, (), count(1))
    databases = [block for block in root.blocks if block.kind == "database" and _routes(block)]
    if not databases:
        broken = bool(notes) and _ROUTE.search(text) is not None
        return PoolerConfig("Odyssey", path, (), (), (), tuple(notes)) if broken else None
    pools = [_pool(block) for block in databases]
    named = [pool for pool in pools if pool.database is not None]
    general = next((pool for pool in pools if pool.database is None), None) or _any_database(pools)
    return PoolerConfig("Odyssey", path, _ports(root), (general, *named), (), tuple(notes))


def _parse(
    text: str,
    path: Path,
    repository: Repository,
    first: int,
    notes: list[Evidence],
    above: tuple[Path, ...],
    included: Iterator[int],
) -> Block:
    def include(name: str, line: int) -> list[Block]:
        target = path.parent / Path(name).name if name.startswith("/") else path.parent / name
        if target in (*above, path) or len(above) > _DEEPEST:
            notes.append(note(path, line, "the files include each other"))
            return []
        number = next(included)
        if number > _MOST_INCLUDED:
            if number == _MOST_INCLUDED + 1:
                notes.append(note(path, line, f"it includes more than {_MOST_INCLUDED} files; the others are not read"))
            return []
        try:
            inner = _parse(read_text(target, repository), target, repository, 0, notes, (*above, path), included)
        except BrokenFileError as error:
            notes.append(note(path, line, f"the included file {target.name} could not be read: {error}"))
            return []
        # One file is the evidence: what an included file says stands at the include.
        inner.move(line)
        return inner.blocks

    root, problems = parse_blocks(text, first, include)
    notes += (note(path, line, problem) for problem, line in problems)
    return root


def _ports(root: Block) -> tuple[int, ...]:
    listening = [block for block in root.blocks if block.kind == "listen"]
    ports = [read_port(block.text("port") or _DEFAULT_PORT) for block in listening]
    return tuple(dict.fromkeys(port for port in ports if port is not None)) if listening else (_DEFAULT_PORT,)


def _routes(database: Block) -> list[Block]:
    """The users of a database that clients come as: neither the console's nor the pooler's own."""
    users = (block for block in database.blocks if block.kind in ("user", "group"))
    return [
        user
        for user in users
        if user.text("pool") and user.text("role") not in ("admin", "stat") and user.text("pool_routing") != "internal"
    ]


def _pool(database: Block) -> Pool:
    routes = _routes(database)
    words = list(dict.fromkeys(route.text("pool") or "" for route in routes))
    switches = list(dict.fromkeys(route.text("pool_reserve_prepared_statement") for route in routes))
    name = None if database.name == "default" else database.name
    said = f'`pool "{words[0]}"` of database `{database.name}`'
    line = routes[0].settings["pool"][1]
    if len(words) > 1 or len(switches) > 1:
        return Pool(name, None, None, line, said, f"the users of its database `{database.name}` have different pools")
    if switches[0] is not None:
        said += f" and `pool_reserve_prepared_statement {switches[0]}`"
    mode = read_mode(words[0])
    tracks = None if switches[0] is None else read_tracking(switches[0])
    return Pool(name, mode, tracks, line, said, None if mode else f"its `pool` is `{words[0]}`, filled in elsewhere")


def _any_database(pools: list[Pool]) -> Pool:
    """What holds for a database that is not named: what all say, if they say the same."""
    first = pools[0]
    if len({(pool.mode, pool.tracks_statements, pool.unknown) for pool in pools}) == 1:
        return Pool(None, first.mode, first.tracks_statements, first.line, first.said, first.unknown)
    return Pool(None, None, None, first.line, first.said, "its databases have different pools")


POOLER = PoolerFile("Odyssey", ".conf", read)
