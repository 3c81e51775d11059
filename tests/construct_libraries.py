"""What has to be called before an object of another library makes its engine or its pool."""

from __future__ import annotations

import inspect
from typing import Any


def finish(value: object) -> Any:
    """Have a value of a file make what it makes only when it is used; what comes back may have to be awaited."""
    if inspect.isclass(value) or inspect.ismodule(value) or inspect.isroutine(value):
        return None
    kind = f"{type(value).__module__}.{type(value).__name__}"
    if kind.startswith("advanced_alchemy.") and hasattr(value, "get_engine"):
        return value.get_engine()
    if kind in ("fastapi.applications.FastAPI", "starlette.applications.Starlette"):
        return value.build_middleware_stack()  # type: ignore[attr-defined]
    if kind == "celery.app.base.Celery":
        return _engine_of_celery(value)
    if kind == "procrastinate.app.App":
        return _pool_of_procrastinate(value)
    if kind == "litestar_asyncpg.config.AsyncpgConfig":
        return value.create_pool()  # type: ignore[attr-defined]
    return None


def _engine_of_celery(app: Any) -> Any:
    """As in a worker process, which hands on every option."""
    backend = app.backend
    backend.session_manager.forked = True
    return backend.session_manager.get_engine(backend.url, **backend.engine_options)


def _pool_of_procrastinate(app: Any) -> Any:
    connector = app.connector
    return connector.open_async() if type(connector).__name__ == "PsycopgConnector" else connector.open()
