"""Where a repository names an environment variable at all, with a value or without."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from pooler_lint.project.environment.supplies import Supply
from pooler_lint.project.environment.tree import LARGEST
from pooler_lint.values import Evidence

MOST_MODULES = 3_000
"""Python files that are searched for a name."""


def set_by(name: str, path: str, supplies: Sequence[Supply]) -> Evidence | None:
    """The first place that gives the variable, be it empty, to the Python file at `path`."""
    for supply in supplies:
        if supply.area is None or supply.area.nearness(path) is None:
            continue
        for setting in supply.settings:
            if setting.name == name:
                return Evidence(f"environment variable {name} is named here", setting.path, setting.line)
    return None


def read_by(name: str, root: str, modules: Sequence[str]) -> Evidence | None:
    """The first line of these Python files that holds the name as a text of its own, or sets or declares it."""
    wanted = name.encode()
    form = re.compile(rb"(?m)[\"']" + wanted + rb"[\"']|^[ \t]*" + wanted + rb"[ \t]*[:=]")
    for module in modules[:MOST_MODULES]:
        full = os.path.join(root, module)
        try:
            if os.path.getsize(full) > LARGEST:
                continue
            with open(full, "rb") as file:
                data = file.read()
        except OSError:
            continue
        found = form.search(data) if wanted in data else None
        if found is not None:
            line = data.count(b"\n", 0, found.end()) + 1
            return Evidence(f"environment variable {name} is named here", module, line)
    return None
