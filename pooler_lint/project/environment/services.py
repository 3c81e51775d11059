"""What compose files and Kubernetes manifests declare, for those who ask what runs rather than what is set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pooler_lint.records import dataclass


def split_image(reference: str) -> tuple[str, str | None]:
    """Return the name of an image with its registry, and its tag; the digest if it has no tag."""
    name, _, digest = reference.strip().partition("@")
    head, slash, last = name.rpartition("/")
    last, _, tag = last.partition(":")
    return head + slash + last, tag or digest or None


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a compose file; `file` is absolute.

    `image` is without its tag or digest, which is `tag`. `environment` is what the container gets, references that
    can't be resolved stand in it as markers. `published_ports` are (port of the host, port of the container). `mounts`
    are the paths of the host that the container gets and, like `build_context` and `dockerfile`, relative to the folder
    of `file` where they are relative (`dockerfile` to the build context). `aliases` are container name, host name and
    network aliases.
    """

    name: str
    image: str | None
    build_context: str | None
    environment: Mapping[str, str]
    published_ports: tuple[tuple[int, int], ...]
    file: Path
    line: int
    tag: str | None = None
    aliases: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()
    dockerfile: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """One Kubernetes document: `data` is all of it as plain data, `line` where it begins; `file` is absolute.

    `text` is that of the whole file.
    """

    kind: str
    name: str
    namespace: str | None
    data: Mapping[str, object]
    file: Path
    line: int
    text: str = ""
