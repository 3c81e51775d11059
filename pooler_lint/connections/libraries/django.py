"""Django: each alias of `DATABASES` in a settings module is a connection. Driver options are in `OPTIONS`."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pooler_lint.connections.address import why_unknown
from pooler_lint.connections.libraries.django_alias import Alias, cases_of, is_ours
from pooler_lint.connections.settings import File, SettingsLibrary, own_place, places_in
from pooler_lint.evaluate.declared import Declared
from pooler_lint.evaluate.outside import Override
from pooler_lint.lines import Place
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.records import replace
from pooler_lint.values import Dict, Unknown, Value, alternatives
from pooler_lint.values.combine import held
from pooler_lint.values.conditions import Guard

_NAME = "DATABASES"
_SAID_LATER = frozenset({"DISABLE_SERVER_SIDE_CURSORS", "AUTOCOMMIT"})
"""What a settings module adds to those of another, so that the other one alone does not tell what is used."""


def sites_of(declared: Declared, file: File) -> list[ConnectionSite]:
    """The aliases that go to PostgreSQL, as far as their settings are written in this file."""
    value = declared.get(_NAME)
    if value is None:
        return []
    grouped: dict[tuple[str, Place], list[Alias]] = {}
    for assumed, plain in alternatives(value):
        for alias in _aliases(plain, assumed, file.file):
            place = _place(alias)
            if place is not None:
                grouped.setdefault((alias.name, place), []).append(alias)
    overrides = file.outside.overrides(_NAME, file.path) if file.outside is not None and grouped else ()
    made = [
        _overridden(site, name, overrides) if (site := _site(name, place, ways, file)) else None
        for (name, place), ways in grouped.items()
    ]
    sites = [site for site in made if site is not None]
    return sites + _in_doubt(declared, value, {site.callee for site in sites}, file)


def _overridden(site: ConnectionSite, name: str, overrides: Sequence[Override]) -> ConnectionSite:
    """The site; not read where a module that takes these settings over says more of what matters."""
    override = next((one for one in overrides if _says_more(one, name)), None)
    if override is None:
        return site
    return replace(site, cases=(), unknown=f"{override.path} takes these settings over and adds to them")


def _says_more(override: Override, name: str) -> bool:
    for _, plain in alternatives(override.value):
        entry = plain.get(name) if isinstance(plain, Dict) else None
        settings = entry.value if entry is not None else None
        if not isinstance(settings, Dict) or override.wrote(entry.place if entry is not None else None):
            continue
        if any(one.key in _SAID_LATER and override.wrote(one.place) for one in settings.entries):
            return True
    return False


def _inherited(way: Alias, file: File) -> tuple[Case, ...]:
    """Return the cases of an alias as another settings module defines it, if that module is checked for them."""
    place = way.entry.place
    if place is None or place.file == file.file or file.outside is None:
        return ()
    said_there = file.outside.mentions((_NAME,), file.path)
    if place.file not in map(os.path.abspath, said_there):
        return ()
    if any(_says_more(one, way.name) for one in file.outside.overrides(_NAME, place.file)):
        return ()
    entries = tuple(one for one in way.settings.entries if one.place is None or one.place.file != file.file)
    return tuple(cases_of(replace(way, settings=replace(way.settings, entries=entries))) or ())


def _in_doubt(declared: Declared, value: Value, seen: set[str], file: File) -> list[ConnectionSite]:
    """The aliases that are written here, but of which something that is not followed may have made anything."""
    found: dict[str, ConnectionSite] = {}
    for setting in declared.settings:
        for assumed, plain in alternatives(setting.value):
            for alias in _aliases(plain, assumed, file.file):
                place = own_place(alias.entry, alias.settings, file.file)
                if place is None or not is_ours(alias):
                    continue
                site = _unread(alias.name, place, file)
                if site.callee not in seen:
                    found[alias.name] = replace(site, unknown=why_unknown(_what_became(value, alias.name)))
    return list(found.values())


def _what_became(value: Value, alias: str) -> Value:
    plain = alternatives(value)[0][1]
    entry = plain.get(alias) if isinstance(plain, Dict) else None
    became = alternatives(entry.value)[0][1] if entry is not None else plain
    return Unknown(became.open) if isinstance(became, Dict) and became.open else became


def _aliases(databases: Value, assumed: Guard, file: str) -> list[Alias]:
    if not isinstance(databases, Dict):
        return []
    return [
        Alias(entry.key, entry, plain, assumed | more, file)
        for entry in databases.entries
        for more, plain in held(entry.value, assumed)
        if isinstance(plain, Dict)
    ]


def _place(alias: Alias) -> Place | None:
    """What stands for the alias in this file: its own settings, else the first that is added to those of another."""
    return own_place(alias.entry, alias.settings, alias.file) or next(places_in(alias.settings, alias.file), None)


def _site(name: str, place: Place, ways: Sequence[Alias], file: File) -> ConnectionSite | None:
    site = _unread(name, place, file)
    cases: list[Case] = []
    for way in ways:
        each = cases_of(way)
        if each is None:
            return replace(site, unknown="the settings can turn out in too many ways") if is_ours(way) else None
        cases += each
    if len({(case.address.host, case.address.port) for case in cases}) > 1:
        cases = [replace(case, address_assumptions=case.address_assumptions | case.assumptions) for case in cases]
    postgres = tuple(case for case in cases if case.address.is_postgres is not False)
    # Without a word of PostgreSQL it is another program's `DATABASES`, unless a reader of database URLs makes it.
    is_sure = any(case.address.is_postgres for case in postgres) or any(way.url_call for way in ways)
    inherited = tuple(case for way in ways for case in _inherited(way, file))
    return replace(site, cases=postgres, inherited=inherited) if postgres and is_sure else None


def _unread(name: str, place: Place, file: File) -> ConnectionSite:
    """The site of an alias, without its cases."""
    callee = f'{_NAME}["{name}"]'
    return ConnectionSite(file.path, place, file.line_of(place), "django", callee, (), declared=True)


LIBRARY = SettingsLibrary("django", frozenset({_NAME}), sites_of, {_NAME: rf"(?<![\w.]){_NAME}\b"})
