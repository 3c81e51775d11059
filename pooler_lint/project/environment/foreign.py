"""Programs that are known not to run a repository's Python code, by their images, Dockerfiles and commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pooler_lint.project.environment.commands import runs_python
from pooler_lint.project.sources.dockerfile import Dockerfile, Stage

_NAMES = frozenset({
    "adminer", "caddy", "clickhouse", "clickhouse-server", "cockroach", "consul", "elasticsearch", "envoy", "etcd",
    "flyway", "gotrue", "grafana", "graphql-engine", "haproxy", "hasura", "influxdb", "jaeger", "kafka", "keycloak",
    "kibana", "kong", "liquibase", "localstack", "loki", "mailhog", "mailpit", "mariadb", "memcached", "metabase",
    "minio", "mongo", "mongodb", "mysql", "nats", "neo4j", "nginx", "opensearch", "pgadmin", "pgadmin4",
    "pgvector", "postgis", "postgres", "postgres-meta", "postgresql", "postgrest", "prometheus", "qdrant", "rabbitmq",
    "realtime", "redis", "redis-stack", "redpanda", "studio", "temporal", "timescaledb", "timescaledb-ha", "traefik",
    "valkey", "vault", "zookeeper",
})  # fmt: skip
_RUNTIMES = frozenset({
    "amazoncorretto", "aspnet", "bun", "dart", "deno", "eclipse-temurin", "elixir", "erlang", "golang", "gradle",
    "haskell", "httpd", "ibmjava", "julia", "maven", "node", "openjdk", "perl", "php", "ruby", "rust", "swift",
    "tomcat",
})  # fmt: skip
"""Images of other languages."""
_OTHER_RUNTIME = re.compile(r"nodejs|distroless/java|microsoft\.com/(?:dotnet|openjdk)|(?:\A|/)(?:golang|rust)-")
_PYTHON = re.compile(r"python|pypy|conda|micromamba|uv\Z|uvicorn|gunicorn|fastapi|flask|django|jupyter|airflow|pytorch")
_POOLER = re.compile(r"pgbouncer|pgpool|pgcat|pgdog|odyssey|supavisor")


def is_of_pooler(path: str, has_python: bool) -> bool:
    """Is this file of variables a pooler's own: in its folder, or named after it (`pgbouncer/.env`, `pgbouncer.env`)?

    What it says is where the pooler goes, not the code. `.env.pgbouncer` may as well be the code's with the pooler, a
    folder that holds Python files is a program's (`has_python`), and Odyssey is the name of many things.
    """
    folder, _, name = path.lower().rpartition("/")
    stem = name.removesuffix(".env") if name.endswith(".env") else ""
    if _POOLER.fullmatch(folder.rpartition("/")[2]):
        return not has_python
    return stem != "odyssey" and _POOLER.fullmatch(stem) is not None


def is_foreign(image: str | None, command: Sequence[str] = ()) -> bool:
    """True if this image (with or without its tag), or name of a component, or this command is somebody else's."""
    by_command = runs_python(command)
    if by_command is not None:
        return not by_command
    if not image:
        return False
    name = _name(image)
    return name in _NAMES or name in _RUNTIMES or name.endswith("exporter") or _POOLER.search(name) is not None


def is_foreign_build(
    dockerfile: Dockerfile, target: str | None, command: Sequence[str], holds_python: Callable[[str], bool]
) -> bool:
    """True if the image that a Dockerfile builds runs no Python code of the repository.

    `command` is that of the deployment. `holds_python` is about a path that the Dockerfile copies.
    """
    stage = dockerfile.stage(target)
    if stage is None:
        return False
    by_command = (runs_python(words) for words in (command, stage.command))
    known = next((one for one in by_command if one is not None), None)
    return not known if known is not None else _is_foreign_stage(stage, dockerfile.origins(stage), holds_python)


def _is_foreign_stage(stage: Stage, origins: Sequence[Stage], holds_python: Callable[[str], bool]) -> bool:
    if any(one.installs_python or _PYTHON.search(_reference(one.base)) for one in origins):
        return False
    bases = _bases(stage, origins)
    if any(_is_other_language(one.base) for one in bases):
        return True
    if any(one.copies_unknown or any(map(holds_python, one.copied)) for one in bases):
        return False
    sources = [one for one in origins if one not in bases]
    copies = any(one.copied for one in bases)
    return any(_is_other_language(one.base) for one in sources) or (copies and not sources)


def _bases(stage: Stage, origins: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stage, that which it begins with, and so on."""
    found = [stage]
    for one in found:
        found += [other for other in origins if other.name == one.base.lower() and other not in found]
    return tuple(found)


def _is_other_language(image: str) -> bool:
    return _name(image) in _RUNTIMES or _OTHER_RUNTIME.search(_reference(image)) is not None


def _reference(image: str) -> str:
    """Return the image without its tag and digest."""
    head, slash, last = image.strip().lower().partition("@")[0].rpartition("/")
    return head + slash + last.partition(":")[0]


def _name(image: str) -> str:
    return _reference(image).rpartition("/")[2]
