"""A dict that is asked for a key of which only the origin is known: it gives one of its entries."""

from __future__ import annotations

import ast

from pooler_lint.evaluate.machine import Machine
from pooler_lint.values import Dict, Known, Value
from pooler_lint.values.combine import one_of, shared
from pooler_lint.values.conditions import NOTHING_ASSUMED, Compare
from pooler_lint.values.sources import identity

MAX_ENTRIES = 8
"""Entries of one dict that are told apart."""


def entry_of(machine: Machine, base: Dict, key: Value, node: ast.expr, default: Value | None = None) -> Value | None:
    """Return each entry under the test that the key is its own, and the default for any other key.

    `node` is the expression of the key. None where the entries or the origin of the key are not known.
    """
    subject = None if isinstance(key, Known) else identity(key)
    if subject is None or base.open is not None or not 0 < len(base.entries) <= MAX_ENTRIES:
        return None
    ways = []
    others = NOTHING_ASSUMED
    for entry in base.entries:
        shown = f"{machine.source(node)} == {entry.key!r}"
        test = Compare(subject, "equals", entry.key, key, shown, node.lineno)
        ways.append((others | {(test, True)}, entry.value if base.exclusive else shared(entry.value)))
        others |= {(test, False)}
    return one_of(ways if default is None else [*ways, (others, default)])
