from django.utils.functional import SimpleLazyObject
from app.config import get_settings
from sqlalchemy.ext.asyncio import create_async_engine

settings = SimpleLazyObject(get_settings)
e2 = create_async_engine(settings.database_url)  # PGB102, PGB201


class Lazy:
    def __getattr__(self, item: str):
        settings = get_settings()
        if hasattr(settings, item):
            return getattr(settings, item)
        raise AttributeError(item)


e3 = create_async_engine(Lazy().database_url)  # PGB102, PGB201
