"""Published packages as test material: downloaded once, checked against a pinned hash, only their Python kept."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "real"
READ = (".py", ".ini", ".cfg", ".toml", ".yaml", ".yml", ".env")
"""The kinds of files that are read of a package."""


@dataclass(frozen=True, slots=True)
class Package:
    """A wheel of pure Python on the package index that pip is configured for."""

    name: str
    version: str
    sha256: str

    @property
    def title(self) -> str:
        """Name and version in one word."""
        return f"{self.name}-{self.version}"


def packages() -> list[Package]:
    """All packages of the manifest."""
    return [Package(**entry) for entry in json.loads((HERE / "packages.json").read_text(encoding="utf-8"))]


def sources(package: Package) -> Path:
    """The folder with the files of the package that may be read; downloads them if they are not there yet."""
    folder = CACHE / "repositories" / package.title
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=CACHE))
    try:
        unpacked = fresh / "unpacked"
        _unpack(_downloaded(package, fresh / "wheel"), unpacked)
        folder.parent.mkdir(exist_ok=True)
        _moved(unpacked, folder)
    finally:
        shutil.rmtree(fresh)
    return folder


def _downloaded(package: Package, into: Path) -> Path:
    """The wheel, whatever Python runs this: an older one can be checked as well as a newer one."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--platform", "any", "--python-version", "3.12", "--implementation", "py"]
    command += ["--dest", str(into), f"{package.name}=={package.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{package.name} {package.version} can't be downloaded:\n{done.stderr}")
    (wheel,) = into.iterdir()
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise ValueError(f"{wheel.name} has the hash {digest}, not the pinned one")
    return wheel


def _unpack(wheel: Path, into: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(into, [name for name in archive.namelist() if name.endswith(READ)])
    (into / ".git").mkdir(parents=True)  # Each package is a repository of its own.


def _moved(unpacked: Path, folder: Path) -> None:
    """Another process may have been faster: its copy is as good."""
    try:
        os.replace(unpacked, folder)
    except OSError:
        if not folder.is_dir():
            raise
