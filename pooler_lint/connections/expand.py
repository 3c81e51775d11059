"""From a found call to the ways it can turn out: every argument that matters gets one plain value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pooler_lint.evaluate.machine import FoundCall
from pooler_lint.records import dataclass, replace
from pooler_lint.values import Argument, Attribute, Called, Dict, Items, Known, OneOf, Value, alternatives
from pooler_lint.values.combine import combinations, combine, restrict
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

MAX_CASES = 48

ADDRESS = frozenset(
    {
        "dsn",
        "url",
        "conninfo",
        "host",
        "hostaddr",
        "port",
        "database",
        "dbname",
    }
)
"""The arguments that make up the address, whatever the library."""

TOLD_APART = ADDRESS | frozenset(
    {
        "statement_cache_size",
        "prepared_statement_cache_size",
        "prepared_statement_name_func",
        "connection_class",
        "prepare_threshold",
        "server_settings",
        "connect_args",
        "kwargs",
        "options",
        "configure",
        "poolclass",
        "pool",
        "creator",
        "async_creator",
        "isolation_level",
        "execution_options",
        "prefix",
        "drivername",
        "query",
        "scheme",
        "path",
        "set",
    }
)
"""The arguments and dict keys whose values lead to different verdicts; any other is one value, whatever it is."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The names of arguments and dict keys whose values are told apart.

    `address` are those of them that make up the address, `maps` those whose dicts have the program's own names as keys.
    """

    names: frozenset[str] = TOLD_APART
    address: frozenset[str] = ADDRESS
    maps: frozenset[str] = frozenset()


BY_DRIVERS = Apart()
"""The names that the drivers and SQLAlchemy have."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a call is made: plain values by name, and all that this assumes."""

    arguments: dict[str, Argument]
    assumptions: Guard
    unpacked: str | None
    choosing: Guard = NOTHING_ASSUMED
    """What of the assumptions chooses the arguments that make up the address."""

    def value(self, name: str) -> Value | None:
        """The value of this argument; None when it is not given or given as None."""
        argument = self.arguments.get(name)
        if argument is None or (isinstance(argument.value, Known) and argument.value.value is None):
            return None
        return argument.value


def ways(
    found: FoundCall, positional: Sequence[str], later: Iterable[Called] = (), apart: Apart = BY_DRIVERS
) -> list[Way] | None:
    """The ways of a call whose positional parameters have these names; None when there are too many.

    `later` are the calls of a `functools.partial`, whose arguments come on top.
    """
    result: list[Way] = []
    for called in [_with_later(found.called, more) for more in later] or [found.called]:
        named = dict(_named(called, positional))
        values = [
            flat(argument.value, apart) if name in apart.names else argument.value for name, argument in named.items()
        ]
        told = [value if name in apart.names else _plain(value) for name, value in zip(named, values, strict=True)]
        each = combinations(told, found.path, MAX_CASES)
        if each is None:
            return None
        if not each:  # the code does not come here with any of the values that are known
            told = [restrict(value, found.path) for value in told]
            each = combinations(told, found.path, MAX_CASES) or []
        for assumed, plain in each:
            chosen = {
                name: replace(argument, value=value)
                for (name, argument), value in zip(named.items(), plain, strict=True)
            }
            choosing = _choosing(dict(zip(named, told, strict=True)), assumed, apart)
            result.append(Way(chosen, assumed | found.path, called.unpacked, choosing))
    return result if len(result) <= MAX_CASES else None


def _choosing(told: dict[str, Value], assumed: Guard, apart: Apart) -> Guard:
    """The part of `assumed` that the alternatives of the address arguments rest on."""
    tests = {
        test
        for name in apart.address
        if name in told
        for alternative, _ in alternatives(told[name])
        for test, _ in alternative
    }
    return frozenset((test, outcome) for test, outcome in assumed if test in tests)


def _with_later(called: Called, later: Called) -> Called:
    given = {argument.name for argument in later.arguments if argument.name is not None}
    kept = tuple(argument for argument in called.arguments if argument.name is None or argument.name not in given)
    # A keyword of the later call stands in another call: the repair must not look for it here.
    added = tuple(replace(argument, place=None) for argument in later.arguments)
    return replace(called, arguments=(*kept, *added), unpacked=called.unpacked or later.unpacked)


def _named(called: Called, positional: Sequence[str]) -> Iterable[tuple[str, Argument]]:
    position = 0
    for argument in called.arguments:
        if argument.name is not None:
            yield argument.name, argument
        elif position < len(positional):
            yield positional[position], argument
            position += 1


def _plain(value: Value) -> Value:
    """A value that is not told apart: the first of its alternatives stands for all."""
    return value.alternatives[0][1] if isinstance(value, OneOf) else value


def flat(value: Value, apart: Apart = BY_DRIVERS, every: bool = False) -> Value:
    """The value with the choices inside it brought to its surface; `every` True: whatever the keys of a dict are."""
    if isinstance(value, Dict):
        return _flat_dict(value, apart, every)
    if isinstance(value, Called):
        inside = [flat(argument.value, apart) for argument in value.arguments]
        base = value.function
        outer = flat(base.base, apart) if isinstance(base, Attribute) else base

        def build(function: Value, *given: Value) -> Value:
            arguments = tuple(replace(a, value=v) for a, v in zip(value.arguments, given, strict=True))
            chosen = replace(base, base=function) if isinstance(base, Attribute) else function
            return replace(value, function=chosen, arguments=arguments)

        return combine([outer, *inside], build)
    if isinstance(value, Items):
        items = [flat(item, apart) for item in value.items]
        return combine(items, lambda *plain: replace(value, items=plain)) if items else value
    return combine((value,), lambda plain: plain if plain is value else flat(plain, apart, every))


def _flat_dict(value: Dict, apart: Apart, every: bool) -> Value:
    told = [entry for entry in value.entries if every or entry.key in apart.names or entry.key.endswith("url")]
    if not told:
        return value

    def build(*plain: Value) -> Value:
        by_key = {entry.key: chosen for entry, chosen in zip(told, plain, strict=True)}
        entries = tuple(
            replace(entry, value=by_key[entry.key]) if entry.key in by_key else entry for entry in value.entries
        )
        return replace(value, entries=entries)

    return combine([flat(entry.value, apart, entry.key in apart.maps) for entry in told], build)
