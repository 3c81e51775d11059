"""How a name is written at a place of the file, and the import that it takes if there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import libcst as cst

from pooler_lint.fixes.bindings import Binding, assigned_attributes, bindings_of, names_read, unbound_names
from pooler_lint.fixes.import_place import local_import, top_import
from pooler_lint.fixes.importing import Bound, ImportLine, functions_around
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import Name, Source
from pooler_lint.fixes.spans import Span
from pooler_lint.records import dataclass
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
    functions = functions_around(path)
    top, local = _visible_imports(source, path)
    # Most fixes of a file ask for the same name after the same imports.
    key = (imported, len(top), len(local), *map(id, functions))
    name = source.names.get(key)
    if name is None:
        name = source.names[key] = _named(source, imported, [*top, *local], functions)
    if not name.is_new:
        return Written(name.expression)
    if name.is_local:
        return Written(name.expression, (local_import(source, imported, name.expression, path, local),))
    place = (imported, name.expression, len(top), line_length)
    if place not in source.imports:
        source.imports[place] = top_import(source, imported, name.expression, top, line_length)
    return Written(name.expression, source.imports[place])


def _named(
    source: Source, imported: Imported, lines: Sequence[ImportLine], functions: Sequence[cst.FunctionDef]
) -> Name:
    """Return how to call what is imported after these lines, in these functions. Raises `Unsafe`."""
    bindings = bindings_of(source.text)
    scopes = [source.span(function) for function in functions]
    known = _reused(source, imported, lines, scopes)
    if known is not None:
        return Name(known, is_new=False, is_local=False)
    root = imported.module.partition(".")[0]
    if not _is_lazy(root, bindings):
        return Name(_free_name(imported, bindings, _names_in(source, scopes, bound=True)), is_new=True, is_local=False)
    if scopes:
        # A name that a function binds is local in all of it.
        return Name(_free_name(imported, bindings, _names_in(source, scopes, bound=False)), is_new=True, is_local=True)
    if any(binding.guarded for binding in _of_root(root, bindings)):
        raise Unsafe(f"the file works without {root}, and an import at its top would end that")
    return Name(_free_name(imported, bindings, unbound_names(source.text)), is_new=True, is_local=False)


def _visible_imports(source: Source, path: Sequence[cst.CSTNode]) -> tuple[list[ImportLine], list[ImportLine]]:
    """Return the imports that surely ran before the code at `path`: at the top of the file, and in its functions."""
    blocks = (path[path.index(function) + 1 :] for function in functions_around(path))
    local = [
        line
        for block, inside, *_ in blocks
        if isinstance(block, cst.IndentedBlock)
        for line in source.imports_before(block, inside)
    ]
    return source.imports_before(source.module, path[1]), local


def _reused(source: Source, imported: Imported, lines: Iterable[ImportLine], scopes: Sequence[Span]) -> str | None:
    """Return how a name is written that one of these imports brings in; None if none of them does so for sure."""
    full_names = [f"{module}.{imported.name}" for module in (imported.module, *_SAME.get(imported.module, ()))]
    package, _, last = imported.module.rpartition(".")
    useful = {*full_names, imported.module, package}
    bound = [
        entry
        for line in lines
        for entry in line.bound
        if entry.dotted in useful and _keeps_meaning(source, entry, line, scopes)
    ]
    for entry in bound:
        if entry.dotted in full_names:
            return entry.local
    if imported.name in assigned_attributes(source.text):
        return None
    for entry in bound:
        if entry.dotted == imported.module:
            return f"{entry.local}.{imported.name}"
    for entry in bound:
        if entry.dotted == package and imported.module in _LOADED_BY_PACKAGE:
            return f"{entry.local}.{last}.{imported.name}"
    return None


def _keeps_meaning(source: Source, entry: Bound, line: ImportLine, scopes: Sequence[Span]) -> bool:
    """True if the name, or the first part of a dotted one, means the same in the whole file and in these functions.

    A function between the import and the place may not bind the name, even to the same: it is local there.
    """
    name, _, rest = entry.local.partition(".")
    meaning = name if rest else entry.dotted
    own = source.span(line.line).start
    nearer = [_lines(source, scope) for scope in scopes if not scope.start <= own < scope.end]
    return all(
        binding.dotted == meaning and not any(first <= binding.line <= last for first, last in nearer)
        for binding in bindings_of(source.text)
        if binding.name == name
    )


def _lines(source: Source, scope: Span) -> tuple[int, int]:
    return source.line_of(scope.start), source.line_of(scope.end)


def _free_name(imported: Imported, bindings: Sequence[Binding], used: Set[str]) -> str:
    """Return a name for the import that has no other meaning in the file, and is not among those that are `used`."""
    full_names = {f"{module}.{imported.name}" for module in (imported.module, *_SAME.get(imported.module, ()))}
    taken = {binding.name for binding in bindings if binding.dotted not in full_names} | used
    if imported.name not in taken:
        return imported.name
    alias = imported.module.partition(".")[0].capitalize() + imported.name
    number = 1
    while alias + ("" if number == 1 else str(number)) in taken:
        number += 1
    return alias + ("" if number == 1 else str(number))


def _names_in(source: Source, scopes: Sequence[Span], *, bound: bool) -> set[str]:
    """Return the names that these functions bind or, if not `bound`, use at all, and those without a meaning.

    An import would give code without a meaning one, or code with a meaning from a star import another.
    """
    lines = [_lines(source, scope) for scope in scopes]
    found = {(binding.name, binding.line) for binding in bindings_of(source.text)}
    if not bound:
        found |= names_read(source.text)
    inside = {name for name, line in found for first, last in lines if first <= line <= last}
    return inside | unbound_names(source.text)


def _of_root(root: str, bindings: Iterable[Binding]) -> list[Binding]:
    return [binding for binding in bindings if binding.dotted and binding.dotted.partition(".")[0] == root]


def _is_lazy(root: str, bindings: Iterable[Binding]) -> bool:
    """True if the file imports the package only inside functions or conditions."""
    own = _of_root(root, bindings)
    return bool(own) and all(binding.nested for binding in own)
