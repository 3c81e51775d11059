"""Modules that are found by the folder they are in: output formats, libraries, frameworks, deployment sources.

A module of such a folder defines what its folder is about under one name, so that adding one changes no other module.
"""

from __future__ import annotations

import os
import sys

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def names(package: str) -> tuple[str, ...]:
    """Return the names of the modules of a package, such as `output.formats`, without importing one."""
    # Not by `pkgutil`, which imports what it takes to look into archives.
    files = os.listdir(os.path.join(os.path.dirname(__file__), *package.split(".")))
    return tuple(sorted(file[:-3] for file in files if file.endswith(".py") and not file.startswith("_")))


def module(package: str, name: str) -> ModuleType:
    """Import a module of a package."""
    dotted = f"pooler_lint.{package}.{name}"
    __import__(dotted)  # `importlib` would take a millisecond to import
    return sys.modules[dotted]
