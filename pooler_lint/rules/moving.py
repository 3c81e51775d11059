"""Moving an option to where it works: what to write there, and what to drop."""

from __future__ import annotations

import json

from pooler_lint.facts.options import OptionFact, Target, kinds_taking, means_off, target_of, turns_off
from pooler_lint.model import Case, ConnectionSite, DropOption, Endpoint, Option, SetOption, Wish
from pooler_lint.records import dataclass
from pooler_lint.rules.asyncpg_settings import read_settings, repair
from pooler_lint.rules.base import Context
from pooler_lint.rules.reading import driver_of
from pooler_lint.rules.wording import listed
from pooler_lint.slots import DictEntry, OptionKind, Slot
from pooler_lint.values import Function, Known, Scalar


@dataclass(frozen=True, slots=True)
class Move:
    """The wishes that move one option, and the title of that repair."""

    title: str
    wishes: tuple[Wish, ...]


def move(
    site: ConnectionSite, case: Case, endpoint: Endpoint, option: Option, fact: OptionFact, context: Context
) -> Move | None:
    """How to move the option to where it works, or to remove it; None where that cannot be written."""
    target = target_of(site.library, driver_of(site, case, context), option.name)
    kind = case.slots.driver_kind if target is None or target.driver else OptionKind.CALL
    in_place = fact.value == "text" and target is not None and target.option == option.name
    drop: tuple[Wish, ...] = () if in_place else (DropOption(option.name, option.kind),)
    removal = Move(f"Drop {option.name}", drop)
    if target is None and (other := taken_elsewhere(site, case, option, context)) is not None:
        if other.off == "None":  # which this driver drops
            return Move(f"Set {option.name}=None", (SetOption(option.name, "None", driver=True),))
        return None
    if target is None or (not in_place and case.option(target.option, kind) is not None):
        return removal
    source = _source(option, target, endpoint)
    if source is None and fact.expectation == "ignored":
        return removal
    if source is None or (not in_place and _may_be_given_already(case, kind)):
        return None
    wish = SetOption(target.option, source, target.driver)
    is_pooled = endpoint.is_unresolved or endpoint.loses_statements
    rest = _rest_of_the_set(site, case, target, context) if is_pooled and source == target.off else ()
    title = _title(site, case, option, target, source, in_place)
    if rest:
        title += f" and set {listed([f'{other.name}={other.value}' for other in rest])}"
    return Move(title, (wish, *rest, *drop))


def taken_elsewhere(site: ConnectionSite, case: Case, option: Option, context: Context) -> Target | None:
    """Return what the option is for the driver of another variant that takes it; None if there is none."""
    own = driver_of(site, case, context)
    others = {driver_of(site, other, context) for other in site.cases} - {own, None}
    for driver in sorted(others, key=str):
        if option.kind in kinds_taking(site.library, driver, option.name):
            return target_of(site.library, driver, option.name)
    return None


def _rest_of_the_set(site: ConnectionSite, case: Case, target: Target, context: Context) -> tuple[SetOption, ...]:
    """Return the options without which one cache that is off has no effect for SQLAlchemy and asyncpg."""
    if site.library != "sqlalchemy" or driver_of(site, case, context) != "asyncpg":
        return ()
    missing = repair(read_settings(site, case), context)
    return tuple(wish for wish in missing if wish.name != target.option)


def _title(site: ConnectionSite, case: Case, option: Option, target: Target, source: str, in_place: bool) -> str:
    setting = f"{target.option}={source}"
    if in_place:
        return f"Set {setting}"
    if target.option == option.name and target.driver:
        return f"Move {setting} to {_words(case.slots.driver)}"
    if target.option == option.name:
        return f"Move {setting} to {site.callee}"
    return f"Set {setting} and drop {option.name}"


def _words(slot: Slot) -> str:
    return slot.keyword if isinstance(slot, DictEntry) else "the keywords of the call"


def _may_be_given_already(case: Case, kind: OptionKind) -> bool:
    """True if an unknown `**kwargs` may hold the keyword that the option would have to be written to."""
    if case.open is None:
        return False
    slot = case.slots.driver
    return kind is OptionKind.CALL or not (isinstance(slot, DictEntry) and slot.place is not None)


def _source(option: Option, target: Target, endpoint: Endpoint) -> str | None:
    """The Python source of the value that says at the target what the option says where it stands."""
    if isinstance(option.value, Function):
        returns = option.value.returns
        says_empty = isinstance(returns, Known) and returns.value == ""
        return target.off if says_empty and target.option == option.name else None
    if not isinstance(option.value, Known):
        return None
    value = option.value.value
    if target.off is not None and _is_meant_off(option.name, value, endpoint):
        return target.off
    if not target.driver:
        return repr(value) if isinstance(value, (bool, int)) else None
    if target.option == option.name:
        return _number(value)
    return json.dumps(value) if target.off is None and isinstance(value, str) else None


def _is_meant_off(name: str, value: Scalar, endpoint: Endpoint) -> bool:
    if turns_off(name, value) or endpoint.loses_statements:
        return True
    return endpoint.mode is None and means_off(name, value)


def _number(value: Scalar) -> str | None:
    text = str(value).strip()
    return str(int(text)) if text.isdecimal() else None
