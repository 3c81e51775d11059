"""Modules of the project, parsed: for all files of a run, since most of them ask for the same ones."""

from __future__ import annotations

import ast
import os
from functools import lru_cache

from pooler_lint.files.text import Unreadable, decode
from pooler_lint.index.parsing import parse
from pooler_lint.index.prescan import Names
from pooler_lint.lines import LineIndex
from pooler_lint.project.slices import Slices
from pooler_lint.records import dataclass
from pooler_lint.repository.files import MAX_CODE, Refused, Repository
from pooler_lint.values import Evidence

MAX_KEPT = 300_000
"""Characters of modules that stay parsed: a tree takes seventy bytes for each."""


@dataclass(frozen=True, slots=True)
class ParsedModule:
    """What is known of a module before anything is asked."""

    lines: LineIndex
    tree: ast.Module
    names: Names
    slices: Slices


class Parsed:
    """The modules that were asked for, the last ones of them still parsed; notes say what could not be read."""

    def __init__(self) -> None:
        self._modules: dict[tuple[str, str], ParsedModule | None] = {}
        self._notes: dict[str, Evidence] = {}
        self._kept = 0

    def module(self, file: str, repository: Repository) -> ParsedModule | None:
        """Return the module in this file of the repository; None if it can't be read or parsed."""
        key = repository.root, file
        if key not in self._modules:
            found = self._read(file, repository)
            self._modules[key] = found
            self._kept += len(found.lines.text) if found is not None else 0
            self._make_room(key)
        module = self._modules[key] = self._modules.pop(key)  # the last one that goes
        return module

    def notes(self) -> tuple[Evidence, ...]:
        """The modules that could not be read so far."""
        return tuple(self._notes.values())

    def _read(self, file: str, repository: Repository) -> ParsedModule | None:
        try:
            return _parsed(file, repository)
        except _Unread as why:
            told = f"The names of this module are not known: {why}"
            self._notes[file] = Evidence(told, os.path.relpath(file), why.line)
            return None

    def _make_room(self, newest: tuple[str, str]) -> None:
        for key in list(self._modules):
            if self._kept <= MAX_KEPT or key == newest:
                return
            module = self._modules.pop(key)
            self._kept -= len(module.lines.text) if module is not None else 0


class _Unread(Exception):
    """A module that is not followed; the message says why."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


def _parsed(file: str, repository: Repository) -> ParsedModule:
    """Return the module in this file. Raises `_Unread`."""
    try:
        source = decode(repository.read(file, MAX_CODE))
        if isinstance(source, Unreadable):
            raise _Unread(f"{source.reason}; {source.help}", source.line)
        tree = parse(source.text)
    except Refused as error:
        raise _Unread(error.reason) from None
    except OSError as error:
        raise _Unread(f"it can't be read ({error.strerror or error})") from None
    except SyntaxError as error:
        from pooler_lint.index.newer import NeedsNewerPython

        why = error.msg if isinstance(error, NeedsNewerPython) else "it is not valid Python"
        raise _Unread(why, error.lineno or 0) from None
    except (RecursionError, MemoryError):  # the second is how Python's own parser says it
        raise _Unread("it nests too deep") from None
    except ValueError as error:
        raise _Unread(f"it can't be parsed ({error})") from None
    return _module(source.text, tree)


@lru_cache(maxsize=8)  # each evaluation of an edited text asks again
def parsed_text(text: str) -> ParsedModule | None:
    """Return the module of an edited text; None if it can't be parsed."""
    try:
        return _module(text, parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _module(text: str, tree: ast.Module) -> ParsedModule:
    names = Names(tree)
    return ParsedModule(LineIndex(text), tree, names, Slices(tree, names.declared, names.setters))
