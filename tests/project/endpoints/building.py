"""What the files of a repository say about poolers."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.project.endpoints.data import Endpoints
from pooler_lint.project.endpoints.files import Configs, find_configs
from pooler_lint.project.endpoints.find import find_endpoints
from pooler_lint.project.environment.deployments import Deployments
from pooler_lint.project.environment.services import Manifest, Service
from pooler_lint.repository.files import Repository


def configs_of(repository: Repository) -> Configs:
    """Return the configurations of poolers in the repository."""
    return find_configs(repository, Deployments(repository).pooler_files())


def endpoints_of(repository: Repository, services: Sequence[Service], manifests: Sequence[Manifest]) -> Endpoints:
    """Return the endpoints that the repository's files, and these services and manifests, declare."""
    return find_endpoints(repository, services, manifests, Deployments(repository).pooler_files())
