"""Flask-SQLAlchemy: `SQLALCHEMY_DATABASE_URI` and `SQLALCHEMY_BINDS`, with the options that Flask's settings give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pooler_lint import slots
from pooler_lint.connections.address import address_of, why_unknown
from pooler_lint.connections.expand import MAX_CASES, Way, flat
from pooler_lint.connections.libraries import sqlalchemy
from pooler_lint.connections.library import Surroundings
from pooler_lint.connections.settings import File, SettingsLibrary, choosing
from pooler_lint.evaluate.declared import Declared, Setting
from pooler_lint.lines import Place, in_file
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.records import replace
from pooler_lint.values import Argument, Attribute, ClassOf, Dict, Entry, Known, Symbol, Value, alternatives
from pooler_lint.values.combine import combinations
from pooler_lint.values.conditions import Guard

_URI = "SQLALCHEMY_DATABASE_URI"
_BINDS = "SQLALCHEMY_BINDS"
_OPTIONS = "SQLALCHEMY_ENGINE_OPTIONS"
_MAKER = "flask_sqlalchemy.SQLAlchemy"
_BY_MAKER = "engine_options"

_EVIDENCE = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+flask"
    r"|\bSQLALCHEMY_(?:TRACK_MODIFICATIONS|ENGINE_OPTIONS|BINDS|ECHO|RECORD_QUERIES)\b",
    re.MULTILINE,
)
"""What shows that it is Flask which reads the settings: the name of the URI is used elsewhere too."""


def sites_of(declared: Declared, file: File) -> list[ConnectionSite]:
    """The engines that Flask-SQLAlchemy makes of these settings."""
    if _is_of_pydantic(declared.bases) or not _EVIDENCE.search(file.text):
        return []
    options = declared.get(_OPTIONS)
    sites = [_site(_URI, one.place, one, options, _hidden(declared, file), file) for one in _uris(declared)]
    for name, entry, setting in _binds(declared):
        at = replace(setting, value=entry.value, place=in_file(entry.place, setting.place.file) or setting.place)
        # Below 3.0 the options of the first engine are those of all.
        hidden = None if options is None else f"whether {_OPTIONS} counts for it depends on Flask-SQLAlchemy's version"
        sites.append(_site(f'{_BINDS}["{name}"]', at.place, at, None, _by_maker(file) or hidden, file))
    return [site for site in sites if site is not None]


def _uris(declared: Declared) -> list[Setting]:
    """Where the URI is set; for a class that only adds options to an inherited one, where these are."""
    own = [setting for setting in declared.settings if setting.name == _URI]
    inherited = declared.get(_URI)
    if own or inherited is None or declared.kind != "class":
        return own
    return [replace(setting, value=inherited) for setting in declared.settings if setting.name == _OPTIONS][:1]


def _binds(declared: Declared) -> Iterator[tuple[str, Entry, Setting]]:
    for setting in declared.settings:
        if setting.name == _BINDS:
            for _, plain in alternatives(setting.value):
                if isinstance(plain, Dict):
                    yield from ((entry.key, entry, setting) for entry in plain.entries)


def _hidden(declared: Declared, file: File) -> str | None:
    """Why the engine may get options that are not seen."""
    if declared.get(_OPTIONS) is None:
        if any(other is not declared and other.get(_OPTIONS) is not None for other in file.declared):
            return f"another part of the file sets {_OPTIONS}"
        elsewhere = file.outside.mentions((_OPTIONS,), file.path) if file.outside is not None else ()
        if elsewhere:
            return f"{elsewhere[0]} speaks of {_OPTIONS}"
        if declared.open is not None:
            return declared.open
    return _by_maker(file)


def _by_maker(file: File) -> str | None:
    """Why `SQLAlchemy(engine_options=...)` may bring options."""
    for found in file.calls:
        argument = found.called.argument(_BY_MAKER)
        if found.dotted == _MAKER and (argument is not None or found.called.unpacked):
            return f"`SQLAlchemy({_BY_MAKER}=...)` is made in line {found.line}"
    elsewhere = file.outside.mentions((_BY_MAKER, "SQLAlchemy("), file.path) if file.outside is not None else ()
    return f"{elsewhere[0]} speaks of {_BY_MAKER}" if elsewhere else None


def _site(
    callee: str, place: Place, setting: Setting, options: Value | None, hidden: str | None, file: File
) -> ConnectionSite | None:
    line = file.line_of(place)
    site = ConnectionSite(file.path, place, line, "sqlalchemy", callee, (), declared=True)
    told = [flat(setting.value), flat(options if options is not None else Dict((), place=None, exclusive=False))]
    found = combinations(told, setting.path, MAX_CASES)
    if found is None:
        return replace(site, unknown="the settings can turn out in too many ways")
    is_shared = _serves_another_database(file)
    cases = [
        _case(uri, given, assumed | setting.path, choosing(told[:1], assumed), hidden, is_shared)
        for assumed, (uri, given) in found
    ]
    postgres = tuple(case for case in cases if case is not None)
    return replace(site, cases=postgres) if postgres else None


def _case(uri: Value, given: Value, assumed: Guard, chosen: Guard, hidden: str | None, is_shared: bool) -> Case | None:
    if isinstance(uri, Dict):  # a bind with options of its own
        given, url = uri, uri.get("url")
        uri = url.value if url is not None else Known(None)
    options = given if isinstance(given, Dict) else Dict((), open=why_unknown(given))
    arguments = {
        entry.key: Argument(entry.key, entry.value, entry.place if options.exclusive else None)
        for entry in options.entries
    }
    way = Way({**arguments, "url": Argument("url", uri)}, assumed, options.open or hidden, chosen)
    case = sqlalchemy.case_of("sqlalchemy.create_engine", way, Surroundings())
    if case is None:
        return None
    literal = options.place if options.exclusive and not is_shared else None
    return replace(case, slots=replace(case.slots, call=slots.Setting(literal)))


def _serves_another_database(file: File) -> bool:
    """True where the settings may be used with SQLite too, whose driver refuses what PostgreSQL's takes."""
    if any(_is_another(one.value) for other in file.declared for one in other.settings if one.name == _URI):
        return True
    return bool(file.outside is not None and file.outside.mentions((_URI, "sqlite"), file.path))


def _is_another(uri: Value) -> bool:
    return any(address_of(plain).is_postgres is False for _, plain in alternatives(uri))


def _is_of_pydantic(bases: Sequence[Value]) -> bool:
    """True for a class of settings that other code hands to `create_engine`."""
    for base in bases:
        if isinstance(base, Symbol) and base.dotted.rpartition(".")[2] in ("BaseSettings", "BaseModel"):
            return True
        if isinstance(base, Attribute) and base.name == "BaseSettings":
            return True
        if isinstance(base, ClassOf) and _is_of_pydantic(base.bases):
            return True
    return False


LIBRARY = SettingsLibrary(
    "sqlalchemy",
    frozenset({_URI, _BINDS, _OPTIONS}),
    sites_of,
    {name: rf"\b{name}\b" for name in (_URI, _BINDS)},
    frozenset({_MAKER}),
)
