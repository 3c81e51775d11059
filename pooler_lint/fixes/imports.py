"""How a name is written at a place of the file, and the import that it takes if there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import libcst as cst

from pooler_lint.fixes.bindings import Binding, bindings_of, unbound_names
from pooler_lint.fixes.import_place import local_import, top_import
from pooler_lint.fixes.importing import Bound, ImportLine, bound_by, functions_around, visible_imports
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.report import Edit
from pooler_lint.slots import Imported

_SAME = {"sqlalchemy.pool": ("sqlalchemy", "sqlalchemy.pool.impl")}
"""Other modules from which the names of a module can be imported, as the same objects."""

_LOADED_BY_PACKAGE = frozenset({"sqlalchemy.pool"})
"""Modules that importing their package loads, so that `package.module` works without an import of its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """An expression for the name, and the edits that make it work there."""

    expression: str
    edits: tuple[Edit, ...] = ()


def written(source: Source, imported: Imported, path: Sequence[cst.CSTNode], line_length: int) -> Written:
    """How the name is written in the code at `path`. Raises `Unsafe` where an import can't be placed rightly."""
    bindings = bindings_of(source.text)
    top, local = visible_imports(source.module, path)
    known = _reused(imported, [*top, *local], bindings)
    if known is not None:
        return Written(known)
    name = _free_name(source, imported, bindings, path)
    root = imported.module.partition(".")[0]
    if _is_lazy(root, bindings):
        if functions_around(path):
            return Written(name, (local_import(source, imported, name, path, local),))
        if any(binding.guarded for binding in _of_root(root, bindings)):
            raise Unsafe(f"the file works without {root}, and an import at its top would end that")
    return Written(name, top_import(source, imported, name, top, line_length))


def _reused(imported: Imported, lines: Iterable[ImportLine], bindings: Iterable[Binding]) -> str | None:
    full_names = [f"{module}.{imported.name}" for module in (imported.module, *_SAME.get(imported.module, ()))]
    package, _, last = imported.module.rpartition(".")
    useful = {*full_names, imported.module, package}
    bound = [entry for line in lines for node in line.nodes for entry in bound_by(node) if entry.dotted in useful]
    bound = [entry for entry in bound if _keeps_meaning(entry, bindings)]
    for entry in bound:
        if entry.dotted in full_names:
            return entry.local
    for entry in bound:
        if entry.dotted == imported.module:
            return f"{entry.local}.{imported.name}"
    for entry in bound:
        if entry.dotted == package and imported.module in _LOADED_BY_PACKAGE:
            return f"{entry.local}.{last}.{imported.name}"
    return None


def _keeps_meaning(entry: Bound, bindings: Iterable[Binding]) -> bool:
    """True if nothing else in the file is bound to the name, or to the first part of the dotted name."""
    name, _, rest = entry.local.partition(".")
    meaning = name if rest else entry.dotted
    return all(binding.dotted == meaning for binding in bindings if binding.name == name)


def _free_name(source: Source, imported: Imported, bindings: Sequence[Binding], path: Sequence[cst.CSTNode]) -> str:
    full_names = {f"{module}.{imported.name}" for module in (imported.module, *_SAME.get(imported.module, ()))}
    taken = {binding.name for binding in bindings if binding.dotted not in full_names}
    taken |= _bound_in_functions(source, bindings, path)
    taken |= unbound_names(source.text)  # an import would give a meaning to code that has none, or another
    if imported.name not in taken:
        return imported.name
    alias = imported.module.partition(".")[0].capitalize() + imported.name
    number = 1
    while alias + ("" if number == 1 else str(number)) in taken:
        number += 1
    return alias + ("" if number == 1 else str(number))


def _bound_in_functions(source: Source, bindings: Iterable[Binding], path: Sequence[cst.CSTNode]) -> set[str]:
    """Return the names that imports in functions around the place bind: they are local there from the start."""
    spans = [source.span(function) for function in functions_around(path)]
    lines = [(source.line_of(span.start), source.line_of(span.end)) for span in spans]
    return {binding.name for binding in bindings for first, last in lines if first <= binding.line <= last}


def _of_root(root: str, bindings: Iterable[Binding]) -> list[Binding]:
    return [binding for binding in bindings if binding.dotted and binding.dotted.partition(".")[0] == root]


def _is_lazy(root: str, bindings: Iterable[Binding]) -> bool:
    """True if the file imports the package only inside functions or conditions."""
    own = _of_root(root, bindings)
    return bool(own) and all(binding.nested for binding in own)
