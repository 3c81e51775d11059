"""`python -m tests.live.truth_table`: measure everything, write `docs/truth-table.md` and `truth.json`.

`--reduced` measures the newest drivers on two poolers, writes nothing, and compares with the saved table.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.live.cases import EVERYWHERE, NEWEST, REDUCED, reduced_places
from tests.live.environments import MEASURED
from tests.live.matrix import all_cases
from tests.live.servers import Missing, running
from tests.live.truth import Cell, Row, Truth, contradictions, measured
from tests.live.truth_page import PAGE, page


def main(arguments: list[str] | None = None) -> int:
    """Measure; the exit status is 0 if nothing contradicts the saved table (or it was written anew), else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.truth_table", description=__doc__)
    parser.add_argument("--reduced", action="store_true", help="newest drivers, two poolers; compare, write nothing")
    parser.add_argument("--only", default="", help="only cases whose key contains this; compare, write nothing")
    parser.add_argument("--page", action="store_true", help="write the page from the saved table, measure nothing")
    options = parser.parse_args(arguments)
    if options.page:
        PAGE.write_text(page(Truth.load()), encoding="utf-8")
        return 0
    begun = time.monotonic()
    try:
        found = _measured(options.reduced, options.only)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    print(f"{len(found.cells)} cells in {time.monotonic() - begun:.0f} s", *found.missing.values(), sep="\n")
    if options.reduced or options.only:
        sentences = contradictions(Truth.load(), found)
        print(*sentences, sep="\n")
        return 1 if sentences else 0
    found.save()
    PAGE.write_text(page(found), encoding="utf-8")
    return 0


def _measured(reduced: bool, only: str) -> Truth:
    cases = [case for case in all_cases() if only in case.key]
    if reduced:
        with running(only=REDUCED) as servers:
            return measured(servers, cases, NEWEST, reduced_places, _tell)
    with running(only=EVERYWHERE) as servers:
        return measured(servers, cases, MEASURED, tell=_tell)


def _tell(row: Row, cell: Cell) -> None:
    shares = f"{cell.right:5.1f} {cell.error:5.1f} {cell.wrong:5.1f}"
    print(f"{row.environment:13} {row.place:16} {cell.verdict:8} {shares}  {row.key}  {cell.says[:90]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
