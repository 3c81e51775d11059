"""Piccolo: `PostgresEngine(config={...})`. The config holds the arguments of `asyncpg.connect` and `create_pool`.

What `start_connection_pool(...)` is given reaches the pool alone: connections outside of it are made of the config.
https://github.com/piccolo-orm/piccolo/blob/master/piccolo/engine/postgres.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.libraries.asyncpg import ADDRESS, address_and_dsn
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import address_assumptions, container, dict_options, query_options
from pooler_lint.model import Case
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import Argument, Dict, Entry


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call."""
    given, place, unseen = container(way.arguments.get("config"))
    entries: tuple[Entry, ...] = given.entries if given is not None else ()
    inside = {entry.key: Argument(entry.key, entry.value, entry.place) for entry in entries}
    address, about = address_and_dsn(replace(way, arguments=inside, unpacked=unseen or way.unpacked))
    settings = inside["server_settings"].value if "server_settings" in inside else None
    server_settings = settings if isinstance(settings, Dict) else None
    dsn = inside.get("dsn")
    options = [
        *dict_options(_without_address(given), OptionKind.DRIVER),
        *dict_options(server_settings, OptionKind.SERVER_SETTINGS),
        *query_options(address, dsn.value.place if dsn is not None else None),
    ]
    return Case(
        address,
        "asyncpg",
        tuple(options),
        slots=Slots(driver=DictEntry("config", given, place)),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, about, way.choosing),
        open=unseen or way.unpacked,
        dsn=about,
    )


def _without_address(given: Dict | None) -> Dict | None:
    if given is None:
        return None
    return replace(given, entries=tuple(entry for entry in given.entries if entry.key not in ADDRESS))


_ENGINE = "piccolo.engine.postgres.PostgresEngine"

LIBRARY = Library(
    name="piccolo",
    callees={_ENGINE: _ENGINE, "piccolo.engine.PostgresEngine": _ENGINE},
    positional={"": ("config",)},
    case_of=case_of,
    address=frozenset({"config"}),
)
