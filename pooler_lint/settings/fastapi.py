"""Dependencies of FastAPI: `settings=Depends(get_settings)`. https://fastapi.tiangolo.com/tutorial/dependencies/."""

from __future__ import annotations

from pooler_lint.evaluate.models import Model

_NAMES = ("fastapi.Depends", "fastapi.params.Depends", "fastapi.param_functions.Depends", "fastapi.Security")

MODEL = Model(depends=frozenset(_NAMES))
