"""Django's server-side cursors, which `.iterator()` opens outside of transactions too."""

from __future__ import annotations

from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.wording import sentence, unresolved
from pooler_lint.slots import OptionKind
from pooler_lint.values import Known

_KEY = "DISABLE_SERVER_SIDE_CURSORS"


def judge_django_cursors(site: ConnectionSite, case: Case, endpoint: Endpoint) -> Verdict:
    """Breaks where an alias goes to a transaction pooler and leaves server-side cursors on.

    Tracking of statements changes nothing: a cursor belongs to the backend that opened it.
    https://docs.djangoproject.com/en/stable/ref/databases/#transaction-pooling-and-server-side-cursors
    """
    if case.address.is_postgres is False:
        return Fine("not PostgreSQL", applies=False)
    quiet = _turned_off(case)
    if isinstance(quiet, Fine):
        return quiet
    if endpoint.is_unresolved:
        return unresolved(endpoint)
    if not endpoint.is_transaction_pooler:
        return Fine(endpoint.unknown or "a server-side cursor stays on its backend")
    if quiet is not None:
        return quiet
    if case.address.is_postgres is None:
        return CannotTell("whether ENGINE is PostgreSQL's is not known")
    return _breaks(endpoint)


def _turned_off(case: Case) -> Fine | CannotTell | None:
    """Why no cursor is opened outside of a transaction, or why that is not known; None where one is."""
    for name, off, why in ((_KEY, True, f"{_KEY} is set"), ("AUTOCOMMIT", False, "AUTOCOMMIT is off")):
        option = case.option(name, OptionKind.CALL)
        if option is None:
            continue
        if not isinstance(option.value, Known):
            return CannotTell(f"the value of {name} is not known")
        if bool(option.value.value) is off:
            return Fine(why)
    if case.option(_KEY, OptionKind.CALL) is None and case.open is not None:
        return CannotTell(f"whether {_KEY} is given: {case.open}")
    if case.option(_KEY, OptionKind.DRIVER) is not None or case.option(_KEY, OptionKind.QUERY) is not None:
        return Fine(f"{_KEY} stands where the driver refuses it, which is PGB110")
    return None


FAILS = "Django's server-side cursors fail through {pooler}"


def _breaks(endpoint: Endpoint) -> Breaks:
    return Breaks(
        sentence(FAILS, endpoint),
        (SetOption(_KEY, "True", driver=False),),
        f"Set {_KEY} to True",
        "unsafe",
        why="the next rows of .iterator() are fetched on a different server connection: InvalidCursorName",
        help=("or wrap each use of .iterator() in transaction.atomic(); forms with a ModelChoiceField use it too",),
    )
