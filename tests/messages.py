"""Check the texts of diagnostics: the message of each code, and that each diagnostic says why and what to do."""

from __future__ import annotations

import re

from pooler_lint.report import Diagnostic

_POOLER = r"(?:PostgreSQL|the pooler|[A-Z][A-Za-z]+(?: [A-Za-z]+)?(?: \d[\w.~+-]*)?)"
_PATTERNS = {
    "PGB101": r"asyncpg prepares statements, which {pooler} does not support",
    "PGB102": r"SQLAlchemy prepares statements with asyncpg, which {pooler} does not support",
    "PGB103": r"psycopg prepares statements automatically, which {pooler} does not support",
    "PGB104": r"prepare_threshold=0 prepares every statement at its first execution",
    "PGB105": r"\w+\(\) creates a named statement, which {pooler} does not support",
    "PGB106": r"prepared statements are only partly disabled: \w+ (?:is not set|does not disable them)",
    "PGB110": r".+ (?:raises \w+Error for \w+|ignores \w+|sends \w+ to the server, which rejects it"
    r"|sends \w+ to {pooler}, which ignores it)",
    "PGB201": r"SQLAlchemy keeps its own pool in front of {pooler}",
    "PGB202": r"\w+ does not accept \w+(?:, \w+)*(?: and \w+)?",
    "PGB203": r"psycopg_pool keeps its own pool in front of {pooler}",
    "PGB204": r"Django keeps persistent connections in front of {pooler}",
    "PGB301": r"(?:SET|RESET) .+ can reach other clients of {pooler}",
    "PGB302": r"LISTEN receives no notifications through {pooler}",
    "PGB303": r"the session lock of \w+\(\) is not reliable through {pooler}",
    "PGB304": r"(?:a temporary table|temporary table .+) may be gone in the next transaction on {pooler}",
    "PGB305": r"Django's server-side cursors fail through {pooler}"
    r"|a cursor WITH HOLD is lost after its transaction on {pooler}",
    "PGB306": r"{pooler} rejects the startup parameter .+",
    "PGB307": r"(?:a prepared statement|prepared statement .+) may be gone in the next transaction on {pooler}",
    "PGB401": r"prepared statements are disabled, but {pooler} supports them",
    "PGB900": r".+ could not be (?:read|checked|written): .+",
}
_PINS = r".+ pins the client to one server connection of {pooler}"


def says_why_and_what_to_do(item: Diagnostic) -> None:
    """Assert that the texts of a diagnostic have the form that the guide to messages asks for."""
    pins = item.endpoint is not None and item.endpoint.mode == "multiplex" and item.code.startswith("PGB3")
    pattern = (_PINS if pins else _PATTERNS[item.code]).replace("{pooler}", _POOLER)
    assert re.fullmatch(pattern, item.message), (item.code, item.message)
    assert len(item.message) <= 100, item.message
    assert item.message.isprintable()
    assert not item.message.endswith(".") or item.message.endswith("..."), item.message
    assert item.why
    assert item.help
    assert item.fix is not None or item.note, f"{item.code}: no fix, and no reason"
    assert item.url.startswith("https://")
    texts = (item.why, *item.help, item.note or "")
    assert all(text == text.strip() and "\n" not in text and not text.endswith(".") for text in texts), texts
    assert len(set(item.evidence)) == len(item.evidence)
    assumed = item.endpoint is not None and item.endpoint.confidence == "assumed"
    assert item.confidence == "confirmed" or (assumed and item.severity != "error")
