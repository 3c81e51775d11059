from .settings import DATABASE_URL as ATLAS_URL

__all__ = ["ATLAS_URL"]
