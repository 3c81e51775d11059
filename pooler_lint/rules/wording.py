"""What the messages and advice of several rules have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pooler_lint.model import CannotTell, Endpoint, Fine
from pooler_lint.report import MAX_MESSAGE, MAX_NAME, shortened

WRONG_ROWS = "queries fail, or return rows that belong to another query"
LOST_STATEMENTS = f"each transaction may run on a different server connection: {WRONG_ROWS}"
MAX_POOLER = 24
_NONE: Mapping[str, str] = {}
_DECLARE = "declare it in the configuration under [[tool.pooler-lint.endpoints]]"
SET_LATER = "there is no fix, because the option is set after the connection is created"
IDLE_CLIENTS = "idle connections count against the client limit of the pooler, and break when it drops them"
KEEP_POOLS = 'or set pool-class = "keep" in the configuration of pooler-lint'
NOT_MOVED = "there is no fix, because the value is not known, or may be set in another place"


def pooler_name(endpoint: Endpoint) -> str:
    """Return the short name of what a connection goes to, with its version if both together are short."""
    if endpoint.mode == "direct":
        return "PostgreSQL"
    name = endpoint.pooler_short or "the pooler"
    full = f"{name} {endpoint.pooler_version}" if endpoint.pooler_short and endpoint.pooler_version else name
    return full if len(full) <= MAX_POOLER else name


def sentence(template: str, endpoint: Endpoint | None = None, words: Mapping[str, str] = _NONE, **names: str) -> str:
    """Return the message of this template. `names` are those of the user's code: they are cut, `words` are not."""
    known = {**words, "pooler": "" if endpoint is None else pooler_name(endpoint)}
    message = ""
    for limit in range(MAX_NAME, 3, -1):
        message = template.format(**known, **{key: shortened(name, limit) for key, name in names.items()})
        if len(message) <= MAX_MESSAGE:
            break
    return shortened(message, MAX_MESSAGE)


def support(endpoint: Endpoint) -> tuple[str, ...]:
    """Return what makes the pooler of the endpoint support prepared statements, where that is known."""
    return () if endpoint.how_to_support is None else (f"or {endpoint.how_to_support}",)


def address(endpoint: Endpoint) -> str:
    """Return host and port, as far as they are known; else "this address"."""
    if endpoint.host is None:
        return "this address" if endpoint.port is None else f"port {endpoint.port}"
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    return host if endpoint.port is None else f"{host}:{endpoint.port}"


def unresolved(endpoint: Endpoint) -> CannotTell:
    """Return what is missing where it is not known where a connection goes."""
    return CannotTell(endpoint.unknown or f"what stands at {address(endpoint)} is not known")


def keeps_statements(endpoint: Endpoint) -> Fine | CannotTell | None:
    """Return why prepared statements are safe there, or why that is not known; None where they are lost."""
    if endpoint.loses_statements:
        return None
    if endpoint.mode == "multiplex":
        return Fine(f"{endpoint.pooler or 'this pooler'} keeps a client at its backend instead of losing statements")
    if not endpoint.is_transaction_pooler:
        return keeps_session(endpoint)
    if endpoint.tracks_statements:
        return Fine(f"{endpoint.pooler or 'this pooler'} tracks prepared statements")
    name = endpoint.pooler or f"the pooler at {address(endpoint)}"
    return CannotTell(f"whether {name} tracks prepared statements is not known; {_DECLARE}")


def keeps_session(endpoint: Endpoint) -> Fine | CannotTell | None:
    """Return why session state is safe there, or why that is not known; None where it is lost or pins the client."""
    if endpoint.is_transaction_pooler or endpoint.mode == "multiplex":
        return None
    if endpoint.ordinary:
        return Fine(endpoint.unknown or "nothing says that a pooler stands there")
    if endpoint.mode is None:
        return unresolved(endpoint)
    if endpoint.mode == "session":
        return Fine("a pooler in session mode lends one backend for the whole session")
    return Fine("a direct connection keeps its backend")


def listed(words: Sequence[str]) -> str:
    """Return the words as a sentence says them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
