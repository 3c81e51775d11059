"""What a project itself says about the poolers and databases that stand at addresses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pooler_lint.project.claims import shown
from pooler_lint.project.endpoints.compose import service_endpoints
from pooler_lint.project.endpoints.data import LOOPBACK, Endpoints, FoundEndpoint, PoolerConfig
from pooler_lint.project.endpoints.files import find_configs
from pooler_lint.project.endpoints.operators import operator_endpoints
from pooler_lint.project.endpoints.workloads import workload_endpoints
from pooler_lint.project.environment.services import Manifest, Service
from pooler_lint.records import replace
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_POSTGRES_PORT = 5432


def find_endpoints(
    repository: Repository,
    services: Sequence[Service],
    manifests: Sequence[Manifest],
    files: Iterable[Path],
    jobs: Sequence[Service] = (),
) -> Endpoints:
    """Return every endpoint that configuration `files` of poolers, the services and the manifests declare.

    A configuration file that a service gets speaks for that service alone. `jobs` are the services of CI jobs.
    """
    configs = find_configs(repository, files)
    found, tied = service_endpoints(services, configs.files, repository)
    operated = (endpoint for manifest in manifests for endpoint in operator_endpoints(manifest))
    untied = (endpoint for config in configs.files if config.path not in tied for endpoint in _untied(config))
    of_jobs = (replace(one, scope="job") for one in service_endpoints(jobs, (), repository)[0])
    return Endpoints((*found, *of_jobs, *operated, *workload_endpoints(manifests, repository), *untied), configs.notes)


def _untied(config: PoolerConfig) -> Iterator[FoundEndpoint]:
    """A file that no service gets: it may be meant for this machine, but not at the port of PostgreSQL itself."""
    for port in config.ports or (None,):
        for pool in config.pools:
            yield FoundEndpoint(
                hosts=() if port in (None, _POSTGRES_PORT) else LOOPBACK,
                port=port,
                database=pool.database,
                mode=pool.mode,
                tracks_statements=pool.tracks_statements,
                pooler=config.pooler,
                version=None,
                ignored_startup_parameters=config.ignored_startup_parameters,
                evidence=Evidence(f"{pool.said} in {config.path.name}", shown(config.path), pool.line),
                unknown=pool.unknown,
                default_pool_size=pool.size,
                file=os.path.abspath(config.path),
                tied=False,
            )
