"""One alias of Django's `DATABASES`, as a dict or made out of a URL: where it goes, and with which options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pooler_lint.connections.address import address_of, why_unknown
from pooler_lint.connections.options import address_assumptions, container, dict_options, query_options
from pooler_lint.connections.settings import choosing, places_in, plain_entries
from pooler_lint.dsn.parts import from_parts, merge
from pooler_lint.lines import in_file
from pooler_lint.model import Address, Case, Option
from pooler_lint.records import dataclass, replace
from pooler_lint.settings.common.urls import DJ_DATABASE_URL, DJANGO_ENVIRON
from pooler_lint.slots import Assignment, DictEntry, OptionKind, Setting, Slot, Slots
from pooler_lint.values import Argument, Called, Dict, Entry, Known, Symbol, Unknown, Value, alternatives
from pooler_lint.values.conditions import Guard

_POSTGRES = re.compile(r"(?:^|[._])(?:postgres(?:ql)?(?:[._]\w*|\d*)?|postgis|psqlextra)(?:[._]|$)", re.IGNORECASE)
"""Engines: `django.db.backends.postgresql`, `django_tenants.postgresql_backend`, `psqlextra.backend` and their like."""

_ADDRESS = ("ENGINE", "HOST", "PORT", "NAME")
_TOLD_APART = ("ENGINE", "HOST", "PORT", "OPTIONS", "DISABLE_SERVER_SIDE_CURSORS", "CONN_MAX_AGE", "AUTOCOMMIT")
_NO_OPTIONS = frozenset({*_ADDRESS, "USER", "PASSWORD", "OPTIONS", "TEST"})
_OF_PARSE = {
    "conn_max_age": "CONN_MAX_AGE",
    "conn_health_checks": "CONN_HEALTH_CHECKS",
    "disable_server_side_cursors": "DISABLE_SERVER_SIDE_CURSORS",
    "engine": "ENGINE",
}
"""What the arguments of `dj_database_url.parse` become."""
_BY_ENVIRON = frozenset(
    {"CONN_MAX_AGE", "ATOMIC_REQUESTS", "AUTOCOMMIT", "DISABLE_SERVER_SIDE_CURSORS", "CONN_HEALTH_CHECKS"}
)
"""What django-environ takes out of a URL's query for the alias itself, in any case of letters.

https://github.com/joke2k/django-environ/blob/main/environ/environ.py, `_DB_BASE_OPTIONS`
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """One way in which an alias turns out: the entry that it has in the `DATABASES` of `file`, and its plain dict."""

    name: str
    entry: Entry
    settings: Dict
    assumed: Guard
    file: str

    @property
    def url_call(self) -> Called | None:
        """The call that makes the settings out of a URL."""
        calls = [piece for piece in self.settings.unpacked if _is_url_call(piece)]
        return calls[-1] if calls and isinstance(calls[-1], Called) else None

    @property
    def hidden(self) -> str | None:
        """Why there may be settings that are not seen."""
        others = [piece for piece in self.settings.unpacked if not _is_url_call(piece)]
        if others:
            return why_unknown(others[0])
        call = self.url_call
        return call.unpacked if call is not None else self.settings.open


def is_ours(alias: Alias) -> bool:
    """True if its engine may be one of PostgreSQL's."""
    engine = alias.settings.get("ENGINE")
    return engine is not None and any(_engine(plain) for _, plain in alternatives(engine.value))


def cases_of(alias: Alias) -> list[Case] | None:
    """The cases of one way, None where there are too many."""
    told = {entry.key: entry.value for entry in alias.settings.entries if entry.key in _TOLD_APART}
    if alias.url_call is not None:
        told["url"] = alias.url_call
    found = plain_entries(told, alias.assumed)
    if found is None:  # what only some rules ask for is one value then
        told = {key: value for key, value in told.items() if key in (*_ADDRESS, "url")}
        found = plain_entries(told, alias.assumed)
    if found is None:
        return None
    about = [value for key, value in told.items() if key in (*_ADDRESS, "url")]
    guards = [(alias.assumed | more, plain) for more, plain in found]
    return [_case(alias, plain, guard, choosing(about, guard)) for guard, plain in guards]


def _case(alias: Alias, plain: dict[str, Value], assumed: Guard, chosen: Guard) -> Case:
    call = plain.get("url")
    given = _entries(alias, plain)
    by_call = _of_call(call) if isinstance(call, Called) else {}
    by_call = {key: one for key, one in by_call.items() if key not in given or _doubted(given[key].value)}
    given = {**given, **by_call}
    address, dsn = _address(given, call)
    asked = _query(address, call)
    address = replace(address, query=tuple((name, value) for name, value in address.query if name in _names(asked)))
    options = given.get("OPTIONS")
    driver_dict, place, unseen = container(Argument(None, options.value, options.place) if options else None)
    if unseen is not None and driver_dict is None:
        driver_dict = Dict((), open=unseen, exclusive=False)
    exclusive = alias.settings.exclusive
    told = chosen | address_assumptions(assumed, dsn, chosen)
    if "PORT" in given:
        told |= address_assumptions(assumed, given["PORT"].value, chosen)
    return Case(
        address,
        None,
        (
            *(
                _option(entry, exclusive or entry.key in by_call)
                for entry in given.values()
                if entry.key not in _NO_OPTIONS
            ),
            *dict_options(driver_dict, OptionKind.DRIVER),
            *asked,
        ),
        slots=Slots(_slot(alias), DictEntry("OPTIONS", driver_dict, place)),
        assumptions=assumed,
        address_assumptions=told,
        open=alias.hidden,
        dsn=dsn,
    )


def _slot(alias: Alias) -> Slot:
    """The dict of the alias; where another file makes it, the line after the last that adds to it here."""
    literal, entry = in_file(alias.settings.place, alias.file), in_file(alias.entry.place, alias.file)
    last = max(places_in(alias.settings, alias.file), key=lambda place: place.start, default=None)
    if literal is None and entry is None and last is not None:
        return Assignment(f'DATABASES["{alias.name}"]', last)
    return Setting(literal if alias.settings.exclusive and literal is not None else entry)


def _entries(alias: Alias, plain: dict[str, Value]) -> dict[str, Entry]:
    """The entries of the alias, each with the one value that it has in this case."""
    return {
        entry.key: replace(entry, value=plain.get(entry.key, _one(entry.value))) for entry in alias.settings.entries
    }


def _one(value: Value) -> Value:
    """A value that is not told apart: the first of its alternatives stands for all, if they are of one kind."""
    ways = alternatives(value)
    return ways[0][1] if len(ways) == 1 else Unknown("it depends on a condition")


def _option(entry: Entry, exclusive: bool) -> Option:
    return Option(entry.key, entry.value, OptionKind.CALL, entry.place if exclusive else None)


def _address(given: dict[str, Entry], call: Value | None) -> tuple[Address, Value | None]:
    """Where the alias goes, and the value that conditions on it would be about."""
    engine, host, port, name = (given[key].value if key in given else None for key in _ADDRESS)
    if isinstance(call, Called):  # the URL says all of it
        host, port, name = (None if value is None or _doubted(value) else value for value in (host, port, name))
    is_postgres = _engine(engine) if engine is not None else None
    url = call.argument("url") if isinstance(call, Called) else None
    if url is not None:
        address = merge(address_of(url.value), host, port, name)
        decided = is_postgres if is_postgres is not None else address.is_postgres
        return replace(address, is_postgres=decided), host or url.value
    trail = tuple(step for value in (host, port) if value is not None for step in value.trail)
    address = replace(from_parts(None, host, port, name), is_postgres=is_postgres, trail=trail)
    if address.host is None:
        address = replace(address, unknown="no HOST is given: the environment (PGHOST) or the local socket decides")
    return address, host or port


def _doubted(value: Value) -> bool:
    """True for a setting that something after it may have replaced."""
    return isinstance(value, Unknown) and value.origin is None


def _engine(engine: Value) -> bool | None:
    """True for a backend of PostgreSQL, None where it is not known."""
    if not isinstance(engine, Known) or not isinstance(engine.value, str):
        return None
    return bool(_POSTGRES.search(engine.value))


def _of_call(call: Called) -> dict[str, Entry]:
    """What the arguments of the call that reads the URL become."""
    entries = (
        Entry(_OF_PARSE[argument.name], argument.value, argument.place)
        for argument in call.arguments
        if argument.name in _OF_PARSE
    )
    return {entry.key: entry for entry in entries}


def _query(address: Address, call: Value | None) -> list[Option]:
    """The query of the URL; both readers make `OPTIONS` of it, except that django-environ knows the alias's own."""
    if not isinstance(call, Called):
        return []
    url = call.argument("url")
    options = query_options(address, url.value.place if url is not None else None)
    if isinstance(call.function, Symbol) and call.function.dotted == DJANGO_ENVIRON:
        return [
            replace(one, name=one.name.upper(), kind=OptionKind.CALL, place=None)
            if one.name.upper() in _BY_ENVIRON
            else one
            for one in options
        ]
    return options


def _names(options: Sequence[Option]) -> set[str]:
    """The names of those that stand in the query for the driver."""
    return {option.name for option in options if option.kind is OptionKind.QUERY}


def _is_url_call(piece: Value) -> bool:
    if not isinstance(piece, Called) or not isinstance(piece.function, Symbol):
        return False
    return piece.function.dotted in (DJ_DATABASE_URL, DJANGO_ENVIRON)
