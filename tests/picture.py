"""`python -m tests.picture`: draw which room imports which, from the imports themselves, into `docs/design.md`.

An arrow leads from a room to one that it imports, where no other arrows lead there. The rooms of plain data are left
out: nearly every room imports them.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_architecture import MODULES, ORDER, ROOT, imported, nodes_of, room_of

PAGE = ROOT / "docs" / "design.md"
DATA = frozenset(
    {"light", "registry", "records", "lines", "flow", "values", "slots", "model", "report", "versions", "about"}
)
_PICTURE = re.compile(
    r"(?<=<!-- Written by `python -m tests.picture`. -->\n).*?(?=<!-- End of the picture. -->)", re.DOTALL
)


def main() -> None:
    """Write the picture."""
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def drawn(page: str) -> str:
    """Return the page with the picture of today's imports."""
    edges = reduced({room: imports_of(room) for room in ORDER if room not in DATA})
    arrows = [f"    {room} --> {', '.join(below)}" for room, below in edges.items() if below]
    lines = [arrow.replace(", ", " & ") for arrow in arrows]
    picture = "\n".join(("```mermaid", "flowchart TD", *lines, "```", ""))
    return _PICTURE.sub(lambda _: picture, page)


def imports_of(room: str) -> frozenset[str]:
    """Return the other rooms that the modules of a room import, without those of plain data."""
    dotted = (name for path in _modules(room) for name in imported(nodes_of(path)))
    parts = (name.split(".") for name in dotted)
    rooms = {part[1] for part in parts if part[0] == "pooler_lint" and len(part) > 1}
    return frozenset(rooms & set(ORDER)) - DATA - {room}


def _modules(room: str) -> list[Path]:
    return [path for path in MODULES if room_of(path) == room]


def reduced(edges: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    """Return the edges that no way through other edges replaces, in the order of the rooms."""

    def reached(room: str) -> frozenset[str]:
        return frozenset(edges[room]).union(*(reached(below) for below in edges[room]))

    return {
        room: [one for one in ORDER if one in below and not any(one in reached(other) for other in below)]
        for room, below in edges.items()
    }


if __name__ == "__main__":
    main()
