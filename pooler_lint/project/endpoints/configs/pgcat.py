"""pgcat.toml: https://github.com/postgresml/pgcat, CONFIG.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pooler_lint.project.endpoints.data import Pool, PoolerConfig, PoolerFile, read_mode, read_tracking
from pooler_lint.project.endpoints.tomls import general_pool, line_in, ports, table, unread
from pooler_lint.project.texts import parse_toml
from pooler_lint.repository.files import Repository


def read(text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that this text is; None when it is not PgCat's. `line` is added to the lines of the text.

    A pool is the database that clients ask for. Raises BrokenFileError.
    """
    document = parse_toml(text)
    general, pools = table(document, "general"), table(document, "pools")
    if not pools or not any("shards" in table(pools, name) for name in pools):
        return None
    named = [_pool(name, table(pools, name), general, text, line) for name in pools]
    return PoolerConfig("PgCat", path, ports(general), (general_pool(named, line), *named))


def _pool(name: str, pool: Mapping[str, object], general: Mapping[str, object], text: str, first: int) -> Pool:
    word = pool.get("pool_mode")
    # Before 1.2 the setting stood among the general ones, and was a switch.
    size = pool.get("prepared_statements_cache_size", general.get("prepared_statements_cache_size"))
    users = {table(table(pool, "users"), user).get("pool_mode", word) for user in table(pool, "users")}
    said = f'`pool_mode = "{word}"`' if word else "no `pool_mode`, which is transaction by default,"
    said += f" of pool `{name}`"
    if size is not None:
        said += f" and `prepared_statements_cache_size = {size}`"
    unknown = f"the users of its pool `{name}` have different modes" if len(users) > 1 else unread(word)
    agreed = next(iter(users)) if len(users) == 1 else word
    mode = read_mode(str(agreed)) if agreed and not unknown else None
    at = line_in(text, f"[pools.{name}]", "pool_mode" if word else None)
    return Pool(name, mode, None if size is None else read_tracking(size), first + at, said, unknown)


POOLER = PoolerFile("PgCat", ".toml", read)
