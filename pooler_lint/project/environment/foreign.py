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


def is_foreign(image: str | None) -> bool:
    """Is this image (with or without its tag), or this name of a component, somebody else's program?"""
    if not image:
        return False
    name = image.strip().lower().rpartition("/")[2].partition("@")[0].partition(":")[0]
    return name in _NAMES or name.endswith("exporter") or _POOLER.search(name) is not None
