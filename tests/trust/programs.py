"""Fix programs and execute them before and after: `python -m tests.trust.programs --seeds 0:300 --testdata`.

The programs are generated, one by each seed, or files and projects of `testdata/`. Each runs in every environment that
reaches its connections with other URLs or options. A fix is right if what ran before runs after, if every variant that
goes to a pooler got all required options or none, and if no other variant got one. Prints the programs, the diffs and
the broken properties, and ends with status 1 if there are any.
"""

from __future__ import annotations

import argparse
import difflib
import io
import sys
import tempfile
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pooler_lint.config import Resolver
from pooler_lint.index.parsing import parse
from pooler_lint.paths import Asked, check_paths
from pooler_lint.report import Report
from pooler_lint.repository.files import Repositories
from tests.trust import cases
from tests.trust.executing import POOL_ARGUMENTS, Call, Recorder, Run, execute, recording
from tests.trust.generating import Program, generate

PREPARED = {"PGB101", "PGB102", "PGB103", "PGB104", "PGB106", "PGB110"}
"""Rules about the options of a driver."""
CACHES = {"statement_cache_size", "prepared_statement_cache_size", "prepared_statement_name_func"}
REQUIRED = {*CACHES, "prepare_threshold"}
OF_ANY_PROGRAM = {"PGB900", "new diagnostic", "does not compile", "second run", "does not run"}
"""Properties of programs that were not generated, too: the others depend on where their connections go."""
REMOVED = {"pool_recycle", "pool_pre_ping", *POOL_ARGUMENTS}
"""Arguments that a fix may remove, where NullPool does not use them."""


@dataclass(frozen=True)
class Fault:
    """A property that does not hold."""

    name: str
    detail: str
    mode: str
    diff: str

    def __str__(self) -> str:
        return f"{self.name} [{self.mode}]: {self.detail}"


@dataclass(frozen=True)
class Outcome:
    """The files of a program after a run of pooler-lint, and its report."""

    files: Mapping[str, str]
    report: Report
    pool_class: str
    """The setting, or nothing."""

    def codes(self, file: str, lines: set[int]) -> set[str]:
        """Return the codes that are reported on these lines of the file."""
        return {
            item.code
            for one in self.report.files
            for item in one.diagnostics
            if Path(item.path).name == file and item.line in lines
        }

    @property
    def all_codes(self) -> Counter[str]:
        """Return the codes of all diagnostics."""
        return Counter(item.code for one in self.report.files for item in one.diagnostics)


def lint(program: Program, files: Mapping[str, str], fix: bool, unsafe: bool = False) -> Outcome:
    """Return what pooler-lint reports about the program, and its files after the fix."""
    with tempfile.TemporaryDirectory(prefix="pooler-lint-program-") as folder:
        root = Path(folder).resolve()
        (root / ".git").mkdir()
        for name, text in {**program.others, **files}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        repositories = Repositories((str(root),))
        resolver = Resolver(None, False, {"unsafe-fixes": unsafe}, repositories)
        settings = resolver.settings_for(str(root))
        asked = Asked(
            (str(root),), settings, resolver.rules_for, resolver.settings_for, "write" if fix else "check", False, None,
            repositories,
        )  # fmt: skip
        report = check_paths(asked).report or Report(())
        found = {name: (root / name).read_bytes().decode("utf-8") for name in files}
        return Outcome(found, report, settings.pool_class or "")


@dataclass(frozen=True)
class Result:
    """The properties that do not hold for a program, and whether its fix changes anything."""

    faults: tuple[Fault, ...] = ()
    is_fixed: bool = False


def check(program: Program, recorder: Recorder) -> Result:
    """Return what comes of the program and its fixes."""
    before = lint(program, program.files, fix=False)
    if not before.all_codes:
        return Result()
    runs = _executed(program, program.files, recorder)
    wrong = _wrong_diagnostics(before, runs) if program.seed is not None else ()
    faults = [Fault(name, detail, "check", "") for name, detail in wrong]
    tried: set[str] = set()
    for unsafe in (False, True):
        after = lint(program, program.files, fix=True, unsafe=unsafe)
        diff = _diff(program.files, after.files)
        if diff in tried:
            continue
        tried.add(diff)
        mode = "unsafe" if unsafe else "safe"
        for name, detail in _faults(program, before, after, runs, recorder, unsafe):
            if program.seed is not None or name in OF_ANY_PROGRAM:
                faults.append(Fault(name, detail, mode, diff))
    return Result(tuple(faults), tried != {""})


def _executed(program: Program, files: Mapping[str, str], recorder: Recorder) -> list[Run]:
    return [execute(recorder, files, program.calls, environment) for environment in program.environments]


def _error_of(text: str) -> SyntaxError | None:
    try:
        compile(text, "", "exec")
    except SyntaxError as error:
        return error
    return None


def _is_adapted(text: str) -> bool:
    """True if the text has the syntax of a later Python."""
    try:
        parse(text)
    except SyntaxError:
        return False
    return True


def _faults(
    program: Program, before: Outcome, after: Outcome, runs: list[Run], recorder: Recorder, unsafe: bool
) -> Iterator[tuple[str, str]]:
    """Yield the name and the detail of each property that does not hold after the fix."""
    for one in after.report.files:
        for error in one.errors:
            yield "PGB900", error.reason
    came = set(after.all_codes) - set(before.all_codes) - {"PGB900"}
    if came:
        yield "new diagnostic", ", ".join(sorted(came))
    if after.files == before.files:
        return
    for name, text in after.files.items():
        refused = _error_of(text)
        if refused is not None and (_error_of(before.files[name]) is None or not _is_adapted(text)):
            yield "does not compile", f"{name}: {refused}"
            return
        lost = _comments(before.files[name]) - _comments(text)
        if lost:
            yield "lost comment", ", ".join(lost)
    again = lint(program, after.files, fix=True, unsafe=unsafe)
    if again.files != after.files:
        yield "second run", _diff(after.files, again.files)
    pairs: list[tuple[Call, Call]] = []
    for environment, old, new in zip(
        program.environments, runs, _executed(program, after.files, recorder), strict=True
    ):
        if old.error is not None:
            continue
        if new.error is not None:
            yield "does not run", f"with {environment}: {new.error}"
            continue
        targets = [[(call.callee, call.driver, call.host) for call in run.calls] for run in (old, new)]
        if targets[0] != targets[1]:
            yield "other connections", f"with {environment}: {targets[0]} became {targets[1]}"
            continue
        pairs += zip(old.calls, new.calls, strict=True)
    sites: dict[tuple[str, int], list[tuple[Call, Call]]] = {}
    for pair in pairs:
        sites.setdefault((pair[0].file, pair[0].line), []).append(pair)
    for (file, line), calls in sites.items():
        for old_call, new_call in calls:
            yield from _faults_of_call(old_call, new_call, unsafe)
        yield from _faults_of_site(calls, before, after, file, line, alone=len(sites) == 1, unsafe=unsafe)


def _faults_of_call(old: Call, new: Call, unsafe: bool) -> Iterator[tuple[str, str]]:
    detail = f"{old}  ->  {new}"
    changed = {name for name in {*old.options, *new.options} if not _same(old.options, new.options, name)}
    if changed - REQUIRED or (changed and is_right(new) is None):
        yield "changed option", f"{sorted(changed)}: {detail}"
    if new.uses_null_pool and not old.uses_null_pool:
        if new.driver == "sqlite" and new.host in ("", ":memory:"):
            yield "NullPool reaches a SQLite database in memory", detail
        elif not new.is_pooled and not unsafe:
            yield "NullPool reaches a server without a pooler", detail
    arguments = {name for name in {*old.arguments, *new.arguments} if not _same(old.arguments, new.arguments, name)}
    allowed = {"poolclass", *REMOVED} if new.uses_null_pool else set()
    if arguments - allowed:
        yield "changed argument", f"{sorted(arguments - allowed)}: {detail}"


def _faults_of_site(
    calls: list[tuple[Call, Call]], before: Outcome, after: Outcome, file: str, line: int, alone: bool, unsafe: bool
) -> Iterator[tuple[str, str]]:
    had = before.codes(file, {line}) or (set(before.all_codes) if alone else set())
    has = after.codes(file, {new.line for _, new in calls}) or (set(after.all_codes) if alone else set())
    pooled = [(old, new) for old, new in calls if new.is_pooled and is_right(new) is not None]
    broken = [new for _, new in pooled if not is_right(new)]
    touched = [new for old, new in pooled if any(not _same(old.options, new.options, name) for name in REQUIRED)]
    partly = [
        new
        for new in touched
        if (new.callee, new.driver) == ("create_async_engine", "asyncpg") and CACHES - new.options.keys()
    ]
    if partly:
        yield "some options are set", str(partly[0])
    if broken and touched:
        yield "some variants are fixed", f"{touched[0]}  but  {broken[0]}"
    if broken and had & PREPARED and not has & PREPARED:
        yield "silent and broken", str(broken[0])
    changed = [(old, new) for old, new in calls if new.uses_null_pool and not old.uses_null_pool]
    pool_class = before.pool_class
    if changed and pool_class == "keep":
        yield "NullPool where the pool is to be kept", str(changed[0][1])
    if changed and not unsafe and pool_class != "null":
        sized = [old for old, _ in changed if POOL_ARGUMENTS & old.arguments.keys()]
        if sized:
            yield "safe NullPool for a sized pool", str(sized[0])
    if "PGB201" in had and "PGB201" not in has:
        left = [new for _, new in calls if new.is_pooled and new.callee.endswith("engine") and not new.uses_null_pool]
        if left:
            yield "silent and pooled twice", str(left[0])
    for stack in dict.fromkeys(old.stack for old, _ in calls):
        here = [(old, new) for old, new in calls if old.stack == stack]
        if len({old.is_pooled for old, _ in here}) == 2 and all(
            REQUIRED & old.options.keys() for old, _ in here if old.is_pooled
        ):
            bare = [new for old, new in here if not old.is_pooled and not REQUIRED & old.options.keys()]
            reached = [new for new in bare if REQUIRED & new.options.keys()]
            if reached:
                yield "option leaves the guarded arm", str(reached[0])


def _wrong_diagnostics(before: Outcome, runs: list[Run]) -> Iterator[tuple[str, str]]:
    """Yield the diagnostics that no execution confirms."""
    if any(run.error for run in runs):
        return
    calls = [call for run in runs for call in run.calls]
    lines = {(call.file, call.line) for call in calls}
    for code in ("PGB101", "PGB102", "PGB103", "PGB201"):
        for one in before.report.files:
            for item in one.diagnostics:
                place = Path(item.path).name, item.line
                here = [call for call in calls if place not in lines or (call.file, call.line) == place]
                if item.code == code and not any(map(_is_broken[code == "PGB201"], here)):
                    yield "wrong diagnostic", f"{code} on line {item.line}"


def is_right(call: Call) -> bool | None:
    """Return True if the call may keep no prepared statements, with any version; None if its driver keeps none."""
    options = call.options
    if call.driver == "asyncpg":
        is_off = options.get("statement_cache_size") == 0
        if not call.callee.endswith("engine"):
            return is_off
        is_off_in_dialect = options.get("prepared_statement_cache_size") == 0
        return is_off and (is_off_in_dialect or callable(options.get("prepared_statement_name_func")))
    if call.driver == "psycopg":
        return options.get("prepare_threshold", 5) is None
    return None


def _prepares(call: Call) -> bool:
    return call.is_pooled and is_right(call) is False


def _pools_twice(call: Call) -> bool:
    return call.is_pooled and call.callee.endswith("engine") and not call.uses_null_pool


_is_broken = {False: _prepares, True: _pools_twice}


def _same(old: Mapping[str, object], new: Mapping[str, object], name: str) -> bool:
    if (name in old) != (name in new):
        # psycopg2 and libpq leave out options that are None.
        return name != "prepare_threshold" and old.get(name, new.get(name)) is None
    first, second = old.get(name), new.get(name)
    return first == second or (callable(first) and callable(second))


def _comments(text: str) -> Counter[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def _diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    return "".join(
        "".join(difflib.unified_diff(before[name].splitlines(True), after[name].splitlines(True), name, name))
        for name in before
    )


def described(program: Program, faults: Sequence[Fault]) -> str:
    """Return the program, the diffs and the properties that do not hold."""
    lines = [f"=== {program.name}"]
    for name, text in {**program.others, **program.files}.items():
        lines += [f"--- {name}", text]
    lines += [f"environments: {list(program.environments)}, calls: {list(program.calls)}"]
    for diff in dict.fromkeys(fault.diff for fault in faults):
        lines += [diff, *[f"FAULT {fault}" for fault in faults if fault.diff == diff]]
    return "\n".join(lines)


def main() -> int:
    """Check the programs of the given seeds."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.programs", description=__doc__)
    parser.add_argument("--seeds", default="0:300", help="the first seed and the one after the last")
    parser.add_argument("--testdata", action="store_true", help="check the files and projects of testdata/ as well")
    parser.add_argument("--summary", action="store_true", help="print one line for each fault")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(":"))
    count: Counter[str] = Counter()
    checked = broken = fixed = 0
    with recording() as recorder:
        for program in chain(map(generate, range(first, last)), cases.programs() if options.testdata else ()):
            checked += 1
            result = check(program, recorder)
            faults = result.faults
            broken += bool(faults)
            fixed += result.is_fixed
            for name in dict.fromkeys(fault.name for fault in faults):
                count[name] += 1
            if faults and options.summary:
                print("\n".join(f"{program.name}: {fault}" for fault in faults), flush=True)
            elif faults:
                print(described(program, faults), flush=True)
    print(f"{checked} programs, {fixed} fixed, {broken} with a fault")
    for name, number in count.most_common():
        print(f"{number:5}  {name}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
