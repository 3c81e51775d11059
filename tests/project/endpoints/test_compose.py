from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pooler_lint.project.endpoints.compose import service_endpoints
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint, PoolerConfig
from pooler_lint.project.environment.services import Service
from pooler_lint.repository.files import Repository
from tests.project.endpoints.building import configs_of
from tests.table import each_row

_FILE = Path("/srv/app/compose.yml")


def _service(
    name: str,
    image: str | None,
    tag: str | None = None,
    environment: dict[str, str] | None = None,
    ports: tuple[tuple[int, int], ...] = (),
    mounts: tuple[str, ...] = (),
    file: Path = _FILE,
    aliases: tuple[str, ...] = (),
    build: str | None = None,
) -> Service:
    return Service(name, image, build, environment or {}, ports, file, 12, tag, aliases, mounts)


def _found(*services: Service, configs: Sequence[PoolerConfig] = ()) -> tuple[FoundEndpoint, ...]:
    return service_endpoints(services, configs, Repository(str(services[0].file.parent)))[0]


def test_a_pgbouncer_service_by_its_name_its_aliases_and_its_published_port() -> None:
    variables = {"POOL_MODE": "transaction", "DB_PASSWORD": "hunter2", "DATABASE_URL": "postgres://u:hunter2@db/app"}
    service = _service(
        "Pooler", "edoburu/pgbouncer", "v1.23.1-p2", variables, ports=((6432, 5432),), aliases=("app-pooler", "pg")
    )
    inner, outer = _found(service)
    assert (inner.hosts, inner.port) == (("pooler", "app-pooler", "pg"), 5432)
    assert (outer.hosts, outer.port) == (LOOPBACK, 6432)
    for endpoint in (inner, outer):
        assert (endpoint.pooler, endpoint.version) == ("PgBouncer", "1.23.1")
        assert (endpoint.mode, endpoint.tracks_statements, endpoint.database) == ("transaction", None, None)
        assert endpoint.ignored_startup_parameters == ("extra_float_digits",)
        assert endpoint.folder == "/srv/app"
        assert (endpoint.evidence.path, endpoint.evidence.line) == ("/srv/app/compose.yml", 12)
        assert endpoint.evidence.text == (
            "service `Pooler` with the image `edoburu/pgbouncer:v1.23.1-p2` and `POOL_MODE=transaction`"
        )
        assert "hunter2" not in repr(endpoint)


def test_a_published_port_of_postgres_is_the_database_itself() -> None:
    inner, outer = _found(_service("db", "postgres", "16", ports=((6432, 5432),)))
    assert (inner.hosts, inner.port, inner.mode, inner.pooler) == (("db",), 5432, "direct", None)
    assert (outer.hosts, outer.port, outer.mode, outer.pooler) == (LOOPBACK, 6432, "direct", None)


def test_only_the_port_that_is_listened_on_is_published() -> None:
    (inner,) = _found(_service("db", "postgres", ports=((8008, 8008),)))
    assert inner.port == 5432


def test_a_pooler_may_be_at_any_port_that_is_opened() -> None:
    found = _found(_service("pooler", "edoburu/pgbouncer", ports=((7000, 6432),)))
    assert {(endpoint.hosts[0], endpoint.port) for endpoint in found} == {
        ("pooler", 6432),
        ("pooler", 5432),
        ("localhost", 7000),
    }


@each_row(
    ("image", "environment", "ports", "port"),
    [
        ("bitnami/pgbouncer", {}, (), 6432),
        ("bitnami/pgbouncer", {"PGBOUNCER_PORT": "5432"}, (), 5432),
        ("edoburu/pgbouncer", {"LISTEN_PORT": "6432"}, ((6432, 6432),), 6432),
        ("edoburu/pgbouncer", {}, ((6432, 6432),), 6432),
        ("pgbouncer/pgbouncer", {"PGBOUNCER_LISTEN_PORT": "6543"}, (), 6543),
        ("postgres", {"PGPORT": "5433"}, (), 5433),
    ],
)
def test_ports(image: str, environment: dict[str, str], ports: tuple[tuple[int, int], ...], port: int) -> None:
    assert _found(_service("x", image, environment=environment, ports=ports))[0].port == port


def test_supavisor_has_a_port_for_each_mode() -> None:
    service = _service("supavisor", "supabase/supavisor", "2.7.4", ports=((5432, 5432), (6543, 6543)))
    found = {(endpoint.hosts[0], endpoint.port): endpoint.mode for endpoint in _found(service)}
    assert found == {
        ("supavisor", 5432): "session",
        ("localhost", 5432): "session",
        ("supavisor", 6543): "transaction",
        ("localhost", 6543): "transaction",
    }


def test_other_services_are_none() -> None:
    assert (
        _found(_service("web", "python", "3.13"), _service("exporter", "prometheuscommunity/pgbouncer-exporter")) == ()
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "deploy" / "pgbouncer"
    folder.mkdir(parents=True)
    (folder / "pgbouncer.ini").write_text(
        "[databases]\napp = host=db\nreports = host=db pool_mode=session\n\n"
        "[pgbouncer]\nlisten_port = 6432\npool_mode = transaction\nmax_prepared_statements = 100\n"
    )
    return tmp_path


@pytest.mark.parametrize("mount", ["./deploy/pgbouncer/pgbouncer.ini", "./deploy/pgbouncer", "deploy"])
def test_a_mounted_file_speaks_for_its_service(project: Path, mount: str) -> None:
    configs = configs_of(Repository(str(project))).files
    file = project / "compose.yml"
    variables = {"POOL_MODE": "statement"}
    service = _service("bouncer", "edoburu/pgbouncer", None, variables, ((7000, 6432),), (mount,), file)
    found, tied = service_endpoints([service], configs, Repository(str(project)))
    assert tied == {project / "deploy/pgbouncer/pgbouncer.ini"}
    assert [(e.hosts[0], e.port, e.database, e.mode, e.tracks_statements, e.evidence.line) for e in found] == [
        ("bouncer", 6432, None, "transaction", True, 7),
        ("localhost", 7000, None, "transaction", True, 7),
        ("bouncer", 6432, "reports", "session", True, 3),
        ("localhost", 7000, "reports", "session", True, 3),
    ]
    assert found[0].evidence.path.endswith("pgbouncer.ini")
    assert found[0].evidence.text.endswith("in pgbouncer.ini of service `bouncer`")


def test_a_file_of_another_service_says_nothing(project: Path) -> None:
    service = _service("bouncer", "edoburu/pgbouncer", file=project / "compose.yml")
    repository = Repository(str(project))
    found, tied = service_endpoints([service], configs_of(repository).files, repository)
    assert tied == frozenset()
    assert (found[0].port, found[0].mode) == (5432, None)


@pytest.mark.parametrize("mount", ["./gone/pgbouncer.ini", "./generated/pgbouncer"])
def test_a_mounted_file_that_is_not_there_leaves_the_mode_open(tmp_path: Path, mount: str) -> None:
    service = _service("x", "edoburu/pgbouncer", mounts=(mount,), file=tmp_path / "compose.yml")
    (endpoint,) = _found(service)
    assert endpoint.mode is None
    assert endpoint.unknown is not None
    assert "could not be found" in endpoint.unknown


def test_a_mounted_file_that_is_broken_leaves_the_mode_open(tmp_path: Path) -> None:
    (tmp_path / "pgbouncer.ini").write_text("[pgbouncer]\nhello\n")
    service = _service("x", "edoburu/pgbouncer", mounts=("pgbouncer.ini",), file=tmp_path / "compose.yml")
    (endpoint,) = _found(service, configs=configs_of(Repository(str(tmp_path))).files)
    assert endpoint.unknown is not None
    assert "or read" in endpoint.unknown


def test_a_list_of_users_is_no_configuration(tmp_path: Path) -> None:
    service = _service("x", "edoburu/pgbouncer", mounts=("./userlist.txt",), file=tmp_path / "compose.yml")
    assert _found(service)[0].unknown is None


def test_a_service_that_is_built_is_what_its_dockerfile_begins_with(project: Path) -> None:
    (project / "deploy" / "Dockerfile").write_text(
        "FROM alpine AS build\nRUN true\n\nFROM --platform=linux/amd64 edoburu/pgbouncer:1.21.0\n"
        "COPY pgbouncer/pgbouncer.ini /etc/pgbouncer/pgbouncer.ini\n"
    )
    service = _service("bouncer", None, file=project / "compose.yml", build="./deploy")
    found = _found(service, configs=configs_of(Repository(str(project))).files)
    assert (found[0].pooler, found[0].version, found[0].mode) == ("PgBouncer", "1.21.0", "transaction")
    (project / "deploy" / "Dockerfile").write_text("FROM python:3.13\n")
    assert _found(service, configs=configs_of(Repository(str(project))).files) == ()


def test_variables_that_are_not_known(project: Path) -> None:
    service = _service(
        "bouncer",
        "\0REGISTRY\0/edoburu/pgbouncer",
        "\0TAG\0",
        {"POOL_MODE": "\0MODE\0", "LISTEN_PORT": "\0PORT\0"},
        file=project / "compose.yml",
        build="\0CONTEXT\0",
    )
    (endpoint,) = _found(service)
    assert (endpoint.port, endpoint.mode, endpoint.version) == (None, None, None)
    assert endpoint.unknown == "its `POOL_MODE` is not a mode that can be read"
    assert endpoint.evidence.text == "service `bouncer` with the image `${REGISTRY}/edoburu/pgbouncer:${TAG}`"


def test_the_working_folder_is_that_of_the_compose_file(project: Path) -> None:
    mount = "\0PWD\0/deploy/pgbouncer/pgbouncer.ini"
    service = _service("bouncer", "edoburu/pgbouncer", mounts=(mount,), file=project / "compose.yml")
    assert _found(service, configs=configs_of(Repository(str(project))).files)[0].mode == "transaction"
