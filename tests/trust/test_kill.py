"""SIGKILL, which no program can catch: whatever moment it comes, each file is the old one or the new one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.trust.process import BROKEN, REPAIRED, python

FILES = 5

# Each child is a run of the command line in a fork of a process that has imported everything, so that hundreds of them
# take seconds. `at_event` kills itself when the n-th event of a write comes; `in_time` is killed by its parent.
KILLER = """
import json, os, pkgutil, random, signal, sys, time
import pooler_lint
for module in pkgutil.walk_packages(pooler_lint.__path__, "pooler_lint."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
from pooler_lint.cli import main

broken, repaired, files = sys.argv[1], sys.argv[2], int(sys.argv[3])
names = [f"f{index}.py" for index in range(files)]
EVENTS = ("open", "tempfile.mkstemp", "os.rename", "os.chmod", "os.chown", "os.remove", "os.listxattr")

def run(hook):
    child = os.fork()
    if child:
        return child
    sys.stdout = sys.stderr = open(os.devnull, "w")
    if hook is not None:
        sys.addaudithook(hook)
    os._exit(main(["--fix", "--isolated"]))

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
start = time.perf_counter()
whole = outcome(run(None))
seconds = time.perf_counter() - start
at_event, in_time = [], []
for at in range(1, 60):
    prepare()
    at_event.append(outcome(run(killer(at))))
    if not at_event[-1]["killed"]:
        break
for _ in range(200):
    prepare()
    child = run(None)
    time.sleep(random.uniform(0.0, 1.1 * seconds))
    os.kill(child, signal.SIGKILL)
    in_time.append(outcome(child))
print(json.dumps({"whole": whole, "at_event": at_event, "in_time": in_time}))
"""


def test_no_moment_leaves_half_a_file(tmp_path: Path) -> None:
    done = python(tmp_path, KILLER, BROKEN, REPAIRED, str(FILES))
    assert done.stderr == ""
    outcomes = json.loads(done.stdout)
    assert outcomes["whole"] == {"killed": False, "new": FILES}
    at_event = outcomes["at_event"]
    assert len(at_event) > 4 * FILES, "each write is killed at several of its steps"
    assert {one["new"] for one in at_event if one["killed"]} == set(range(FILES))
    assert not at_event[-1]["killed"], "there was no later moment"
    in_time = outcomes["in_time"]
    assert len(in_time) == 200
    assert sum(0 < one["new"] < FILES for one in in_time) >= 5, "the tree was half done at some of the signals"
