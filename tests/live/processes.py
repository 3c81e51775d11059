"""A temporary folder and the servers that run in it; both are gone afterwards, whatever happens.

Leaving the folder's context stops them. Where this process is killed instead, a watchdog does it: another process,
which notices that its input has ended.
"""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

STOP_SECONDS = 5
ALL_STOPPED = 0
"""Told to the watchdog in the place of a process group: their ids may belong to others by now."""


class NoAccount(Exception):
    """We are root, and there is no other account to run servers as."""


class Folder:
    """A temporary folder and the processes that belong to it; leaving it stops them and removes it."""

    def __init__(self) -> None:
        """Make the folder and the watchdog."""
        self.account = _unprivileged_account()
        self.path = Path(tempfile.mkdtemp(prefix="pooler-lint-live-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-c", _WATCHDOG, str(self.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if self.account is not None:
            os.chown(self.path, self.account.pw_uid, self.account.pw_gid)

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            _kill_group(process.pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        for process in reversed(self._processes):
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(process.pid, signal.SIGKILL)
                process.wait()
        self._tell_watchdog(ALL_STOPPED)
        assert self._watchdog.stdin is not None
        self._watchdog.stdin.close()
        self._watchdog.wait()

    def write(self, name: str, text: str) -> Path:
        """Write a file that the servers' user can read."""
        path = self.path / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return path

    def run(self, *command: str) -> None:
        """Run a command as the servers' user, to its end. Raises RuntimeError with what it said."""
        done = subprocess.run(command, cwd=self.path, capture_output=True, text=True, check=False, **self._as_user())
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")

    def start(self, name: str, *command: str) -> None:
        """Start a server as the servers' user, in a process group of its own."""
        with (self.path / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=self.path,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_user(),
            )
        self._processes.append(process)
        self._tell_watchdog(process.pid)

    def log(self, name: str) -> str:
        """The end of a server's log."""
        return (self.path / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-600:]

    def _tell_watchdog(self, group: int) -> None:
        assert self._watchdog.stdin is not None
        self._watchdog.stdin.write(f"{group}\n".encode())
        self._watchdog.stdin.flush()

    def _as_user(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid}


_WATCHDOG = """
import os, shutil, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
groups = [int(line) for line in sys.stdin]
if groups[-1:] == [0]:
    groups = []
for sign in (signal.SIGINT, signal.SIGKILL):
    for group in groups:
        try:
            os.killpg(group, sign)
            time.sleep(0.3 if sign == signal.SIGINT else 0)
        except ProcessLookupError:
            pass
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


def _kill_group(group: int, sign: signal.Signals) -> None:
    try:
        os.killpg(group, sign)
    except ProcessLookupError:
        return


def _unprivileged_account() -> pwd.struct_passwd | None:
    """The account that servers run as when we are root; None: as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoAccount("root needs a user postgres or nobody to run the servers as")
