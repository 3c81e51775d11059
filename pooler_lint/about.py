"""What the installed package says of itself."""

from __future__ import annotations


def version() -> str:
    """The installed version; "0" in a source tree that is not installed."""
    from importlib import metadata

    try:
        return metadata.version("pooler-lint")
    except metadata.PackageNotFoundError:
        return "0"
