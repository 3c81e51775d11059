"""PostgreSQL and several PgBouncers of our own, on free loopback ports, in a temporary folder.

Everything that is started here is stopped on leaving `running()`, whatever the reason.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.live import newer_pgbouncer
from tests.live.newer_pgbouncer import NotObtainable, Program
from tests.live.places import (
    DATABASE,
    NARROW_CLIENT_CONNECTIONS,
    PASSWORD,
    SERVER_CONNECTIONS,
    SESSION_SERVER_CONNECTIONS,
    USER,
    Place,
    PlaceName,
)
from tests.live.processes import Folder, NoAccount

START_SECONDS = 30
LOOPBACK = "127.0.0.1"


class Missing(Exception):
    """The servers cannot run here; the text is one line that says what to install."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs found on this machine. Where there is no newer PgBouncer, `newer_missing` says why."""

    postgresql: Path
    """The folder of initdb, postgres and psql."""
    pgbouncer: Program
    newer: Program | None
    newer_missing: str = ""


@dataclass(frozen=True, slots=True)
class Servers:
    """Servers that run. `missing` says, for a place that is not there, why."""

    places: dict[PlaceName, Place]
    missing: dict[PlaceName, str]
    renew: Callable[[Place], None]
    """Close all clients and all server connections of a place, so that no prepared statement is left."""


def find_programs(*, newer: bool = True) -> Programs:
    """Find PostgreSQL and PgBouncer in PATH or where Debian puts them. Raises Missing."""
    postgresql = _postgresql_folder()
    if postgresql is None:
        raise Missing("live tests need PostgreSQL: apt-get install postgresql")
    path = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise Missing("live tests need PgBouncer: apt-get install pgbouncer")
    try:
        own = Program((path,), newer_pgbouncer.pgbouncer_version((path,)))
        if own.version[:2] >= newer_pgbouncer.TRACKS_BY_DEFAULT:
            return Programs(postgresql, own, own)
    except NotObtainable as error:
        raise Missing(f"live tests need PgBouncer: {error}") from error
    if not newer:
        return Programs(postgresql, own, None, "not asked for")
    try:
        return Programs(postgresql, own, newer_pgbouncer.obtain())
    except NotObtainable as error:
        return Programs(postgresql, own, None, str(error))


def missing_reason() -> str | None:
    """Why the live tests cannot run here, in one line; None if they can."""
    try:
        find_programs(newer=False)
    except Missing as error:
        return str(error)
    return None


@contextmanager
def running(programs: Programs | None = None, only: tuple[PlaceName, ...] | None = None) -> Iterator[Servers]:
    """Start the servers (`only` these places; default all), give them, and stop them. Raises Missing."""
    programs = programs or find_programs()
    try:
        folder = Folder()
    except NoAccount as error:
        raise Missing(f"live tests: {error}") from error
    with folder:
        yield _started(folder, programs, only)


# --- starting ---------------------------------------------------------------------------------------------------------


def _postgresql_folder() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    in_path = shutil.which("initdb")
    for folder in [*([Path(in_path).parent] if in_path else []), *debian]:
        if all((folder / name).exists() for name in ("initdb", "postgres", "psql")):
            return folder
    return None


def _started(folder: Folder, programs: Programs, only: tuple[PlaceName, ...] | None) -> Servers:
    """Start PostgreSQL and the poolers, and wait until each answers."""
    psql = str(programs.postgresql / "psql")
    server_port, *ports = _free_ports(1 + len(_POOLERS))
    places: dict[PlaceName, Place] = {"direct": _start_postgresql(folder, programs.postgresql, server_port)}
    missing: dict[PlaceName, str] = {}
    folder.write("users.txt", f'"{USER}" "{PASSWORD}"\n')
    newer = programs.newer.moved_to(folder.path / "newer") if programs.newer else None
    for (name, pooler), port in zip(_POOLERS.items(), ports, strict=True):
        if only is not None and name not in only:
            continue
        program = newer if pooler.newer else programs.pgbouncer
        if program is None:
            missing[name] = programs.newer_missing
            continue
        _start_pgbouncer(folder, name, pooler, program, port, server_port)
        places[name] = Place(name, LOOPBACK, port, program.version_text)
    for place in places.values():
        _wait_until_it_answers(folder, psql, place)
    return Servers(places, missing, lambda place: _renew(psql, place))


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _start_postgresql(folder: Folder, programs: Path, port: int) -> Place:
    data = str(folder.path / "data")
    folder.run(
        str(programs / "initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale"
    )
    settings = {
        "port": str(port),
        "listen_addresses": LOOPBACK,
        "unix_socket_directories": str(folder.path),
        "max_connections": "150",
        "fsync": "off",
        "shared_buffers": "32MB",
        "autovacuum": "off",
        "jit": "off",
    }
    folder.start(
        "postgresql", str(programs / "postgres"), "-D", data, *(f"--{key}={value}" for key, value in settings.items())
    )
    version = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)?", version)
    place = Place("direct", LOOPBACK, port, found[0] if found else "")
    _wait_until_it_answers(folder, str(programs / "psql"), place, "postgres")
    _psql(str(programs / "psql"), place, "postgres", f"CREATE DATABASE {DATABASE}")
    _psql(str(programs / "psql"), place, DATABASE, *_TABLES)
    return place


_TABLES = (
    "CREATE TABLE numbers (id integer PRIMARY KEY, label text NOT NULL)",
    "INSERT INTO numbers SELECT n, 'number ' || n FROM generate_series(1, 200) AS n",
    "CREATE TABLE notes (id bigserial PRIMARY KEY, tag text NOT NULL)",
    "CREATE TYPE mood AS ENUM ('calm', 'wild')",
    "CREATE SCHEMA tenant",
)


@dataclass(frozen=True, slots=True)
class _Pooler:
    """How one PgBouncer is set up."""

    mode: str
    tracked: int = 0
    newer: bool = False
    server_connections: int = SERVER_CONNECTIONS
    client_connections: int = 200


_POOLERS: dict[PlaceName, _Pooler] = {
    "transaction": _Pooler("transaction"),
    "tracking": _Pooler("transaction", tracked=200, newer=True),
    "newer-untracked": _Pooler("transaction", newer=True),
    "session": _Pooler("session", server_connections=SESSION_SERVER_CONNECTIONS),
    "statement": _Pooler("statement"),
    "narrow": _Pooler("transaction", client_connections=NARROW_CLIENT_CONNECTIONS),
}


def _start_pgbouncer(folder: Folder, name: str, pooler: _Pooler, program: Program, port: int, server_port: int) -> None:
    lines = [
        "[databases]",
        f"{DATABASE} = host={LOOPBACK} port={server_port} dbname={DATABASE} user={USER}",
        "[pgbouncer]",
        f"listen_addr = {LOOPBACK}",
        f"listen_port = {port}",
        "unix_socket_dir =",
        "auth_type = plain",
        f"auth_file = {folder.path / 'users.txt'}",
        f"admin_users = {USER}",
        f"pool_mode = {pooler.mode}",
        f"default_pool_size = {pooler.server_connections}",
        f"max_client_conn = {pooler.client_connections}",
        "query_wait_timeout = 20",
        "server_check_delay = 0",
    ]
    if program.version >= (1, 21):
        lines.append(f"max_prepared_statements = {pooler.tracked}")
    settings = folder.write(f"{name}.ini", "\n".join(lines) + "\n")
    folder.start(name, *program.command, str(settings))


def _wait_until_it_answers(folder: Folder, psql: str, place: Place, database: str = DATABASE) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _psql(psql, place, database, "SELECT 1")
        except RuntimeError as error:
            if time.monotonic() > deadline:
                log = folder.log("postgresql" if place.name == "direct" else place.name)
                raise RuntimeError(f"{place.name} does not answer: {error}\n{log}") from error
            time.sleep(0.1)
        else:
            return


def _renew(psql: str, place: Place) -> None:
    if place.is_pooler:
        _psql(psql, place, "pgbouncer", f"KILL {DATABASE}", f"RESUME {DATABASE}")


def _psql(psql: str, place: Place, database: str, *statements: str) -> None:
    """Run statements one by one. Raises RuntimeError with what psql said."""
    command = [psql, "-X", "-q", "-h", place.host, "-p", str(place.port), "-U", USER, "-d", database]
    command += ["-v", "ON_ERROR_STOP=1", *(word for statement in statements for word in ("-c", statement))]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
        env={**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C"},
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())


if __name__ == "__main__":
    # Servers to try things on by hand, until Enter is pressed.
    with running() as servers:
        print(json.dumps({name: place.port for name, place in servers.places.items()}), flush=True)
        sys.stdin.readline()
