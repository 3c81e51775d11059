"""Fuzzing that follows coverage: `python -m tests.trust.guided --inputs 3000`.

An input that reaches a line of the package that none before it reached is kept and changed further. Nothing but Python
is needed: the lines are told by `sys.monitoring` (3.12 and later) or `sys.settrace`, for the package's files alone, so
that it runs wherever the package does. It ends with status 1 and a file at the first input that breaks a promise.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from types import CodeType, FrameType
from typing import Any

import pooler_lint
from pooler_lint.config import Settings
from pooler_lint.report import FileReport
from tests.trust.invariants import hold
from tests.trust.mutate import ENCODINGS, MUTATORS, encoded, seeds

PACKAGE = str(Path(pooler_lint.__file__).parent)
KEPT = 2000
SEED = 6432
"""Where nothing else is asked for: a run that fails where one before it did not has found what a change has brought."""
FROM_SEEDS = 0.3
"""How often an input starts from a case again and not from one that was kept."""


class Lines:
    """The lines of the package that were reached."""

    def __init__(self) -> None:
        self.reached: set[tuple[str, int]] = set()
        if sys.version_info >= (3, 12):
            sys.monitoring.restart_events()  # type: ignore[attr-defined]  # a line told to others tells again

    def watch(self, function: Callable[[], object]) -> int:
        """Call it; how many lines it reached that were not reached before."""
        before = len(self.reached)
        if sys.version_info >= (3, 12):
            self._monitored(function)
        else:
            self._traced(function)
        return len(self.reached) - before

    def _monitored(self, function: Callable[[], object]) -> None:
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # known to type checkers from 3.12 on
        tool = 4  # nobody's: the tests may be run under a program that measures coverage
        monitoring.use_tool_id(tool, "guided")

        def line(code: CodeType, number: int) -> object:
            if code.co_filename.startswith(PACKAGE):
                self.reached.add((code.co_filename, number))
            return monitoring.DISABLE  # each line tells of itself once

        monitoring.register_callback(tool, monitoring.events.LINE, line)
        monitoring.set_events(tool, monitoring.events.LINE)
        try:
            function()
        finally:
            monitoring.set_events(tool, 0)
            monitoring.free_tool_id(tool)

    def _traced(self, function: Callable[[], object]) -> None:
        def trace(frame: FrameType, event: str, argument: object) -> Any:
            name = frame.f_code.co_filename
            if not name.startswith(PACKAGE):
                return None
            if event == "line":
                self.reached.add((name, frame.f_lineno))
            return trace

        threading.settrace(trace)
        sys.settrace(trace)
        try:
            function()
        finally:
            sys.settrace(None)
            threading.settrace(None)


def run(seed: int, say: Callable[[str], None], inputs: int, seconds: float = float("inf")) -> bytes | None:
    """Return the first of so many inputs that breaks a promise, or None; stop early after so many seconds."""
    random = Random(seed)
    corpus: list[str] = []
    lines = Lines()
    end = time.monotonic() + seconds
    tried = repaired = 0
    while tried < inputs and time.monotonic() < end:
        text = random.choice(seeds() if not corpus or random.random() < FROM_SEEDS else corpus[-KEPT:])
        for _ in range(random.randint(1, 4)):
            text = random.choice(MUTATORS)(text, random)
        data = encoded(text, random.choice(ENCODINGS))
        settings = Settings(unsafe_fixes=random.random() < 0.5)
        reports: list[FileReport] = []
        try:
            new = lines.watch(partial(_hold, data, settings, reports))
        except Exception as error:
            say(f"input {tried} of seed {seed}, unsafe_fixes={settings.unsafe_fixes}: {error!r}")
            return data
        tried += 1
        repaired += reports[0].fixed_text is not None
        if new:
            corpus.append(text)
    say(f"{tried} inputs, {repaired} repaired, {len(corpus)} kept, {len(lines.reached)} lines reached, seed {seed}")
    return None


def _hold(data: bytes, settings: Settings, reports: list[FileReport]) -> None:
    reports.append(hold(data, settings))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.guided", description=__doc__)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="how long to look, at most")
    parser.add_argument("--inputs", type=int, default=3000, help="how many to try, at most")
    parser.add_argument("--seed", type=_seed, default=SEED, help='the same seed tries the same inputs; "new" draws one')
    parser.add_argument("--write", default="broken_promise.py", help="where an input that breaks a promise goes")
    options = parser.parse_args()
    found = run(options.seed, lambda text: print(text, flush=True), options.inputs, options.seconds)
    if found is None:
        return 0
    Path(options.write).write_bytes(found)
    print(f"written to {options.write}")
    return 1


def _seed(text: str) -> int:
    return int(time.time()) if text == "new" else int(text)


if __name__ == "__main__":
    sys.exit(main())
