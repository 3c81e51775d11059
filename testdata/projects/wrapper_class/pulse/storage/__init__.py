from pulse.storage.pool import Database

__all__ = ["Database"]
