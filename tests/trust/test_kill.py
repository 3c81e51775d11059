"""SIGKILL, which no program can catch: whatever moment it comes, each file is the old one or the new one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.trust.process import BROKEN, REPAIRED, python

FILES = 2
RUNS = 8

# Each child is a run of the command line in a fork of a process that has imported everything. `at_event` kills itself
# when the n-th event of a write comes, `at_call` at the n-th call of a function, of Python or C: no clock is involved.
KILLER = """
import json, mmap, os, pkgutil, random, signal, sys, threading
import pooler_lint
for module in pkgutil.walk_packages(pooler_lint.__path__, "pooler_lint."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
from pooler_lint.cli import main

os.environ["POOLER_LINT_CACHE_DIR"] = os.path.abspath("cache")  # with records of what was killed
broken, repaired, files, RUNS = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
names = [f"f{index}.py" for index in range(files)]
EVENTS = ("open", "tempfile.mkstemp", "os.rename", "os.chmod", "os.chown", "os.remove", "os.listxattr")

def run(hook=None, profile=None):
    child = os.fork()
    if child:
        return child
    sys.stdout = sys.stderr = open(os.devnull, "w")
    if hook is not None:
        sys.addaudithook(hook)
    if profile is not None:
        threading.setprofile(profile)
        sys.setprofile(profile)
    status = main(["--fix", "--isolated"])
    sys.setprofile(None)
    os._exit(status)

def caller(at, seen):
    # Counts the calls in `seen`; at the n-th, the process ends.
    def profile(frame, event, argument):
        seen[0] += 1
        if seen[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
    return profile

def killer(at):
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        writes = event != "open" or (arguments[2] or 0) & os.O_WRONLY or ".pooler-lint" in str(arguments[0])
        if event in EVENTS and writes:
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
    return hook

def outcome(child):
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    texts = [open(name).read() for name in names]
    for text, name in zip(texts, names):
        if text not in (broken, repaired):
            sys.exit(f"{name} is damaged: {text!r}")
    for name in os.listdir():
        if name.startswith(".pooler-lint-"):
            os.remove(name)
    return {"killed": killed, "new": sum(text == repaired for text in texts)}

def prepare():
    for name in names:
        with open(name, "w") as file:
            file.write(broken)

random.seed(6432)
prepare()
whole = outcome(run())
prepare()
seen = mmap.mmap(-1, 16)  # shared with the child
calls = memoryview(seen).cast("q")
outcome(run(None, caller(0, calls)))
at_event, at_call = [], []
for at in range(1, 200):
    prepare()
    at_event.append(outcome(run(killer(at))))
    if not at_event[-1]["killed"]:
        break
for at in sorted(random.sample(range(1, calls[0]), RUNS)):
    prepare()
    at_call.append(outcome(run(None, caller(at, [0]))))
print(json.dumps({"whole": whole, "at_event": at_event, "at_call": at_call}))
"""


def test_no_moment_leaves_half_a_file(tmp_path: Path) -> None:
    done = python(tmp_path, KILLER, BROKEN, REPAIRED, str(FILES), str(RUNS))
    assert done.stderr == ""
    outcomes = json.loads(done.stdout)
    assert outcomes["whole"] == {"killed": False, "new": FILES}
    at_event = outcomes["at_event"]
    assert len(at_event) > 4 * FILES, "each write is killed at several of its steps"
    assert {one["new"] for one in at_event if one["killed"]} >= set(range(FILES))
    assert not at_event[-1]["killed"], "there was no later moment"
    at_call = outcomes["at_call"]
    assert sum(one["killed"] for one in at_call) >= RUNS - 1
