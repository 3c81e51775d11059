"""pgdog.toml: https://docs.pgdog.dev/configuration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pooler_lint.project.endpoints.data import Pool, PoolerConfig, PoolerFile, note, read_mode, read_size, read_tracking
from pooler_lint.project.endpoints.tomls import line_in, ports, table, tables, unread
from pooler_lint.project.texts import BrokenFileError, parse_toml, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence


def read(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is; None when it is not PgDog's. `line` is added to the lines of the text.

    The modes of users are read from the users.toml beside it. Raises BrokenFileError.
    """
    document = parse_toml(text)
    general = table(document, "general")
    databases = [item for item in tables(document, "databases") if isinstance(item.get("name"), str)]
    if not databases:
        return None
    users, notes = _users(path, repository)
    first = _pool(None, general, general, {}, text, line)
    named: dict[str, Pool] = {}
    for item in databases:
        name = str(item["name"])
        mode = users.get(name)
        if "pooler_mode" in item or mode is not None:
            named.setdefault(name, _pool(name, item, general, {"pooler_mode": mode} if mode else {}, text, line))
    return PoolerConfig("PgDog", path, ports(general), (first, *named.values()), (), notes)


def _pool(
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
    at = line_in(text, f'name = "{name}"' if name else "[general]", "pooler_mode" if own.get("pooler_mode") else None)
    tracks = None if statements is None else read_tracking(statements)
    size = read_size(own.get("pool_size", general.get("default_pool_size")))
    return Pool(name, read_mode(str(word)) if word else None, tracks, first + at, said, unread(word), size)


def _users(path: Path, repository: Repository) -> tuple[dict[str, str], tuple[Evidence, ...]]:
    """The mode of each database whose users all have one of their own and the same."""
    file = path.with_name("users.toml")
    if not repository.is_file(str(file)):
        return {}, ()
    try:
        users = tables(parse_toml(read_text(file, repository)), "users")
    except BrokenFileError as error:
        return {}, (note(file, 0, error),)
    modes: dict[str, set[object]] = {}
    for user in users:
        names = user.get("databases", [user.get("database")])
        for name in names if isinstance(names, list) else []:
            modes.setdefault(str(name), set()).add(user.get("pooler_mode"))
    same = {name: next(iter(found)) for name, found in modes.items() if len(found) == 1}
    return {name: mode for name, mode in same.items() if isinstance(mode, str)}, ()


POOLER = PoolerFile("PgDog", ".toml", read)
