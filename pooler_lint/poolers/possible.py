"""Whether any connection of a repository can lead to a pooler: asked before anything is evaluated for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.project.traces import is_in_code


def may_lead_to_pooler(
    configured: Sequence[ConfiguredEndpoint],
    texts: Iterable[str],
    may_name_pooler: Callable[[], bool],
    found: Callable[[], Sequence[FoundEndpoint]],
) -> bool:
    """Return False only if `resolve` finds a pooler for no connection of the repository.

    `texts` are Python sources that count in place of those on the disk.
    """
    if any(one.mode not in ("direct", "session") for one in configured):
        return True
    if any(is_in_code(text.encode("utf-8", "surrogatepass")) for text in texts) or may_name_pooler():
        return True
    return any(one.pooler is not None for one in found())
