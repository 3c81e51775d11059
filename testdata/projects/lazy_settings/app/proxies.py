from django.utils.functional import SimpleLazyObject
from app.config import get_settings
from sqlalchemy.ext.asyncio import create_async_engine

settings = SimpleLazyObject(get_settings)
e2 = create_async_engine(settings.database_url)  # PGB102, PGB201


class Proxy:
    def __init__(self, factory):
        self._factory = factory
        self._obj = None

    def __getattr__(self, name):
        if self._obj is None:
            self._obj = self._factory()
        return getattr(self._obj, name)


p = Proxy(get_settings)
e3 = create_async_engine(p.database_url)  # PGB102, PGB201


class Lazy3:
    def __getattr__(self, item: str):
        settings = get_settings()
        if hasattr(settings, item):
            return getattr(settings, item)
        raise AttributeError(item)


e5 = create_async_engine(Lazy3().database_url)  # PGB102, PGB201
