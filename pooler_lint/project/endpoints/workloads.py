"""Kubernetes workloads that run a pooler or PostgreSQL, and the services in front of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from pooler_lint.project.claims import shown
from pooler_lint.project.endpoints.containers import Container, Served, served_by
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint, PoolerConfig, read_port
from pooler_lint.project.endpoints.files import read_config
from pooler_lint.project.endpoints.images import image_of, shown_image, version_of
from pooler_lint.project.endpoints.operators import items, line_of_key, service_hosts, table
from pooler_lint.project.environment.services import Manifest, split_image
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.records import dataclass
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_WORKLOADS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod"})


@dataclass(frozen=True, slots=True)
class _Pod:
    """The pods of one workload: their labels, and their specification."""

    manifest: Manifest
    labels: Mapping[str, object]
    spec: Mapping[str, object]
    repository: Repository


def workload_endpoints(manifests: Sequence[Manifest], repository: Repository) -> Iterator[FoundEndpoint]:
    """What the workloads serve, by the names of the services that select their pods."""
    for manifest in manifests:
        if manifest.kind not in _WORKLOADS:
            continue
        pod = _pod(manifest, repository)
        containers = items(pod.spec, "containers")
        for data in containers:
            container = _container(data, pod, manifests)
            if container is not None:
                alone = len(containers) == 1
                yield from _endpoints(container, data, pod, manifests, alone)


def _pod(manifest: Manifest, repository: Repository) -> _Pod:
    template = manifest.data if manifest.kind == "Pod" else table(manifest.data, "spec", "template")
    return _Pod(manifest, table(template, "metadata", "labels"), table(template, "spec"), repository)


def _container(data: Mapping[str, object], pod: _Pod, manifests: Sequence[Manifest]) -> Container | None:
    name, tag = split_image(str(data.get("image") or ""))
    image = image_of(name)
    if image is None:
        return None
    called = f"the {pod.manifest.kind} `{pod.manifest.name}`"
    maps = {one.name: one for one in manifests if one.kind == "ConfigMap" and _one_namespace(one, pod.manifest)}
    config, opaque = _config(pod, image.pooler, maps) if image.pooler is not None else (None, None)
    opened = (read_port(port.get("containerPort")) for port in items(data, "ports"))
    return Container(
        image,
        shown_image(name, tag),
        version_of(image, tag),
        _environment(data, maps),
        called,
        Evidence(called, shown(pod.manifest.file), pod.manifest.line),
        config,
        opaque,
        tuple(port for port in opened if port is not None),
    )


def _one_namespace(left: Manifest, right: Manifest) -> bool:
    return left.namespace is None or right.namespace is None or left.namespace == right.namespace


def _environment(data: Mapping[str, object], maps: Mapping[str, Manifest]) -> dict[str, str]:
    environment: dict[str, str] = {}
    for source in items(data, "envFrom"):
        one = maps.get(str(table(source, "configMapRef").get("name")))
        environment.update(_texts(one) if one is not None else {})
    for variable in items(data, "env"):
        name, value = str(variable.get("name")), variable.get("value")
        reference = table(variable, "valueFrom", "configMapKeyRef")
        one = maps.get(str(reference.get("name")))
        if value is not None:
            environment[name] = str(value)
        elif one is not None:
            environment[name] = _texts(one).get(str(reference.get("key")), "")
    return environment


def _texts(one: Manifest) -> dict[str, str]:
    return {key: str(value) for key, value in table(one.data, "data").items()}


def _config(pod: _Pod, pooler: str, maps: Mapping[str, Manifest]) -> tuple[PoolerConfig | None, str | None]:
    """The pooler's configuration in a ConfigMap that the pod mounts, and why there is none where it mounts another."""
    mounted = [_mounted(volume) for volume in items(pod.spec, "volumes")]
    configs = (one for name, _ in mounted if name in maps for one in _configs(maps[name], pod.repository))
    config = next((one for one in configs if one.pooler == pooler and one.pools), None)
    others = (text for names in mounted if names[0] not in maps for text in names)
    hidden = None if config is not None else next((text for text in others if pooler.lower() in text.lower()), None)
    return config, f"what its volume `{hidden}` holds is not in the project" if hidden else None


def _mounted(volume: Mapping[str, object]) -> tuple[str, str]:
    """Return the names of the ConfigMap and of the Secret in a volume."""
    return (
        str(table(volume, "configMap").get("name") or ""),
        str(table(volume, "secret").get("secretName") or ""),
    )


def _configs(one: Manifest, repository: Repository) -> Iterator[PoolerConfig]:
    """Yield the configurations of poolers that a ConfigMap holds."""
    for key, text in _texts(one).items():
        with suppress(BrokenFileError):
            config = read_config(key, text, one.file, repository, line_of_key(one, key))
            if config is not None:
                yield config


def _endpoints(
    container: Container, data: Mapping[str, object], pod: _Pod, manifests: Sequence[Manifest], alone: bool
) -> Iterator[FoundEndpoint]:
    selecting = [one for one in manifests if one.kind == "Service" and _selects(one, pod)]
    for served in served_by(container):
        if not alone:
            yield _endpoint(container, pod, served, LOOPBACK, served.port)
        for service in selecting:
            hosts = service_hosts(service.name, service.namespace or pod.manifest.namespace)
            ports = items(table(service.data, "spec"), "ports")
            leading = (port for port in ports if served.port is None or _target(port, data) == served.port)
            yield from (_endpoint(container, pod, served, hosts, read_port(port.get("port"))) for port in leading)


def _selects(service: Manifest, pod: _Pod) -> bool:
    selector = table(service.data, "spec", "selector")
    return bool(selector) and _one_namespace(service, pod.manifest) and selector.items() <= pod.labels.items()


def _target(port: Mapping[str, object], container: Mapping[str, object]) -> int | None:
    """The container's port behind a service's port: given by number, by name, or the same one."""
    target = port.get("targetPort", port.get("port"))
    number = read_port(target)
    if number is not None:
        return number
    named = (one for one in items(container, "ports") if one.get("name") == target)
    return next((read_port(one.get("containerPort")) for one in named), None)


def _endpoint(
    container: Container, pod: _Pod, served: Served, hosts: tuple[str, ...], port: int | None
) -> FoundEndpoint:
    return FoundEndpoint(
        hosts=hosts,
        port=port,
        database=served.database,
        mode=served.mode,
        tracks_statements=served.tracks_statements,
        pooler=container.image.pooler,
        version=container.version,
        ignored_startup_parameters=served.ignored_startup_parameters,
        evidence=served.evidence,
        unknown=served.unknown,
        default_pool_size=served.size,
        file=os.path.abspath(pod.manifest.file),
        scope="project" if hosts is LOOPBACK else "cluster",
    )
