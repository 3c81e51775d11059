"""What a case gives the server at login, beside user and database: its startup parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pooler_lint.facts.options import belongs_to
from pooler_lint.facts.parameters import is_setting
from pooler_lint.model import Case, ConnectionSite, Option
from pooler_lint.records import dataclass
from pooler_lint.rules.base import Context
from pooler_lint.rules.reading import driver_of, passes_own_connections
from pooler_lint.slots import Keyword, OptionKind
from pooler_lint.values import Dict, Known, Text, Value
from pooler_lint.values.texts import known_text

_HOLE = "\ufffc"
_LIBPQ = frozenset({"psycopg", "psycopg2"})
_BY_LIBPQ = ("postgresql", "postgres")
"""The schemes for which SQLAlchemy and Django take a driver on libpq, whichever it is."""

# `-c name=value`, `-cname=value`, `--name=value`; a backslash keeps the white space behind it:
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
# A name has at most 63 bytes.
_SWITCH = re.compile(r"(?:-c\s*|--)(?P<name>[^\s=]{1,64})=(?P<value>(?:\\.|\S)*)(?=\s|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter that is given at login, in small letters; `where` says in which argument.

    `in_options` says that it stands inside of libpq's `options`. `name` None: there are `options` whose content is not
    known or no list of parameters.
    """

    name: str | None
    where: str
    in_options: bool = False


def given_at_login(site: ConnectionSite, case: Case, context: Context) -> Iterator[Given]:
    """The startup parameters of the case, in the order of its options."""
    if site.library == "sqlalchemy" and passes_own_connections(case):
        return
    driver = driver_of(site, case, context)
    if driver is None and (site.library == "django" or case.address.scheme in _BY_LIBPQ):
        driver = "psycopg"
    for option in case.options:
        if driver == "asyncpg":
            yield from _by_asyncpg(site, option)
        elif driver in _LIBPQ and option.name == "options" and option.kind is not OptionKind.SERVER_SETTINGS:
            if option.kind is not OptionKind.CALL or isinstance(case.slots.driver, Keyword):
                yield from _in_options(option.value)
        elif driver == "pg8000" and option.name == "startup_params" and isinstance(option.value, Dict):
            yield from (Given(entry.key.lower(), "startup_params") for entry in option.value.entries)


def _by_asyncpg(site: ConnectionSite, option: Option) -> Iterator[Given]:
    """Its `server_settings`, and what stands in a DSN that it takes apart itself.

    https://magicstack.github.io/asyncpg/current/api/index.html#connection
    """
    name = option.name.lower()
    if option.kind is OptionKind.SERVER_SETTINGS:
        if name == "options":
            yield from _in_options(option.value)
        elif belongs_to(option.name) is None:
            yield Given(name, "server_settings")
    elif option.kind is OptionKind.QUERY and site.library == "asyncpg" and is_setting(name):
        if name == "options":
            yield from _in_options(option.value)
        else:
            yield Given(name, "the DSN")


def _in_options(value: Value) -> Iterator[Given]:
    text = _text_of(value)
    if text is None:
        if not isinstance(value, Known):
            yield Given(None, "options", True)
        return
    rest = _SWITCH.sub("", text)
    if rest.strip():
        yield Given(None, "options", True)
        return
    for switch in _SWITCH.finditer(text):
        name = switch["name"]
        yield Given(None if _HOLE in name else name.lower(), "options", True)


def _text_of(value: Value) -> str | None:
    """The text, `_HOLE` for each part of it that is not known; None for a value that is none."""
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else _HOLE for part in value.parts)
    return known_text(value)
