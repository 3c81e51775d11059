"""Where a DSN value leads: texts, SQLAlchemy and pydantic URL objects, and what is done to them."""

from __future__ import annotations

from pooler_lint.dsn.conninfo import looks_like_conninfo, parse_conninfo
from pooler_lint.dsn.parts import from_parts, known_scheme, merge
from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Address
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Dict, Items, Known, Symbol, Text, Unknown, Value

_SAME_ADDRESS = frozenset({"render_as_string", "unicode_string", "__str__", "get_secret_value"})


def address_of(value: Value, *, by_asyncpg: bool = False) -> Address:
    """The address of a plain DSN value; never raises. What can't be told is said in `unknown`."""
    if isinstance(value, Known) and value.value is None:
        return Address(is_postgres=None, unknown="no DSN is given", trail=value.trail)
    if isinstance(value, (Known, Text)):
        if isinstance(value, Known) and not isinstance(value.value, str):
            return Address(unknown="the DSN is not a text", trail=value.trail)
        return parse_conninfo(value) if looks_like_conninfo(value) else parse_url(value, by_asyncpg=by_asyncpg)
    if isinstance(value, Called):
        found = _of_call(value, by_asyncpg)
        if found is not None:
            return found
    return Address(unknown=why_unknown(value), trail=value.trail)


def why_unknown(value: Value) -> str:
    """Why a value is not known, in words."""
    if isinstance(value, Unknown):
        return value.reason
    if isinstance(value, Symbol):
        module, _, name = value.dotted.rpartition(".")
        return f"name `{name}` of module `{module}`" if module else f"name `{name}`"
    if isinstance(value, Attribute):
        return f"attribute `{value.name}` of {why_unknown(value.base)}"
    if isinstance(value, Called):
        return f"the result of calling {why_unknown(value.function)}"
    return "it is not a text"


def _of_call(called: Called, by_asyncpg: bool) -> Address | None:
    function = called.function
    if isinstance(function, Attribute):
        return _of_method(called, function, by_asyncpg)
    if not isinstance(function, Symbol):
        return None
    name = function.dotted.rsplit(".", 1)[-1]
    if name == "make_url" and called.arguments:
        return address_of(called.arguments[0].value, by_asyncpg=by_asyncpg)
    if (name == "create" and function.dotted.endswith("URL.create")) or function.dotted.endswith(".url.URL"):
        return _of_url_create(called)
    if function.dotted.endswith("Dsn.build"):
        return _of_build(called)
    if name.endswith("Dsn") or name in ("SecretStr", "TypeAdapter", "DatabaseURL", "Secret", "AnyUrl"):
        return address_of(called.arguments[0].value, by_asyncpg=by_asyncpg) if called.arguments else None
    if function.dotted in ("psycopg.conninfo.make_conninfo", "psycopg.make_conninfo"):
        return _of_make_conninfo(called)
    return None


def _of_method(called: Called, method: Attribute, by_asyncpg: bool) -> Address | None:
    if method.name in _SAME_ADDRESS:
        return address_of(method.base, by_asyncpg=by_asyncpg)
    if method.name == "set":
        base = address_of(method.base, by_asyncpg=by_asyncpg)
        drivername = _value(called, "drivername")
        query = _value(called, "query")
        changed = merge(base, _value(called, "host"), _value(called, "port"), _value(called, "database"))
        if drivername is not None:
            scheme = known_scheme(drivername)
            changed = replace(changed, scheme=scheme, is_postgres=from_parts(scheme, None, None, None).is_postgres)
        return replace(changed, query=_pairs(query)) if query is not None else changed
    if method.name == "difference_update_query" and called.arguments:
        base = address_of(method.base, by_asyncpg=by_asyncpg)
        names = called.arguments[0].value
        dropped = {one.value for one in names.items if isinstance(one, Known)} if isinstance(names, Items) else set()
        return replace(base, query=tuple(pair for pair in base.query if pair[0] not in dropped))
    if method.name == "update_query_dict" and called.arguments:
        base = address_of(method.base, by_asyncpg=by_asyncpg)
        return replace(base, query=(*base.query, *_pairs(called.arguments[0].value)))
    return None


def _of_url_create(called: Called) -> Address:
    scheme = known_scheme(_value(called, "drivername", 0))
    query = _value(called, "query", 6)
    address = from_parts(
        scheme,
        _value(called, "host", 3),
        _value(called, "port", 4),
        _value(called, "database", 5),
        _pairs(query) if query is not None else (),
    )
    if scheme is None:
        address = replace(address, is_postgres=None)
    missing = address.host is None and called.unpacked is not None
    return replace(address, unknown=called.unpacked if missing else address.unknown, trail=called.trail)


def _of_build(called: Called) -> Address:
    """Pydantic's `PostgresDsn.build(scheme=..., host=..., port=..., path=...)`."""
    scheme = known_scheme(_value(called, "scheme"))
    path = _value(called, "path")
    if isinstance(path, Known) and isinstance(path.value, str):
        path = replace(path, value=path.value.lstrip("/"))
    address = from_parts(scheme, _value(called, "host"), _value(called, "port"), path)
    return replace(address, unknown=called.unpacked if address.host is None else None)


def _of_make_conninfo(called: Called) -> Address:
    base = Address(is_postgres=True)
    if called.arguments and called.arguments[0].name is None:
        base = address_of(called.arguments[0].value)
    return merge(base, _value(called, "host"), _value(called, "port"), _value(called, "dbname"))


def _value(called: Called, name: str, position: int | None = None) -> Value | None:
    argument = called.argument(name, position)
    return argument.value if argument is not None else None


def _pairs(query: Value) -> tuple[tuple[str, Value], ...]:
    return tuple((entry.key, entry.value) for entry in query.entries) if isinstance(query, Dict) else ()


def address_of_parts(host: Value | None, port: Value | None, database: Value | None, unpacked: str | None) -> Address:
    """Return the address of a driver's keywords; without a host, `unpacked` or the environment may give one."""
    address = from_parts(None, host, port, database)
    if host is None:
        address = replace(address, unknown=unpacked or "no host is given: the environment (PGHOST) decides")
    return address
