"""Programs that are known not to run a repository's Python code, by the names of their images."""

from __future__ import annotations

import re

_NAMES = frozenset({
    "adminer", "caddy", "clickhouse", "clickhouse-server", "cockroach", "consul", "elasticsearch", "envoy", "etcd",
    "flyway", "gotrue", "grafana", "graphql-engine", "haproxy", "hasura", "influxdb", "jaeger", "kafka", "keycloak",
    "kibana", "kong", "liquibase", "localstack", "loki", "mailhog", "mailpit", "mariadb", "memcached", "metabase",
    "minio", "mongo", "mongodb", "mysql", "nats", "neo4j", "nginx", "node", "opensearch", "pgadmin", "pgadmin4",
    "pgvector", "postgis", "postgres", "postgres-meta", "postgresql", "postgrest", "prometheus", "qdrant", "rabbitmq",
    "realtime", "redis", "redis-stack", "redpanda", "studio", "temporal", "timescaledb", "timescaledb-ha", "traefik",
    "valkey", "vault", "zookeeper",
})  # fmt: skip
_POOLER = re.compile(r"pgbouncer|pgpool|pgcat|pgdog|odyssey|supavisor")


def is_foreign(image: str | None) -> bool:
    """Is this image (with or without its tag), or this name of a component, somebody else's program?"""
    if not image:
        return False
    name = image.strip().lower().rpartition("/")[2].partition("@")[0].partition(":")[0]
    return name in _NAMES or name.endswith("exporter") or _POOLER.search(name) is not None
