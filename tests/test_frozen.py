"""The data that the packages pass to each other is not changed after construction."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
import pkgutil
from importlib import import_module
from types import ModuleType

from pooler_lint import model, report, slots, values
from pooler_lint.check import check_text
from pooler_lint.config import Settings
from tests.table import each_row

_VALUES = [import_module(f"{values.__name__}.{one.name}") for one in pkgutil.iter_modules(values.__path__)]


@each_row("module", [values, *_VALUES, slots, model, report])
def test_data_classes_are_frozen_and_slotted(module: ModuleType) -> None:
    own = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__]
    data = [one for one in own if dataclasses.is_dataclass(one)]
    assert [one.__name__ for one in data if not getattr(one, "__is_frozen__", False)] == []
    assert [one.__name__ for one in own if "__slots__" not in vars(one) and not _is_enum(one)] == []


def _is_enum(one: type) -> bool:
    return hasattr(one, "__members__")


def test_a_report_survives_a_pickle() -> None:
    found = check_text("import asyncpg\nasyncpg.connect('postgresql://pgbouncer:6432/d')\n", "app.py", Settings())
    assert found.diagnostics
    assert pickle.loads(pickle.dumps(found)) == found
