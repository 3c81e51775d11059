"""Container images that are poolers or PostgreSQL itself, as rows of `images.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pooler_lint.model import Mode
from pooler_lint.project.endpoints.data import LATEST, read_mode, read_port, read_size, read_tracking
from pooler_lint.records import dataclass

_VERSION = re.compile(r"(?:ubi\d+-|centos\d+-)?v?(\d{1,2}\.\d+(?:\.\d+)*)")
_DEFAULTED = re.compile(r"\$\{\w+:?-([^}$]*)\}")


_SIZES = ("DEFAULT_POOL_SIZE", "PGBOUNCER_DEFAULT_POOL_SIZE")
"""The variables that the images of PgBouncer hand on as `default_pool_size`."""
_SHOWN_DIGEST = len("sha256:") + 12

_TRACKED = "TRACK_EXTRA_PARAMETERS"
"""How the variables end that hand this setting on to PgBouncer."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A port that a container listens on, the variables that move it, and the mode there where the port decides it."""

    port: int
    variables: tuple[str, ...]
    mode: Mode | None


@dataclass(frozen=True, slots=True)
class Image:
    """What is known of an image. `pooler` None: it is PostgreSQL. Of the variables, the first that is set holds."""

    pooler: str | None
    releases: tuple[str, str] | None
    """The pooler's own releases: from the first up to the second, exclusive. Any other version is that of the image."""
    images: tuple[re.Pattern[str], ...]
    listeners: tuple[Listener, ...]
    mode_variables: tuple[str, ...]
    statement_variables: tuple[str, ...]
    ignored_variables: tuple[str, ...]
    ignored_default: tuple[str, ...]
    default_mode: str | None
    """What no variable means: a mode, the program's own default (None), or "unknown"."""
    source: str
    examples: tuple[str, ...]
    non_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variables:
    """What the environment of a container says about its pooler; `said` quotes it."""

    mode: Mode | None
    tracks_statements: bool | None
    ignored_startup_parameters: tuple[str, ...]
    said: tuple[str, ...]
    unknown: str | None
    default_pool_size: int | None = None


@lru_cache(maxsize=1)
def images() -> tuple[Image, ...]:
    """All rows, in the order in which they are tried."""
    import json

    text = Path(__file__).with_name("images.json").read_text(encoding="utf-8")
    return tuple(_image(fields) for fields in json.loads(text))


def _image(fields: dict[str, object]) -> Image:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    patterns, listeners = fields["images"], fields["listeners"]
    assert isinstance(patterns, list)
    assert isinstance(listeners, list)
    values["images"] = tuple(re.compile(pattern) for pattern in patterns)
    values["listeners"] = tuple(Listener(one["port"], tuple(one["variables"]), one["mode"]) for one in listeners)
    return Image(**values)  # type: ignore[arg-type]  # a test holds every row to the types


def image_of(name: str | None) -> Image | None:
    """The row that an image without its tag belongs to; None when it is neither a pooler nor PostgreSQL."""
    if not name:
        return None
    name = name.strip().lower()
    return next((row for row in images() if any(pattern.search(name) for pattern in row.images)), None)


def version_of(image: Image | None, tag: str | None) -> str | None:
    """Return the version of the pooler that a tag begins with ("v1.24.1-p1"), LATEST without a tag.

    A digest, a lone major version, a word other than `latest` and a version of the image itself name none: None.
    """
    if tag is None or tag == LATEST:
        return LATEST
    found = _VERSION.match(tag)
    if found is None or image is None or image.releases is None:
        return None
    oldest, below = map(_numbers, image.releases)
    return found[1] if oldest <= _numbers(found[1]) < below else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def shown_image(name: str, tag: str | None) -> str:
    """Return the image as messages show it, with the tag or the beginning of the digest."""
    if tag is None:
        return name
    return f"{name}@{tag[:_SHOWN_DIGEST]}" if tag.startswith("sha256:") else f"{name}:{tag}"


def read_variables(image: Image, environment: Mapping[str, str]) -> Variables:
    """What these variables make of a container of this image."""
    mode_name, word = _first(image.mode_variables, environment)
    statement_name, count = _first(image.statement_variables, environment)
    _, listed = _first(image.ignored_variables, environment)
    mode, unknown = read_mode(word), None
    if word is not None and mode is None:
        unknown = f"its `{mode_name}` is not a mode that can be read"
    elif word is None and image.default_mode == "unknown":
        unknown = "nothing says in which mode it is"
    elif word is None:
        mode = read_mode(image.default_mode)
    tracks = None if count is None else read_tracking(count)
    said = [f"`{mode_name}={mode}`"] if word is not None and mode else []
    if tracks is not None:
        said.append(f"`{statement_name}={count}`")
    tracked = [value for name, value in environment.items() if name.upper().endswith(_TRACKED) and value]
    ignored = tuple(re.findall(r"[\w.]+", " ".join((listed or "", *tracked)))) or image.ignored_default
    _, size = _first(_SIZES, environment) if image.pooler == "PgBouncer" else (None, None)
    return Variables(mode, tracks, ignored, tuple(said), unknown, read_size(size))


def port_of(listener: Listener, environment: Mapping[str, str]) -> int | None:
    """The port that the container listens on; None when a variable moves it to one that is not known."""
    _, text = _first(listener.variables, environment)
    return listener.port if text is None else read_port(text)


def _first(names: tuple[str, ...], environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    for name in names:
        value = environment.get(name)
        if value is not None and value.strip():
            defaulted = _DEFAULTED.fullmatch(value.strip())
            return name, defaulted[1] if defaulted else value.strip()
    return None, None
