"""How SQLAlchemy's asyncpg dialect is set up at a site, whether that is safe, and what is missing where it is not."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pooler_lint.facts.statements import Expectation, all_expectations
from pooler_lint.model import Case, ConnectionSite, Option, SetOption
from pooler_lint.records import dataclass
from pooler_lint.rules.base import Context
from pooler_lint.rules.reading import hidden_options, holds_unique_call, is_zero, keyword_of
from pooler_lint.slots import OptionKind
from pooler_lint.values import ClassOf, Dict, Function, Known, Symbol, Value, alternatives

CLIENT = "sqlalchemy+asyncpg"
NAME_FUNCTION = 'lambda: ""'

Possible: TypeAlias = "frozenset[str]"
Outcome: TypeAlias = Literal["ok", "fails", "unsure"]

_ON: Possible = frozenset({"on"})
_OFF: Possible = frozenset({"off"})
_ON_OR_OFF = _ON | _OFF
_UNKNOWN_FUNCTION: Possible = frozenset({"unique", "empty", "constant"})
_ANY_NAMES = _UNKNOWN_FUNCTION | {"default", "class"}
_OWN_CLASSES = ("asyncpg.Connection", "asyncpg.connection.Connection")


@dataclass(frozen=True, slots=True)
class AsyncpgSettings:
    """The settings of the dialect in the words of the table of facts, each with all the values that are possible."""

    statement_cache: Possible
    prepared_cache: Possible
    names: Possible
    autocommit: Possible

    def possibilities(self) -> dict[str, Possible]:
        """The settings by the names of the table."""
        return {
            "statement_cache_size": self.statement_cache,
            "prepared_statement_cache_size": self.prepared_cache,
            "names": self.names,
            "autocommit": self.autocommit,
        }


def read_settings(site: ConnectionSite, case: Case) -> AsyncpgSettings:
    """The settings of one case of a SQLAlchemy site."""
    hidden = hidden_options(site, case) is not None
    return AsyncpgSettings(
        statement_cache=_statement_cache(case, hidden),
        prepared_cache=_prepared_cache(case, hidden),
        names=_names(case, hidden),
        autocommit=_autocommit(site, case),
    )


def outcomes(settings: AsyncpgSettings, context: Context) -> list[frozenset[Expectation]]:
    """What can become of the queries, for each combination of the possible settings."""
    return all_expectations(CLIENT, settings.possibilities(), context.versions)


def outcome(settings: AsyncpgSettings, context: Context) -> Outcome:
    """Whether the queries come out right.

    A version that refuses the settings does not count beside one that takes them. A cache that is surely on counts as
    wrong where any version that is possible fails with it: it has no use there.
    """
    possible = outcomes(settings, context)
    if not any("fails" in one for one in possible):
        return "ok"
    if all("fails" in one and "ok" not in one for one in possible):
        return "fails"
    if _ON in (settings.statement_cache, settings.prepared_cache) and all("fails" in one for one in possible):
        return "fails"
    return "unsure"


def is_on(possible: Possible) -> bool:
    """True if the cache is surely on."""
    return possible == _ON


def is_off(possible: Possible) -> bool:
    """True if the cache is surely off."""
    return possible == _OFF


def needs_name_function(settings: AsyncpgSettings, context: Context) -> bool:
    """True if the queries could still fail with both caches off, for want of the right statement names."""
    if len(settings.names) > 1:
        return False
    return any("fails" in one for one in outcomes(_with_caches_off(settings), context))


def repair(settings: AsyncpgSettings, context: Context) -> tuple[SetOption, ...]:
    """What to set so that the queries come out right on every version that is possible; empty where nothing does."""
    wishes: list[SetOption] = []
    if is_on(settings.statement_cache):
        wishes.append(SetOption("statement_cache_size", "0", driver=True))
    if is_on(settings.prepared_cache):
        wishes.append(SetOption("prepared_statement_cache_size", "0", driver=True))
    if needs_name_function(settings, context):
        if not _name_function_works(settings, context):
            return ()
        wishes.append(SetOption("prepared_statement_name_func", NAME_FUNCTION, driver=True))
    return tuple(wishes)


def _with_caches_off(settings: AsyncpgSettings, names: Possible | None = None) -> AsyncpgSettings:
    return AsyncpgSettings(_OFF, _OFF, names or settings.names, settings.autocommit)


def _name_function_works(settings: AsyncpgSettings, context: Context) -> bool:
    possible = outcomes(_with_caches_off(settings, frozenset({"empty"})), context)
    return all("ok" in one for one in possible)


def _statement_cache(case: Case, hidden: bool) -> Possible:
    option = case.option("statement_cache_size", OptionKind.DRIVER)
    if option is None:
        return _ON_OR_OFF if hidden else _ON
    return _switch(option.value)


def _switch(value: Value) -> Possible:
    if not isinstance(value, Known):
        return _ON_OR_OFF
    return _OFF if is_zero(value) else _ON


def _prepared_cache(case: Case, hidden: bool) -> Possible:
    option = case.option("prepared_statement_cache_size", OptionKind.DRIVER)
    if option is not None:
        falsy = isinstance(option.value, Known) and option.value.value in (None, "")
        return _OFF if falsy else _switch(option.value)
    in_url = case.option("prepared_statement_cache_size", OptionKind.QUERY)
    if hidden:
        return _ON_OR_OFF
    return _url_switch(in_url) if in_url else _ON


def _url_switch(option: Option) -> Possible:
    """SQLAlchemy makes a number of the text in the URL."""
    if not isinstance(option.value, Known):
        return _ON_OR_OFF
    return _OFF if str(option.value.value).strip() == "0" else _ON


def _names(case: Case, hidden: bool) -> Possible:
    option = case.option("prepared_statement_name_func", OptionKind.DRIVER)
    if option is not None:
        return _names_by_function(option.value)
    connection_class = case.option("connection_class", OptionKind.DRIVER)
    if connection_class is not None:
        return _names_by_class(connection_class.value)
    return _ANY_NAMES if hidden else frozenset({"default"})


def _names_by_function(value: Value) -> Possible:
    if isinstance(value, Known):
        return frozenset({"default"}) if value.value is None else _UNKNOWN_FUNCTION
    if not isinstance(value, Function):
        return _UNKNOWN_FUNCTION
    return frozenset().union(*(_names_returned(returned) for _, returned in alternatives(value.returns)))


def _names_returned(value: Value) -> Possible:
    if isinstance(value, Known):
        if value.value is None:
            return frozenset({"default"})
        return frozenset({"empty" if value.value == "" else "constant"})
    return frozenset({"unique"}) if holds_unique_call(value) else _UNKNOWN_FUNCTION


def _names_by_class(value: Value) -> Possible:
    if not isinstance(value, ClassOf):
        return frozenset({"default", "class"})
    method = value.get("_get_unique_id")
    if isinstance(method, Function):
        return frozenset({"class"}) if holds_unique_call(method.returns) else frozenset({"default", "class"})
    inherits_nothing = all(isinstance(base, Symbol) and base.dotted in _OWN_CLASSES for base in value.bases)
    return frozenset({"default"}) if inherits_nothing and method is None else frozenset({"default", "class"})


def _autocommit(site: ConnectionSite, case: Case) -> Possible:
    levels = [option.value for option in (case.option("isolation_level", OptionKind.CALL),) if option]
    execution_options = case.option("execution_options", OptionKind.CALL)
    if execution_options is not None and isinstance(execution_options.value, Dict):
        entry = execution_options.value.get("isolation_level")
        levels += [entry.value] if entry else []
    used = [keyword_of(use, "isolation_level") for use in site.uses if use.path[-1:] == ("execution_options",)]
    levels += [level for level in used if level is not None]
    if any(isinstance(level, Known) and _is_autocommit(level) for level in levels):
        return frozenset({"yes"})
    return frozenset({"no"}) if all(isinstance(level, Known) for level in levels) else frozenset({"yes", "no"})


def _is_autocommit(level: Known) -> bool:
    return isinstance(level.value, str) and level.value.upper() == "AUTOCOMMIT"
