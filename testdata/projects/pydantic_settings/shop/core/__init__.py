from shop.core.config import settings

__all__ = ["settings"]
