"""FastDepends, the dependencies of FastStream."""

from __future__ import annotations

from pooler_lint.evaluate.models import Model

MODEL = Model(depends=frozenset({"fast_depends.Depends"}))
