"""encode/databases: `Database(url, **options)`. The options are keywords; of the URL's query it reads three of its own.

`PostgresBackend` hands the options to `asyncpg.create_pool`, `AiopgBackend` (`postgresql+aiopg://`) to aiopg's:
https://github.com/encode/databases/blob/master/databases/backends/postgres.py
"""

from __future__ import annotations

from pooler_lint.connections.address import address_of
from pooler_lint.connections.expand import Way
from pooler_lint.connections.libraries.asyncpg import ADDRESS
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import address_assumptions, dict_options, keyword_options, place_of, query_options
from pooler_lint.dsn.parts import merge
from pooler_lint.model import Address, Case, Driver
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict

_CONTAINERS = ("url", "force_rollback", *ADDRESS)


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where the URL is another database's."""
    url = way.value("url")
    missing = Address(unknown=way.unpacked or "no URL is given")
    address = address_of(url, by_asyncpg=True) if url is not None else missing
    if address.is_postgres is False:
        return None
    # `kwargs.update(self._options)` in both backends: a keyword beats the URL, each for itself.
    address = merge(address, way.value("host"), way.value("port"), way.value("database"))
    settings = way.value("server_settings")
    server_settings = settings if isinstance(settings, Dict) else None
    options = [
        *keyword_options(way, _CONTAINERS),
        *dict_options(server_settings, OptionKind.SERVER_SETTINGS),
        *query_options(address, place_of(way.arguments.get("url"))),
    ]
    return Case(
        address,
        _driver(address),
        tuple(options),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, url, way.choosing),
        open=way.unpacked,
        dsn=url,
    )


def _driver(address: Address) -> Driver | None:
    """The one that the scheme names, aiopg (on psycopg2), else asyncpg."""
    if address.scheme is None:
        return None
    return "psycopg2" if address.scheme.endswith("+aiopg") else "asyncpg"


LIBRARY = Library(
    name="databases",
    callees={"databases.Database": "databases.Database", "databases.core.Database": "databases.Database"},
    positional={"": ("url",)},
    case_of=case_of,
)
