"""The sentences that messages of several rules share."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import CannotTell, Endpoint, Fine

WRONG_ROWS = "queries fail, or return the rows of another program's query"

_DECLARE = "declare it in the configuration under [[tool.pooler-lint.endpoints]]"


def place(endpoint: Endpoint) -> str:
    """The pooler in words: "PgBouncer at db.internal:6432 (transaction mode)"."""
    name = endpoint.pooler or "the pooler"
    return f"{name}{_at(endpoint)} ({endpoint.mode or 'transaction'} mode{_said(endpoint)})"


def address(endpoint: Endpoint) -> str:
    """Host and port, as far as they are known; else "this address"."""
    return _at(endpoint).removeprefix(" at ") or "this address"


def assumption(endpoint: Endpoint) -> str:
    """The sentence to end a message with where the kind of pooler rests on a port or a name alone, else nothing."""
    if not endpoint.assumed:
        return ""
    if endpoint.unknown is not None:  # what is not known is the variable that holds the address
        return (
            " What stands there is assumed from the name of the environment variable alone: if it is something else, "
            "give its value in the configuration under [tool.pooler-lint.env]."
        )
    return f" What stands there is assumed from the port or the host name: if it is something else, {_DECLARE}."


def keeps_statements(endpoint: Endpoint) -> Fine | CannotTell | None:
    """Why prepared statements are safe there, or why that cannot be told; None where they are lost."""
    if endpoint.loses_statements:
        return None
    if endpoint.ordinary:
        return Fine(endpoint.unknown or "nothing says that a pooler stands there")
    if endpoint.mode is None:
        return CannotTell(endpoint.unknown or f"what stands at {address(endpoint)} is not known")
    if endpoint.mode == "direct":
        return Fine("a direct connection keeps its backend")
    if endpoint.mode == "session":
        return Fine("a pooler in session mode lends one backend for the whole session")
    if endpoint.mode == "multiplex":
        return Fine(f"{endpoint.pooler or 'this pooler'} keeps a client at its backend instead of losing statements")
    if endpoint.tracks_statements:
        return Fine(f"{endpoint.pooler or 'this pooler'} tracks prepared statements")
    name = endpoint.pooler or f"the pooler at {address(endpoint)}"
    return CannotTell(f"whether {name} tracks prepared statements is not known; {_DECLARE}")


def keeps_session(endpoint: Endpoint) -> Fine | CannotTell | None:
    """Why what a session keeps is safe there, or why that cannot be told; None where it is lost or pins the client."""
    if endpoint.is_transaction_pooler or endpoint.mode == "multiplex":
        return None
    if endpoint.ordinary:
        return Fine(endpoint.unknown or "nothing says that a pooler stands there")
    if endpoint.mode is None:
        return CannotTell(endpoint.unknown or f"what stands at {address(endpoint)} is not known")
    if endpoint.mode == "session":
        return Fine("a pooler in session mode lends one backend for the whole session")
    return Fine("a direct connection keeps its backend")


def listed(words: Sequence[str]) -> str:
    """The words as a sentence says them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _said(endpoint: Endpoint) -> str:
    """The file that says where the connection goes, where that is none of the program's own."""
    first = next(iter(endpoint.evidence), None)
    if first is None or not first.line or endpoint.host is None:
        return ""
    if first.path == endpoint.path or first.path.endswith((".py", ".pyi", ".pyw")):
        return ""
    return f", by {first.path}:{first.line}"


def _at(endpoint: Endpoint) -> str:
    if endpoint.host is None:
        return f" at port {endpoint.port}" if endpoint.port is not None else ""
    host = f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    return f" at {host}" if endpoint.port is None else f" at {host}:{endpoint.port}"
