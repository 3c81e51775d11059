"""A PgBouncer that tracks prepared statements, where the distribution's own is too old for that.

The package of a newer Debian suite is fetched from the mirror that this machine's own apt sources name, with list and
cache folders apart from the system's, and unpacked beside the libraries that it needs. Nothing is installed. It runs
through the unpacked dynamic loader, so a newer libc does no harm.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NEWER_SUITES = ("trixie", "forky", "sid")
TRACKS_BY_DEFAULT = (1, 24)
CACHE = Path(__file__).resolve().parents[2] / ".cache"
FETCH_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Program:
    """A PgBouncer: how to start it (`command`, without arguments) and its version."""

    command: tuple[str, ...]
    version: tuple[int, ...]
    folder: Path | None = None
    """The unpacked files that it needs, None for an installed one."""

    @property
    def version_text(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))

    def moved_to(self, folder: Path) -> Program:
        """The same program, its unpacked files copied into `folder`, where another user may read them."""
        if self.folder is None:
            return self
        return _unpacked(Path(shutil.copytree(self.folder, folder, symlinks=True)))


class NotObtainable(Exception):
    """No newer PgBouncer is to be had here; the text says why, in one line."""


def pgbouncer_version(command: tuple[str, ...]) -> tuple[int, ...]:
    """The version that this program states, e.g. (1, 24, 1). Raises NotObtainable if it does not run."""
    try:
        answer = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except OSError as error:
        raise NotObtainable(f"{command[-1]} does not run: {error}") from error
    found = re.search(r"PgBouncer (\d+)\.(\d+)(?:\.(\d+))?", answer.stdout)
    if found is None:
        raise NotObtainable(f"{command[-1]} does not run: {answer.stderr.strip()[:200]}")
    return tuple(int(part) for part in found.groups(default="0"))


def obtain() -> Program:
    """A PgBouncer of at least 1.24, from the cache or fetched into it. Raises NotObtainable with the reason."""
    folder = CACHE / "pgbouncer"
    if (folder / "complete").exists():
        try:
            return _unpacked(folder)
        except NotObtainable:
            shutil.rmtree(folder)
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise NotObtainable("no newer PgBouncer: apt-get and dpkg-deb are needed to unpack one")
    mirror, keyring = _mirror()
    reasons = []
    for suite in NEWER_SUITES:
        try:
            return _fetched(folder, mirror, keyring, suite)
        except (NotObtainable, subprocess.SubprocessError, OSError) as error:
            reasons.append(f"{suite}: {' '.join(str(error).split())[:200]}")
    raise NotObtainable("no newer PgBouncer: " + "; ".join(reasons))


def _mirror() -> tuple[str, str | None]:
    """Address and keyring of the main Debian archive, as this machine's apt sources have them."""
    places = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for place in places:
        if place.suffix not in (".list", ".sources") or not place.is_file():
            continue
        text = place.read_text(encoding="utf-8", errors="replace")
        for stanza in re.split(r"\n\s*\n", text) if place.suffix == ".sources" else text.splitlines():
            found = _archive(stanza)
            if found is not None:
                return found
    raise NotObtainable("no newer PgBouncer: the apt sources of this machine name no Debian archive")


def _archive(stanza: str) -> tuple[str, str | None] | None:
    """Address and keyring of one apt source, in either notation, if it is the main Debian archive."""
    lines = [line for line in stanza.splitlines() if not line.lstrip().startswith("#")]
    fields = dict(re.findall(r"(?m)^([A-Za-z-]+):[ \t]*(.*)$", "\n".join(lines)))
    if "URIs" in fields:
        address, keyring = fields["URIs"].split()[0], fields.get("Signed-By", "").strip()
    else:
        found = re.match(r"deb\s+(?:\[(?P<options>[^]]*)\]\s+)?(?P<address>\S+)\s", "\n".join(lines))
        if found is None:
            return None
        address = found["address"]
        signed = re.search(r"signed-by=(\S+)", found["options"] or "")
        keyring = signed[1] if signed else ""
    if not re.search(r"/debian/?$", address):
        return None
    return address, keyring if keyring.startswith("/") else None


def _fetched(folder: Path, mirror: str, keyring: str | None, suite: str) -> Program:
    """Fetch and unpack the package of this suite with its libraries into `folder`."""
    work = folder.with_name(f"pgbouncer-{suite}-{os.getpid()}")
    try:
        options = _apt_options(work, mirror, keyring, suite)
        _run(["apt-get", *options, "update"], work)
        names = _needed_packages(_run(["apt-cache", *options, *_DEPENDS, "pgbouncer"], work))
        _run(["apt-get", *options, "download", *names], work)
        root = work / "root"
        for package in sorted(work.glob("*.deb")):
            _run(["dpkg-deb", "-x", str(package), str(root)], work)
        built = _trimmed(root, work / "built")
        _unpacked(built)
        (built / "complete").write_text(suite + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        built.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return _unpacked(folder)


_DEPENDS = ("depends", "--recurse", "--important", "--no-breaks", "--no-conflicts", "--no-replaces", "--no-enhances")


def _apt_options(work: Path, mirror: str, keyring: str | None, suite: str) -> list[str]:
    """Options that keep apt's lists and cache in `work` and let it see this one suite."""
    for part in ("lists/partial", "cache/archives/partial"):
        (work / part).mkdir(parents=True)
    signed = f"[signed-by={keyring}] " if keyring else ""
    (work / "sources.list").write_text(f"deb {signed}{mirror} {suite} main\n", encoding="utf-8")
    settings = {
        "Dir::Etc::sourcelist": f"{work}/sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": f"{work}/lists",
        "Dir::State::status": f"{work}/status",
        "Dir::Cache": f"{work}/cache",
        "APT::Sandbox::User": "",
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
    }
    (work / "status").touch()
    return [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]


def _needed_packages(depends: str) -> list[str]:
    """PgBouncer and the shared libraries that it needs, out of what `apt-cache depends --recurse` printed."""
    needs: dict[str, list[str]] = {}
    package = ""
    for line in depends.splitlines():
        found = re.match(r"\s*\|?(?:Pre)?Depends: (\S+)$", line)
        if found is not None:
            needs[package].append(found[1])
        elif line and not line.startswith(" "):
            package = line.strip()
            needs[package] = []
    chosen: list[str] = []
    waiting = ["pgbouncer"]
    while waiting:
        name = waiting.pop()
        if name in chosen or name not in needs:
            continue
        chosen.append(name)
        waiting += [other for other in needs[name] if re.match(r"z?lib", other)]
    return chosen


def _trimmed(root: Path, built: Path) -> Path:
    """Only what is needed to run, in one flat folder: the program, its libraries, the loader."""
    built.mkdir()
    for path in root.rglob("*"):
        is_library = ".so" in path.name and path.parent.name not in ("gconv", "audit", "security")
        if path.is_file() and (is_library or (path.name == "pgbouncer" and path.parent.name == "sbin")):
            shutil.copy(path.resolve(), built / path.name)
    return built


def _unpacked(folder: Path) -> Program:
    """The program in this folder. Raises NotObtainable if it does not run or is too old."""
    loaders = sorted(folder.glob("ld-linux*.so*"))
    if not loaders:
        raise NotObtainable("no dynamic loader among the unpacked files")
    command = (str(loaders[0]), "--library-path", str(folder), str(folder / "pgbouncer"))
    program = Program(command, pgbouncer_version(command), folder)
    if program.version[:2] < TRACKS_BY_DEFAULT:
        raise NotObtainable(f"PgBouncer {program.version_text} does not track statements by default")
    return program


def _run(command: list[str], folder: Path) -> str:
    """Run to the end and give what it printed. Raises NotObtainable with its last error line."""
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=FETCH_SECONDS,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise NotObtainable(lines[-1])
    return done.stdout
