"""`python -m tests.live.demo`: the bug and its end, on live servers, in under a minute.

A program runs in three processes behind PgBouncer, first as it is, then as `pooler-lint --fix` leaves it.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable

from tests.live.environments import NotBuildable, built
from tests.live.jobs import Load, Tally
from tests.live.measure import Workers
from tests.live.programs import Program, repaired_by_the_linter, run_program
from tests.live.servers import Missing, running

PROGRAMS = (
    Program("PGB101_pool", "PGB101", load=Load(cycles=1, rounds=25, questions=4)),
    Program("PGB103_pool", "PGB103", load=Load(cycles=1, rounds=25, questions=4)),
)
RUNS = 4
CLEAR = "\x1b[2K\r"


def main(arguments: list[str] | None = None) -> int:
    """Run the demonstration; the exit status is 2, with the reason, where it cannot run."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.demo", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each program runs (default {RUNS})")
    options = parser.parse_args(arguments)
    try:
        built("newest")
        with running(only=("transaction",)) as servers, Workers(servers) as workers:
            place = servers.places["transaction"]
            print(f"PgBouncer {place.version}, transaction mode: 3 processes, 12 clients, 4 server connections.")
            print("Every query asks for a tag of its own process.")
            for program in PROGRAMS:
                _show(workers, program, options.runs)
    except (Missing, NotBuildable) as reason:
        print(reason, file=sys.stderr)
        return 2
    return 0


def _show(workers: Workers, program: Program, runs: int) -> None:
    """One program, before and after the repair."""
    before, after = program.case.text, repaired_by_the_linter(program.case)
    print(f"\ntestdata/live/{program.name}.py")
    print(_changed_lines(before, after))
    print(f"{'':16}{'right':>8}{'error':>8}{'wrong row':>11}   queries")
    for title, text in (("as it is", before), ("after --fix", after)):
        total = Tally()
        for _ in range(runs):
            total.add(_with_a_sign_of_life(lambda: run_program(workers, program, text, "newest"), title, total))  # noqa: B023
            _print_row(title, total, end="")
        _print_row(title, total, end="\n")


def _with_a_sign_of_life(work: Callable[[], Tally], title: str, total: Tally) -> Tally:
    """Do it in this thread; where it takes long, a row of dots grows meanwhile."""
    done = threading.Event()

    def tick() -> None:
        dots = 0
        while not done.wait(0.5):
            dots += 1
            _print_row(title, total, end="." * dots)

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        return work()
    finally:
        done.set()
        ticker.join()


def _print_row(title: str, tally: Tally, *, end: str) -> None:
    live = sys.stdout.isatty()
    if not live and end != "\n":
        return
    count = max(tally.total, 1)
    right, error, wrong = (f"{100 * part / count:.0f} %" for part in (tally.right, tally.failed, tally.wrong))
    start = CLEAR if live else ""
    print(f"{start}{title:16}{right:>8}{error:>8}{wrong:>11}{tally.total:>10}{end}", end="", flush=True)


def _changed_lines(before: str, after: str) -> str:
    """What the repair changes, as a person reads it."""
    old, new = before.splitlines(), after.splitlines()
    gone = [f"  - {line}" for line in old if line not in new]
    come = [f"  + {line}" for line in new if line not in old]
    return "\n".join([*gone, *come])


if __name__ == "__main__":
    sys.exit(main())
