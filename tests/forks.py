"""Python programs in forks of a process that has imported pooler-lint: they start in a tenth of the time.

What Python does at its start needs a process of its own: which modules a run imports, PYTHON* variables but
PYTHONPATH, streams that are closed.
"""

from __future__ import annotations

import atexit
import gc
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 'import asyncpg, os\n\nasyncpg.connect(os.environ.get("URL", "postgresql://app:pw@pgbouncer:6432/app"))\n'


def nothing() -> None:
    """Do nothing."""


class _Job(NamedTuple):
    arguments: tuple[str, ...]
    folder: str
    environment: dict[str, str]
    streams: tuple[str, str, str]
    before: Callable[[], object]


def python(
    arguments: Sequence[str],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    data: bytes = b"",
    stdout: str | None = None,
    before: Callable[[], object] = nothing,
) -> subprocess.CompletedProcess[bytes]:
    """Run `python ARGUMENTS` in the folder; they are `-m MODULE ...` or `-c PROGRAM ...`.

    `stdout` names a device to write to. `before` is called in the new process; it is pickled.
    """
    with TemporaryDirectory(prefix="pooler-lint-forks-") as name:
        given, written, told = (Path(name, stream) for stream in ("in", "out", "err"))
        given.write_bytes(data)
        streams = str(given), stdout or str(written), str(told)
        server = _server()
        server.send(_Job(tuple(arguments), str(folder), dict(environment or os.environ), streams, before))
        status: int = server.recv()
        output = b"" if stdout else written.read_bytes()
        return subprocess.CompletedProcess(list(arguments), status, output, told.read_bytes())


@cache
def _server() -> Connection:
    """Start the process that forks; it ends with this one."""
    ours, other = socket.socketpair()
    with other:
        command = [sys.executable, "-m", "tests.forks", str(other.fileno())]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[other.fileno()])
    connection = Connection(ours.detach())

    def end() -> None:
        connection.close()
        process.wait()

    atexit.register(end)
    return connection


def _serve(descriptor: int) -> None:

    import pooler_lint

    for module in pkgutil.walk_packages(pooler_lint.__path__, "pooler_lint."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    # Methods are written, patterns compiled and tables read when they are first needed: here, not in each fork.
    pooler_lint.fix_source(WARM_UP)
    gc.freeze()
    with Connection(descriptor) as connection:
        while True:
            try:
                job: _Job = connection.recv()
            except EOFError:
                return
            child = os.fork()
            if not child:
                connection.close()
                os._exit(_status(job))
            connection.send(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _status(job: _Job) -> int:
    """Become the program; return its exit status."""
    try:
        try:
            _prepare(job)
            _run(job.arguments)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            status = 1
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except OSError:
        return 120
    return status


def _prepare(job: _Job) -> None:
    modes = ((os.O_RDONLY, "r"), (os.O_WRONLY | os.O_CREAT, "w"), (os.O_WRONLY | os.O_CREAT, "w"))
    streams = []
    for number, (path, (flags, mode)) in enumerate(zip(job.streams, modes, strict=True)):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
        buffering = 1 if number == 2 else -1
        streams.append(open(number, mode, buffering, encoding="utf-8", closefd=False))  # noqa: SIM115
    sys.stdin, sys.stdout, sys.stderr = streams
    os.environ.clear()
    os.environ.update(job.environment)
    os.chdir(job.folder)
    first = job.folder if job.arguments[0] == "-m" else ""
    sys.path[:1] = [first, *filter(None, job.environment.get("PYTHONPATH", "").split(os.pathsep))]
    job.before()


def _run(arguments: tuple[str, ...]) -> None:
    kind, program, *rest = arguments
    sys.argv = [kind, *rest]
    if kind == "-m":
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        exec(compile(program, "<string>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
