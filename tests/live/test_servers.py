"""The servers start, are what they are called, and leave nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.live import newer_pgbouncer
from tests.live.clients.program import live_text
from tests.live.jobs import SINGLE, Job
from tests.live.measure import ROOT, Workers
from tests.live.newer_pgbouncer import NotObtainable, obtain
from tests.live.places import MEANINGS, PASSWORD
from tests.live.servers import Missing, Servers, find_programs, missing_reason

ENDS_WITHIN = 20
ASKS_FOR_PASSWORD = (3).to_bytes(4, "big")
READY = b"Z" + (5).to_bytes(4, "big") + b"I"
END = b""


def test_every_place_is_there_or_says_why_not(servers: Servers) -> None:
    assert set(servers.places) | set(servers.missing) == set(MEANINGS)
    assert all(servers.missing.values())


def test_renewing_drops_every_client(workers: Workers) -> None:
    place = workers.servers.places["transaction"]
    with socket.create_connection((place.host, place.port), timeout=10) as client:
        client.sendall(_message(b"", (196608).to_bytes(4, "big") + b"user\0app\0database\0app\0\0"))
        assert client.recv(9) == b"R" + (8).to_bytes(4, "big") + ASKS_FOR_PASSWORD
        client.sendall(_message(b"p", PASSWORD.encode() + b"\0"))
        assert READY in _received(client, READY)
        workers.servers.renew(place)
        _received(client, END)


def test_nothing_is_left_when_the_starter_is_killed(servers: Servers) -> None:
    """The worst end: no handler of the process that started them can run."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)  # the servers run as another user
    command = [sys.executable, "-m", "tests.live.servers"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    ports = json.loads(process.stdout.readline()).values()
    assert list(folder.iterdir())
    assert all(_answers(port) for port in ports)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + ENDS_WITHIN
    while (any(_answers(port) for port in ports) or any(folder.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_answers(port) for port in ports)
    folder.rmdir()


def test_missing_programs_are_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.live.servers._postgresql_folder", lambda: None)
    with pytest.raises(Missing, match="apt-get install postgresql"):
        find_programs()
    monkeypatch.setattr("tests.live.servers._postgresql_folder", lambda: Path("/usr/bin"))
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    reason = missing_reason()
    assert reason is not None
    assert reason.splitlines() == ["live tests need PgBouncer: apt-get install pgbouncer"]


def test_without_a_package_source_there_is_no_newer_pgbouncer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(newer_pgbouncer, "CACHE", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(NotObtainable, match="apt-get and dpkg-deb"):
        obtain()


@pytest.mark.parametrize(
    ("stanza", "expected"),
    [
        ("Types: deb\nURIs: http://m.test/debian\nSigned-By: /keys/a.gpg", ("http://m.test/debian", "/keys/a.gpg")),
        ("deb [signed-by=/keys/b.gpg] https://m.test/debian/ old main", ("https://m.test/debian/", "/keys/b.gpg")),
        ("deb http://m.test/debian old main", ("http://m.test/debian", None)),
        ("# deb http://mirror.example/debian old main", None),
        ("Types: deb\nURIs: http://mirror.example/debian-security\nSuites: old", None),
        ("deb https://other.example/apt old main", None),
    ],
)  # fmt: skip
def test_mirror_comes_from_the_apt_sources(stanza: str, expected: tuple[str, str | None] | None) -> None:
    assert newer_pgbouncer._archive(stanza) == expected


def test_only_libraries_are_fetched_beside_the_program() -> None:
    printed = "pgbouncer\n  Depends: perl\n  PreDepends: init\n |Depends: libone\n  Depends: libtwo\n"
    printed += "libone\n  Depends: libthree\nlibtwo\nlibthree\n  Depends: zlib1g\nzlib1g\n"
    printed += "perl\n  Depends: libperl\nlibperl\ninit\n"
    expected = {"pgbouncer", "libone", "libtwo", "libthree", "zlib1g"}
    assert set(newer_pgbouncer._needed_packages(printed)) == expected


def test_a_program_gets_the_live_address() -> None:
    job = Job("program", "program", {}, "127.0.0.1", 5999, "app", "secret", "app", SINGLE)
    text = 'connect("postgresql://app:secret@pgbouncer.internal:6432/app?pgbouncer=true")'
    assert live_text(text, job) == 'connect("postgresql://app:secret@127.0.0.1:5999/app?pgbouncer=true")'


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) + 4).to_bytes(4, "big") + body


def _received(client: socket.socket, until: bytes) -> bytes:
    """All that comes until these bytes have come, or until the connection is closed where they are empty."""
    received = b""
    while not until or until not in received:
        piece = client.recv(4096)
        if not piece:
            break
        received += piece
    return received


def _folders() -> list[str]:
    return [str(path) for path in Path(tempfile.gettempdir()).glob("pooler-lint-live-*")]


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
