"""Kubernetes resources of PostgreSQL operators: which services they make, and what stands behind them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pooler_lint.project.claims import shown
from pooler_lint.project.endpoints.data import FoundEndpoint, read_mode, read_port, read_size, read_tracking
from pooler_lint.project.endpoints.images import image_of, version_of
from pooler_lint.project.environment.services import Manifest, split_image
from pooler_lint.values import Evidence

_PORT = 5432


class _Pooler(NamedTuple):
    operator: str
    mode: object
    settings: Mapping[str, object]
    said: str
    """What the mode is called there."""
    image: object = None
    port: int | None = _PORT


def operator_endpoints(manifest: Manifest) -> Iterator[FoundEndpoint]:
    """The services that an operator makes of this resource; none when it is no operator's."""
    api = str(manifest.data.get("apiVersion", "")).partition("/")[0]
    reader = _READERS.get((api, manifest.kind))
    if reader is not None:
        yield from reader(manifest)


def _cloudnative_pooler(manifest: Manifest) -> Iterator[FoundEndpoint]:
    # https://cloudnative-pg.io/docs: poolMode is session by default; the service is named like the Pooler.
    settings = table(manifest.data, "spec", "pgbouncer")
    image = settings.get("image")
    for container in items(table(manifest.data, "spec", "template", "spec"), "containers"):
        image = container.get("image", image)
    mode = settings.get("poolMode")
    pooler = _Pooler("CloudNativePG", mode, table(settings, "parameters"), "poolMode", image)
    yield _pooled(manifest, manifest.name, pooler)


def _cloudnative_cluster(manifest: Manifest) -> Iterator[FoundEndpoint]:
    for end in ("-rw", "-ro", "-r"):
        yield _direct(manifest, manifest.name + end)


def _zalando(manifest: Manifest) -> Iterator[FoundEndpoint]:
    # https://github.com/zalando/postgres-operator: docs/reference/cluster_manifest.md, pooler/pgbouncer.ini.tmpl
    spec = table(manifest.data, "spec")
    settings = table(spec, "connectionPooler")
    # The tag of its image is the operator's version, and not PgBouncer's.
    pooler = _Pooler("the Zalando operator", settings.get("mode"), {}, "mode")
    for end in ("", "-repl"):
        yield _direct(manifest, manifest.name + end)
    wanted = spec.get("enableConnectionPooler")
    if wanted is True or (wanted is None and settings):
        yield _pooled(manifest, f"{manifest.name}-pooler", pooler)
    if spec.get("enableReplicaConnectionPooler") is True:
        yield _pooled(manifest, f"{manifest.name}-pooler-repl", pooler)


def _crunchy(manifest: Manifest) -> Iterator[FoundEndpoint]:
    # https://github.com/CrunchyData/postgres-operator: internal/pgbouncer/config.go
    for end in ("-primary", "-ha", "-replicas"):
        yield _direct(manifest, manifest.name + end)
    proxy = table(manifest.data, "spec", "proxy")
    if isinstance(proxy.get("pgBouncer"), dict):
        settings = table(proxy, "pgBouncer")
        given = table(settings, "config", "global")
        port = read_port(settings.get("port", _PORT))
        operator = "the Percona operator" if manifest.kind == "PerconaPGCluster" else "Crunchy PGO"
        pooler = _Pooler(operator, given.get("pool_mode"), given, "pool_mode", settings.get("image"), port)
        yield _pooled(manifest, f"{manifest.name}-pgbouncer", pooler)


_READERS: dict[tuple[str, str], Callable[[Manifest], Iterator[FoundEndpoint]]] = {
    ("postgresql.cnpg.io", "Pooler"): _cloudnative_pooler,
    ("postgresql.cnpg.io", "Cluster"): _cloudnative_cluster,
    ("acid.zalan.do", "postgresql"): _zalando,
    ("postgres-operator.crunchydata.com", "PostgresCluster"): _crunchy,
    ("pgv2.percona.com", "PerconaPGCluster"): _crunchy,
}


def _pooled(manifest: Manifest, name: str, pooler: _Pooler) -> FoundEndpoint:
    word = None if pooler.mode is None else str(pooler.mode)
    mode = read_mode(word)
    count = pooler.settings.get("max_prepared_statements")
    tracks = None if count is None else read_tracking(count)
    said = f"`{pooler.said}: {mode}` of" if mode else "no mode in"
    text = f"{said} the {manifest.kind} `{manifest.name}`"
    if tracks is not None:
        text += f" and `max_prepared_statements: {count}`"
    version = _version(str(pooler.image)) if pooler.image else None
    ignored = str(pooler.settings.get("ignore_startup_parameters") or "")
    return FoundEndpoint(
        hosts=service_hosts(name, manifest.namespace),
        port=pooler.port,
        database=None,
        mode=mode,
        tracks_statements=tracks,
        pooler="PgBouncer",
        version=version,
        ignored_startup_parameters=tuple(part.strip() for part in ignored.split(",") if part.strip()),
        evidence=Evidence(text, shown(manifest.file), line_of_key(manifest, pooler.said if mode else None)),
        # What is known of the operator's own image says nothing about another image whose version is unknown.
        operator=None if pooler.image and version is None else pooler.operator,
        unknown=None if word is None or mode else f"its `{pooler.said}` is not a mode that can be read",
        default_pool_size=read_size(pooler.settings.get("default_pool_size")),
        file=os.path.abspath(manifest.file),
        scope="cluster",
    )


def _version(reference: str) -> str | None:
    name, tag = split_image(reference)
    return version_of(image_of(name), tag)


def _direct(manifest: Manifest, name: str) -> FoundEndpoint:
    text = f"the {manifest.kind} `{manifest.name}`"
    return FoundEndpoint(
        hosts=service_hosts(name, manifest.namespace),
        port=_PORT,
        database=None,
        mode="direct",
        tracks_statements=True,
        pooler=None,
        version=None,
        ignored_startup_parameters=(),
        evidence=Evidence(text, shown(manifest.file), manifest.line),
        file=os.path.abspath(manifest.file),
        scope="cluster",
    )


def service_hosts(name: str, namespace: str | None) -> tuple[str, ...]:
    """The names of a Kubernetes service, from within its namespace and from without."""
    name, space = name.lower(), (namespace or "*").lower()
    short = (f"{name}.{space}",) if namespace else ()
    return (name, *short, f"{name}.{space}.svc", f"{name}.{space}.svc.cluster.local")


def line_of_key(manifest: Manifest, key: str | None) -> int:
    """The line of this key after the beginning of the document, else the beginning itself."""
    lines = manifest.text.splitlines() if key is not None else []
    for number, line in enumerate(lines[manifest.line :], start=manifest.line + 1):
        if line.startswith("---"):
            break
        if line.strip().startswith(f"{key}:"):
            return number
    return manifest.line


def table(data: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """The mapping at the end of these keys; an empty one where there is none."""
    for key in keys:
        inner = data.get(key)
        if not isinstance(inner, dict):
            return {}
        data = inner
    return data


def items(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """The mappings in the list at this key."""
    value = data.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
