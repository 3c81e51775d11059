"""Writes options that only the URLs of one driver get: `{...} if url.startswith("postgresql") else {}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import libcst as cst

from pooler_lint.fixes.calls import keyword
from pooler_lint.fixes.importing import dotted_name
from pooler_lint.fixes.operations import AddKeyword, AddUnpacked, Plan, Unsafe
from pooler_lint.fixes.slots import New, refuse_beside_others, refuse_second_dict
from pooler_lint.fixes.spans import span_of
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.slots import DictEntry, Keyword
from pooler_lint.values import Known, Text, Value

_NOTHING = {"poolclass": "None"}
"""Arguments of the call that have a value which is as good as none."""
_URLS = ("url", "dsn")


def under_test(options: Sequence[New], broken: Sequence[Case]) -> Plan:
    """Return how the call gets these options for the URLs of the cases that break, and for no others.

    Raises `Unsafe` where the URL is not a name, or where its beginning does not tell them apart.
    """
    first = options[0]
    test = f"{_url(first.call)}.startswith({_literal(_beginning(first.site, broken))})"
    if not first.wish.driver:
        return _argument(options, test)
    slot = first.case.slots.driver
    if not isinstance(slot, DictEntry):
        raise Unsafe("the options are keywords of the call")
    entries = ", ".join(f'"{new.name}": {new.value}' for new in options)
    chosen = f"{{{entries}}} if {test} else {{}}"
    if slot.expression is not None:
        return Plan((AddUnpacked(first.span(slot.expression), chosen),))
    if slot.given is not None or keyword(first.call, slot.keyword) is not None:
        raise Unsafe(f"{slot.keyword} comes from a place that the text does not show")
    if not isinstance(first.case.slots.call, Keyword):
        raise Unsafe("the arguments are not those of the call")
    refuse_second_dict(first, slot.keyword)
    return Plan((AddKeyword(span_of(first.site.place), slot.keyword, chosen),))


def _argument(options: Sequence[New], test: str) -> Plan:
    (new,) = options if len(options) == 1 else (None,)
    if new is None or new.name not in _NOTHING or not isinstance(new.case.slots.call, Keyword):
        raise Unsafe("the argument cannot depend on the URL")
    if new.case.option(new.name) is not None or keyword(new.call, new.name) is not None:
        raise Unsafe(f"{new.name} is given already")
    refuse_beside_others(new, new.name)
    value = f"{new.value} if {test} else {_NOTHING[new.name]}"
    return Plan((AddKeyword(span_of(new.site.place), new.name, value),))


def _literal(text: str) -> str:
    return f'"{text}"'


def _url(call: cst.Call) -> str:
    """Return the source of the URL: a name, or `str()` of one."""
    if dotted_name(call.func).rpartition(".")[2] in ("", "partial"):
        raise Unsafe("what is called does not stand there as a name")
    argument = next((arg for arg in call.args if arg.keyword is None or arg.keyword.value in _URLS), None)
    if argument is None or argument.star:
        raise Unsafe("the URL does not stand at the call")
    inner = argument.value
    is_text = isinstance(inner, cst.Call) and dotted_name(inner.func) == "str" and len(inner.args) == 1
    name = dotted_name(inner.args[0].value if is_text and isinstance(inner, cst.Call) else inner)
    if not name or name.startswith("."):
        raise Unsafe("the URL is not a name")
    return f"str({name})" if is_text else name


def _beginning(site: ConnectionSite, broken: Sequence[Case]) -> str:
    """Return what the URLs of the broken cases begin with, and none of those that must not get the options."""
    wanted = [_text(case.dsn) for case in broken]
    drivers = {case.driver for case in broken}
    others = [case.dsn for case in site.cases if case.driver is not None and case.driver not in drivers]
    excluded = [_text(dsn) for dsn in (*others, *(one.dsn for one in site.foreign))]
    schemes = dict.fromkeys(("postgresql", wanted[0].partition("://")[0] if wanted else ""))
    for scheme in schemes:
        if scheme and _all_begin(wanted, scheme) and not any(text.startswith(scheme) for text in excluded):
            if excluded:
                return scheme
    raise Unsafe("the beginning of the URL does not tell the databases apart")


def _all_begin(texts: Iterable[str], beginning: str) -> bool:
    return all(text.startswith(beginning) for text in texts)


def _text(dsn: Value | None) -> str:
    """Return the known beginning of a URL that is a text."""
    if isinstance(dsn, Known) and isinstance(dsn.value, str):
        return dsn.value
    if isinstance(dsn, Text) and isinstance(dsn.parts[0], str) and "://" in dsn.parts[0]:
        return dsn.parts[0]
    raise Unsafe("the URL is not a text, or its beginning is not known")
