"""pgcat.toml (https://github.com/postgresml/pgcat, CONFIG.md) and pgdog.toml (https://docs.pgdog.dev/configuration)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pooler_lint.project.endpoints.data import Pool, PoolerConfig, note, read_mode, read_port, read_size, read_tracking
from pooler_lint.project.texts import BrokenFileError, line_of, parse_toml, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_DEFAULT_PORT = 6432


def read_pgcat(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is; None when it is not PgCat's. `line` is added to the lines of the text.

    A pool is the database that clients ask for. Raises BrokenFileError.
    """
    document = parse_toml(text)
    general, pools = _table(document, "general"), _table(document, "pools")
    if not pools or not any("shards" in _table(pools, name) for name in pools):
        return None
    named = [_pgcat_pool(name, _table(pools, name), general, text, line) for name in pools]
    return PoolerConfig("PgCat", path, _ports(general), (_general(named, line), *named))


def _pgcat_pool(name: str, pool: Mapping[str, object], general: Mapping[str, object], text: str, first: int) -> Pool:
    word = pool.get("pool_mode")
    # Before 1.2 the setting stood among the general ones, and was a switch.
    size = pool.get("prepared_statements_cache_size", general.get("prepared_statements_cache_size"))
    users = {_table(_table(pool, "users"), user).get("pool_mode", word) for user in _table(pool, "users")}
    said = f'`pool_mode = "{word}"`' if word else "no `pool_mode`, which is transaction by default,"
    said += f" of pool `{name}`"
    if size is not None:
        said += f" and `prepared_statements_cache_size = {size}`"
    unknown = f"the users of its pool `{name}` have different modes" if len(users) > 1 else _unread(word)
    agreed = next(iter(users)) if len(users) == 1 else word
    mode = read_mode(str(agreed)) if agreed and not unknown else None
    at = _line_in(text, f"[pools.{name}]", "pool_mode" if word else None)
    return Pool(name, mode, None if size is None else read_tracking(size), first + at, said, unknown)


def read_pgdog(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is; None when it is not PgDog's. `line` is added to the lines of the text.

    The modes of users are read from the users.toml beside it. Raises BrokenFileError.
    """
    document = parse_toml(text)
    general = _table(document, "general")
    databases = [item for item in _list(document, "databases") if isinstance(item.get("name"), str)]
    if not databases:
        return None
    users, notes = _pgdog_users(path, repository)
    first = _pgdog_pool(None, general, general, {}, text, line)
    named: dict[str, Pool] = {}
    for item in databases:
        name = str(item["name"])
        mode = users.get(name)
        if "pooler_mode" in item or mode is not None:
            named.setdefault(name, _pgdog_pool(name, item, general, {"pooler_mode": mode} if mode else {}, text, line))
    return PoolerConfig("PgDog", path, _ports(general), (first, *named.values()), (), notes)


def _pgdog_pool(
    name: str | None,
    own: Mapping[str, object],
    general: Mapping[str, object],
    user: Mapping[str, object],
    text: str,
    first: int,
) -> Pool:
    word = user.get("pooler_mode") or own.get("pooler_mode") or general.get("pooler_mode")
    statements = general.get("prepared_statements")
    said = f'`pooler_mode = "{word}"`' if word else "no `pooler_mode`, which is transaction by default,"
    if name is not None:
        said += f" of database `{name}`"
    if statements is not None:
        said += f' and `prepared_statements = "{statements}"`'
    at = _line_in(text, f'name = "{name}"' if name else "[general]", "pooler_mode" if own.get("pooler_mode") else None)
    tracks = None if statements is None else read_tracking(statements)
    size = read_size(own.get("pool_size", general.get("default_pool_size")))
    return Pool(name, read_mode(str(word)) if word else None, tracks, first + at, said, _unread(word), size)


def _pgdog_users(path: Path, repository: Repository) -> tuple[dict[str, str], tuple[Evidence, ...]]:
    """The mode of each database whose users all have one of their own and the same."""
    file = path.with_name("users.toml")
    if not repository.is_file(str(file)):
        return {}, ()
    try:
        users = _list(parse_toml(read_text(file, repository)), "users")
    except BrokenFileError as error:
        return {}, (note(file, 0, error),)
    modes: dict[str, set[object]] = {}
    for user in users:
        names = user.get("databases", [user.get("database")])
        for name in names if isinstance(names, list) else []:
            modes.setdefault(str(name), set()).add(user.get("pooler_mode"))
    same = {name: next(iter(found)) for name, found in modes.items() if len(found) == 1}
    return {name: mode for name, mode in same.items() if isinstance(mode, str)}, ()


def _general(named: list[Pool], first: int) -> Pool:
    """What holds for a database that is not known: what all pools say, if they say the same."""
    pool = named[0]
    if len({(item.mode, item.tracks_statements, item.unknown) for item in named}) == 1:
        return Pool(None, pool.mode, pool.tracks_statements, pool.line, pool.said, pool.unknown)
    return Pool(None, None, None, first + 1, "its pools", "its pools have different modes")


def _ports(general: Mapping[str, object]) -> tuple[int, ...]:
    port = read_port(general.get("port", _DEFAULT_PORT))
    return () if port is None else (port,)


def _unread(word: object) -> str | None:
    return None if word is None or read_mode(str(word)) else f"its mode is `{word}`, which is none that is known"


def _line_in(text: str, header: str, key: str | None) -> int:
    """The line of `key` after the line that begins with `header`, else of the header; 1 when there is neither."""
    lines = text.splitlines()
    quoted = (header, header.replace("[pools.", '[pools."').replace("]", '"]'))
    start = next((at for at, line in enumerate(lines) if line.strip().startswith(quoted)), None)
    if start is None or key is None:
        return (start + 1) if start is not None else max(1, line_of(text, key) if key else 1)
    return next((at + 1 for at in range(start, len(lines)) if lines[at].strip().startswith(key)), start + 1)


def _table(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _list(parent: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    value = parent.get(key)
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())
