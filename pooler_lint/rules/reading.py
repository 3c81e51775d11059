"""What the rules ask of a case: zero or not, which driver, what may be hidden."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.facts.drivers import default_driver
from pooler_lint.facts.options import driver_taking, kinds_taking
from pooler_lint.facts.statements import is_unique_source
from pooler_lint.model import CannotTell, Case, ConnectionSite, Driver, Option, Use
from pooler_lint.records import dataclass
from pooler_lint.rules.base import Context
from pooler_lint.slots import DictEntry, OptionKind
from pooler_lint.values import (
    Called,
    Function,
    Known,
    Symbol,
    Unknown,
    Value,
)
from pooler_lint.values.inside import inside

_ASYNC = "sqlalchemy.ext.asyncio."
# https://github.com/sqlalchemy/sqlalchemy/blob/main/lib/sqlalchemy/ext/asyncio/engine.py: InvalidRequestError
_NOT_ASYNC = ("psycopg2", "pg8000")


def is_zero(value: Value) -> bool:
    """True if the value is known to be the number 0 (False counts: the libraries compare numbers)."""
    return isinstance(value, Known) and isinstance(value.value, (int, float)) and value.value == 0


def driver_of(site: ConnectionSite, case: Case, context: Context) -> Driver | None:
    """The driver in use, None where it is not known.

    Where the URL names none, it is SQLAlchemy's default, if the version is known; where the URL itself is not known,
    an option that only one driver takes shows which one is meant. An async engine is not made with a driver that is not
    async, whatever its options are: none is in use then.
    """
    driver = _named_driver(site, case, context)
    return None if driver in _NOT_ASYNC and site.callee.startswith(_ASYNC) else driver


def _named_driver(site: ConnectionSite, case: Case, context: Context) -> Driver | None:
    if case.driver is not None:
        return case.driver
    if site.library == "django":
        return default_driver(context.versions, "django") or _shown_driver(site, case)
    if site.library == "sqlalchemy" and case.address.scheme is not None:
        return default_driver(context.versions) if case.address.scheme == "postgresql" else None
    return _shown_driver(site, case)


def _shown_driver(site: ConnectionSite, case: Case) -> Driver | None:
    """The driver that an option shows which only one takes."""
    shown = (driver_taking(site.library, option.name) for option in case.options if option.kind is OptionKind.DRIVER)
    return next((driver for driver in shown if driver is not None), None)


def unknown_driver(case: Case) -> CannotTell | None:
    """What is missing where the driver is not known because the URL is not; None where that is not the reason."""
    if case.driver is not None or case.address.scheme is not None:
        return None
    return CannotTell(f"which driver the URL names is not known: {case.address.unknown or 'its scheme is not'}")


def talks_to_asyncpg(site: ConnectionSite, case: Case, context: Context) -> bool:
    """True if the statements are asyncpg's own affair: no dialect of SQLAlchemy prepares them."""
    return site.library != "sqlalchemy" and driver_of(site, case, context) == "asyncpg"


def statement_cache_of(site: ConnectionSite, case: Case) -> Option | None:
    """The `statement_cache_size` that asyncpg gets; None where it is not given, or not where the library takes it."""
    if site.through is not None:
        return case.option("statement_cache_size", case.slots.driver_kind)
    return case.option("statement_cache_size", *kinds_taking(site.library, "asyncpg", "statement_cache_size"))


def is_cache_off(option: Option) -> bool:
    """True if the cache is known to be off: of a URL that takes it, the library makes a number of the text."""
    value = option.value
    if option.kind is OptionKind.QUERY and isinstance(value, Known) and isinstance(value.value, str):
        return value.value.strip().isdecimal() and int(value.value) == 0
    return is_zero(value)


def hidden_options(site: ConnectionSite, case: Case) -> str | None:
    """Why the driver may get more options than are seen, None if it cannot.

    A dict of driver options that stands complete in the text hides nothing: an unknown `**kwargs` beside it cannot
    carry the same keyword again.
    """
    slot = case.slots.driver
    return slot.given.open if isinstance(slot, DictEntry) and slot.given is not None else case.open


def passes_own_connections(case: Case) -> bool:
    """True if SQLAlchemy is given a function that connects: it then uses no `connect_args`."""
    return (
        case.option("creator", OptionKind.CALL) is not None or case.option("async_creator", OptionKind.CALL) is not None
    )


@dataclass(frozen=True, slots=True)
class Threshold:
    """psycopg's `prepare_threshold`: the value that counts in the end, and where it is written (None: nowhere)."""

    value: Value | None
    kind: OptionKind | None = None


def threshold_of(site: ConnectionSite, case: Case) -> Threshold:
    """What `prepare_threshold` is once the connection is made; what is set later overrides what was passed."""
    later = case.option("prepare_threshold", OptionKind.LATER)
    if later is not None:
        return Threshold(later.value, OptionKind.LATER)
    assigned = next((use for use in site.uses if use.path == ("prepare_threshold",) and use.assigned is not None), None)
    if assigned is not None:
        return Threshold(assigned.assigned, OptionKind.LATER)
    option = case.option("prepare_threshold", case.slots.driver_kind, OptionKind.LIBRARY)
    if option is not None:
        return Threshold(option.value, option.kind)
    return Threshold(_threshold_by_library(site, case))


def _threshold_by_library(site: ConnectionSite, case: Case) -> Value | None:
    """What the library hands to psycopg where the program says nothing; None: psycopg's own default.

    Django: https://github.com/django/django/blob/main/django/db/backends/postgresql/base.py, get_connection_params
    """
    if site.library != "django":
        return None
    if case.option("prepare_threshold", OptionKind.QUERY) is not None:
        return Unknown("it stands in the query of the URL")
    hidden = hidden_options(site, case)
    return Known(None) if hidden is None else Unknown(hidden)


def keyword_of(use: Use, name: str) -> Value | None:
    """The keyword argument of the use's last call."""
    argument = use.called.argument(name) if use.called else None
    return argument.value if argument else None


def holds_unique_call(value: Value) -> bool:
    """True if the value is made with a call that gives something new each time, such as `uuid.uuid4()`."""
    if isinstance(value, Called):
        function = value.function
        if isinstance(function, Symbol) and is_unique_source(function.dotted):
            return True
    return any(holds_unique_call(part) for part in _parts(value))


def _parts(value: Value) -> Sequence[Value]:
    return (value.returns,) if isinstance(value, Function) else inside(value)
