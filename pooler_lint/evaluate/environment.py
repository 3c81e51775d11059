"""Environment variables: what they are known to be."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pooler_lint.evaluate.machine import Machine
from pooler_lint.frameworks.casts import is_switch
from pooler_lint.index.prescan import SetVariable
from pooler_lint.values import Called, Known, OneOf, Origin, Symbol, Text, Unknown, Value
from pooler_lint.values.combine import given_or, one_of
from pooler_lint.values.conditions import Deployed, EnvSet, Guard


def is_call_of(value: Value, dotted: frozenset[str]) -> bool:
    """True for a call of one of these names."""
    return isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in dotted


def variable(machine: Machine, name: str, default: Value | None) -> Value:
    """The value of an environment variable: what the project's deployments say, else unknown; or the default.

    What the file itself sets comes first.
    """
    set_here = machine.names.variables_set(name)
    if set_here:
        found = _set_here(machine, name, set_here)
        if not all(one.is_default for one in set_here):
            return found
        default = found
    given = Unknown(f"environment variable {name}", Origin("environment", name))
    outside = machine.shared.outside
    known = outside.environment(name, machine.path) if outside is not None else ()
    # A switch is off where nothing sets it. Of an address without a value nothing is known.
    if isinstance(default, Known) and default.value is None and not (known and all(is_switch(one) for _, one in known)):
        default = None
    if known:
        in_all = any(not guard for guard, _ in known)
        return one_of(known if default is None or in_all else [*known, (_in_no_deployment(known), default)])
    return given if default is None else given_or(EnvSet(name), given, default)


def _set_here(machine: Machine, name: str, found: Sequence[SetVariable]) -> Value:
    """Return the value that the file gives the variable, where there is one that it gives in any case."""
    value = found[0].value
    if len(found) == 1 and found[0].is_certain and isinstance(value, ast.Constant) and isinstance(value.value, str):
        step = machine.evidence(f"environment variable {name} is set here", value)
        return Known(value.value, machine.place(value), (step,))
    return Unknown(f"environment variable {name} is set by other code of this file")


def first_variable(machine: Machine, names: Sequence[str], default: Value | None) -> Value:
    """The first of these variables that a deployment sets, else what is known of the first one."""
    outside = machine.shared.outside
    for name in names if outside is not None else ():
        if outside is not None and outside.environment(name, machine.path):
            return variable(machine, name, default)
    return variable(machine, names[0], default)


def where_unset(value: Value) -> Guard | None:
    """Return the guard under which no deployment sets a variable without a default; None for any other value."""
    if not isinstance(value, OneOf) or not all(
        isinstance(plain, (Known, Text))
        and any(isinstance(one, Deployed) and holds and one.kind == "environment" for one, holds in guard)
        for guard, plain in value.alternatives
    ):
        return None
    return _in_no_deployment(value.alternatives)


def _in_no_deployment(known: Sequence[tuple[Guard, Value]]) -> Guard:
    """Return the guard under which none of the deployments that set these values is the one at hand."""
    conditions = (condition for guard, _ in known for condition, _ in guard if isinstance(condition, Deployed))
    return frozenset({(Deployed(frozenset().union(*(one.deployments for one in conditions))), False)})


def application_settings(machine: Machine, parameters: Sequence[str]) -> Value | None:
    """What PasteDeploy hands to `main(global_config, **settings)`, where an ini file says it."""
    outside = machine.shared.outside
    if list(parameters) != ["global_config"] or outside is None:
        return None
    found = outside.sections("pyramid", machine.path)
    return one_of(found) if found else None
