from __future__ import annotations

from typing import get_args

from pooler_lint.model import Mode
from pooler_lint.project.endpoints.data import LATEST
from pooler_lint.project.endpoints.images import (
    Image,
    image_of,
    images,
    port_of,
    read_variables,
    shown_image,
    version_of,
)
from pooler_lint.project.environment.services import split_image
from tests.table import each_row

_EXAMPLES = [(row, example) for row in images() for example in row.examples]
_NON_EXAMPLES = [(row, other) for row in images() for other in row.non_examples]


@each_row(("row", "example"), _EXAMPLES)
def test_every_example_finds_its_row(row: Image, example: str) -> None:
    assert image_of(example) is row


@each_row(("row", "other"), _NON_EXAMPLES)
def test_no_non_example_finds_the_row(row: Image, other: str) -> None:
    assert image_of(other) is not row


@each_row("name", [None, "", "python", "redis", "grafana/grafana", "haproxy", "bitnami/pgpool"])
def test_other_images(name: str | None) -> None:
    assert image_of(name) is None


@each_row("row", images())
def test_every_row_is_whole(row: Image) -> None:
    assert row.source
    assert row.examples
    assert row.non_examples
    assert row.listeners
    for listener in row.listeners:
        assert 0 < listener.port < 65536
        assert listener.mode is None or listener.mode in get_args(Mode)
    assert (row.releases is None) == (row.pooler is None)
    assert row.default_mode in (None, "unknown", *get_args(Mode))
    assert (row.pooler is None) == (row.listeners[0].mode == "direct")


@each_row(
    ("reference", "parts"),
    [
        ("edoburu/pgbouncer:v1.23.1-p2", ("edoburu/pgbouncer", "v1.23.1-p2")),
        ("postgres", ("postgres", None)),
        ("localhost:5000/infra/pgbouncer", ("localhost:5000/infra/pgbouncer", None)),
        ("localhost:5000/infra/pgbouncer:1.24.0", ("localhost:5000/infra/pgbouncer", "1.24.0")),
        ("postgres:16@sha256:0123abcd", ("postgres", "16")),
        ("ghcr.io/org/pgbouncer@sha256:0123abcd", ("ghcr.io/org/pgbouncer", "sha256:0123abcd")),
    ],
)
def test_splitting(reference: str, parts: tuple[str, str | None]) -> None:
    assert split_image(reference) == parts


@each_row(
    ("tag", "version"),
    [
        ("v1.23.1-p2", "1.23.1"),
        ("1.15.0", "1.15.0"),
        ("1.24", "1.24"),
        ("1.22.1-debian-12-r5", "1.22.1"),
        ("ubi8-1.22-0", "1.22"),
        ("1.5.0-rc2", "1.5.0"),
        ("latest", LATEST),
        (None, LATEST),
        ("1", None),
        ("stable", None),
        ("sha256:1212abcd", None),
        ("a8ba36d", None),
        ("2024.05.01", None),
        ("24.04", None),
        ("3.2.1", None),
        ("1.0.0", None),
    ],
)
def test_versions(tag: str | None, version: str | None) -> None:
    assert version_of(_image("org/pgbouncer"), tag) == version


def test_the_version_of_a_database_is_of_no_interest() -> None:
    assert version_of(_image("postgres"), "16.2") is None
    assert version_of(None, "1.24.0") is None


def test_a_digest_is_shown_shortened() -> None:
    assert shown_image("org/pgbouncer", "sha256:" + "0123456789ab" * 4) == "org/pgbouncer@sha256:0123456789ab"


def _image(name: str) -> Image:
    image = image_of(name)
    assert image is not None
    return image


@each_row(
    ("name", "environment", "mode", "tracks", "unknown"),
    [
        ("edoburu/pgbouncer", {"POOL_MODE": "transaction"}, "transaction", None, False),
        ("edoburu/pgbouncer", {}, None, None, False),
        ("edoburu/pgbouncer", {"POOL_MODE": "${MODE:-statement}"}, "statement", None, False),
        ("edoburu/pgbouncer", {"POOL_MODE": "${MODE}"}, None, None, True),
        ("edoburu/pgbouncer", {"MAX_PREPARED_STATEMENTS": "0"}, None, False, False),
        ("bitnami/pgbouncer", {"PGBOUNCER_POOL_MODE": "session"}, "session", None, False),
        ("bitnami/pgbouncer", {"PGBOUNCER_MAX_PREPARED_STATEMENTS": "200"}, None, True, False),
        ("pgbouncer/pgbouncer", {"PGBOUNCER_POOL_MODE": "transaction"}, "transaction", None, False),
        ("myorg/pgbouncer", {}, None, None, True),
        ("myorg/pgbouncer", {"POOL_MODE": "session"}, "session", None, False),
        ("ghcr.io/yandex/odyssey", {}, "session", None, False),
        ("ghcr.io/yandex/odyssey", {"POOL_TYPE": "transaction"}, "transaction", None, False),
        ("ghcr.io/yandex/odyssey", {"POOL_RESERVE_PREPARED_STATEMENT": "no"}, "session", False, False),
        ("ghcr.io/pgdogdev/pgdog", {"PGDOG_PREPARED_STATEMENTS": "disabled"}, None, False, False),
        ("supabase/supavisor", {"NAMED_PREPARED_STATEMENTS_ENABLED": "true"}, None, True, False),
    ],
)
def test_variables(
    name: str, environment: dict[str, str], mode: Mode | None, tracks: bool | None, unknown: bool
) -> None:
    said = read_variables(_image(name), environment)
    assert (said.mode, said.tracks_statements, said.unknown is not None) == (mode, tracks, unknown)


def test_ignored_startup_parameters() -> None:
    image = _image("edoburu/pgbouncer")
    assert read_variables(image, {}).ignored_startup_parameters == ("extra_float_digits",)
    given = {"IGNORE_STARTUP_PARAMETERS": "extra_float_digits,options"}
    assert read_variables(image, given).ignored_startup_parameters == ("extra_float_digits", "options")


def test_ports() -> None:
    (listener,) = _image("bitnami/pgbouncer").listeners
    assert port_of(listener, {}) == 6432
    assert port_of(listener, {"PGBOUNCER_PORT": "7000"}) == 7000
    assert port_of(listener, {"PGBOUNCER_PORT": "${PORT}"}) is None


@each_row(
    ("name", "environment", "size"),
    [
        ("edoburu/pgbouncer", {"DEFAULT_POOL_SIZE": "20"}, 20),
        ("bitnami/pgbouncer", {"PGBOUNCER_DEFAULT_POOL_SIZE": "${SIZE:-25}"}, 25),
        ("edoburu/pgbouncer", {"DEFAULT_POOL_SIZE": "${SIZE}"}, None),
        ("edoburu/pgbouncer", {}, None),
        ("postgres", {"DEFAULT_POOL_SIZE": "20"}, None),
    ],
)
def test_the_size_of_the_pools(name: str, environment: dict[str, str], size: int | None) -> None:
    assert read_variables(_image(name), environment).default_pool_size == size
