from __future__ import annotations

from pathlib import Path

import yaml

from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint
from pooler_lint.project.endpoints.operators import operator_endpoints
from pooler_lint.project.endpoints.workloads import workload_endpoints
from pooler_lint.project.environment.services import Manifest
from pooler_lint.repository.files import Repository


def _manifests(text: str, path: Path) -> tuple[Manifest, ...]:
    path.write_text(text)
    found = []
    line = 1
    for document in text.split("---\n"):
        data = yaml.safe_load(document)
        meta = data["metadata"]
        found.append(Manifest(data["kind"], meta["name"], meta.get("namespace"), data, path, line, text))
        line += document.count("\n") + 1
    return tuple(found)


def _operated(text: str, path: Path) -> dict[str, FoundEndpoint]:
    found = (one for manifest in _manifests(text, path) for one in operator_endpoints(manifest))
    return {one.hosts[0]: one for one in found}


_CLOUDNATIVE = """\
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: app-db
  namespace: prod
spec:
  instances: 3
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata:
  name: app-pooler-rw
  namespace: prod
spec:
  cluster:
    name: app-db
  instances: 2
  type: rw
  pgbouncer:
    poolMode: transaction
    parameters:
      max_client_conn: "1000"
      max_prepared_statements: "0"
      ignore_startup_parameters: "extra_float_digits, options"
      default_pool_size: "25"
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata:
  name: Reports-Pooler
spec:
  cluster:
    name: app-db
  template:
    spec:
      containers:
        - name: pgbouncer
          image: ghcr.io/cloudnative-pg/pgbouncer:1.23.0
"""


def test_cloudnative(tmp_path: Path) -> None:
    found = _operated(_CLOUDNATIVE, tmp_path / "db.yaml")
    assert set(found) == {"app-db-rw", "app-db-ro", "app-db-r", "app-pooler-rw", "reports-pooler"}
    assert found["app-db-rw"].mode == "direct"
    pooler = found["app-pooler-rw"]
    assert pooler.hosts == (
        "app-pooler-rw",
        "app-pooler-rw.prod",
        "app-pooler-rw.prod.svc",
        "app-pooler-rw.prod.svc.cluster.local",
    )
    assert (pooler.port, pooler.mode, pooler.tracks_statements, pooler.version) == (5432, "transaction", False, None)
    assert pooler.ignored_startup_parameters == ("extra_float_digits", "options")
    assert pooler.default_pool_size == 25
    assert (pooler.operator, pooler.evidence.line) == ("CloudNativePG", 20)
    assert pooler.evidence.text == (
        "`poolMode: transaction` of the Pooler `app-pooler-rw` and `max_prepared_statements: 0`"
    )
    reports = found["reports-pooler"]
    assert (reports.mode, reports.unknown, reports.version) == (None, None, "1.23.0")
    assert reports.hosts == ("reports-pooler", "reports-pooler.*.svc", "reports-pooler.*.svc.cluster.local")


_ZALANDO = """\
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-minimal
spec:
  teamId: acid
  enableConnectionPooler: true
  enableReplicaConnectionPooler: true
  connectionPooler:
    mode: session
    dockerImage: ghcr.io/zalando/postgres-operator/pgbouncer:v2.0.1
---
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-plain
spec:
  teamId: acid
---
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-section
spec:
  connectionPooler:
    numberOfInstances: 2
"""


def test_zalando(tmp_path: Path) -> None:
    found = _operated(_ZALANDO, tmp_path / "db.yaml")
    assert {name: one.mode for name, one in found.items()} == {
        "acid-minimal": "direct",
        "acid-minimal-repl": "direct",
        "acid-minimal-pooler": "session",
        "acid-minimal-pooler-repl": "session",
        "acid-plain": "direct",
        "acid-plain-repl": "direct",
        "acid-section": "direct",
        "acid-section-repl": "direct",
        "acid-section-pooler": None,
    }
    pooler = found["acid-minimal-pooler"]
    assert pooler.version is None, "the tag is the operator's version"
    assert pooler.evidence.line == 10


_CRUNCHY = """\
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: hippo
  namespace: postgres-operator
spec:
  postgresVersion: 16
  proxy:
    pgBouncer:
      port: 5433
      image: registry.developers.crunchydata.com/crunchydata/crunchy-pgbouncer:ubi8-1.22-0
      config:
        global:
          pool_mode: transaction
          max_prepared_statements: "100"
---
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: rhino
spec:
  postgresVersion: 16
"""


def test_crunchy(tmp_path: Path) -> None:
    found = _operated(_CRUNCHY, tmp_path / "db.yaml")
    pooler = found["hippo-pgbouncer"]
    assert (pooler.port, pooler.mode, pooler.tracks_statements, pooler.version) == (5433, "transaction", True, "1.22")
    assert pooler.evidence.line == 14
    assert found["hippo-primary"].mode == "direct"
    assert "rhino-pgbouncer" not in found


def test_other_resources_are_none(tmp_path: Path) -> None:
    text = "apiVersion: apps/v1\nkind: Pooler\nmetadata:\n  name: x\n---\n"
    text += "apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata:\n  name: y\nspec: not a mapping\n"
    assert {name: one.mode for name, one in _operated(text, tmp_path / "x.yaml").items()} == {"y": None}


_WORKLOAD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: bouncer-config
data:
  pgbouncer.ini: |
    [databases]
    * = host=db
    [pgbouncer]
    listen_port = 6432
    pool_mode = transaction
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: bouncer
spec:
  template:
    metadata:
      labels:
        app: bouncer
        tier: data
    spec:
      containers:
        - name: pgbouncer
          image: edoburu/pgbouncer:v1.24.1-p1
          ports:
            - name: pg
              containerPort: 6432
          env:
            - name: POOL_MODE
              value: session
            - name: DB_PASSWORD
              value: hunter2
      volumes:
        - name: config
          configMap:
            name: bouncer-config
---
apiVersion: v1
kind: Service
metadata:
  name: bouncer
  namespace: prod
spec:
  selector:
    app: bouncer
  ports:
    - port: 5432
      targetPort: pg
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: postgres
          image: postgres:16
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
"""


def test_workloads_by_their_services(tmp_path: Path) -> None:
    found = list(workload_endpoints(_manifests(_WORKLOAD, tmp_path / "all.yaml"), Repository(str(tmp_path))))
    assert [(one.hosts[0], one.port, one.pooler, one.version, one.mode) for one in found] == [
        ("bouncer", 5432, "PgBouncer", "1.24.1", "transaction"),
        ("db", 5432, None, None, "direct"),
    ]
    assert "bouncer.prod.svc" in found[0].hosts
    assert found[0].evidence.text.endswith("of the Deployment `bouncer`")
    assert found[0].evidence.line == 11
    assert "hunter2" not in repr(found)


def test_a_configuration_that_is_elsewhere_leaves_the_mode_open(tmp_path: Path) -> None:
    text = _WORKLOAD.replace("  name: bouncer-config\ndata", "  name: other\ndata").replace(
        "            name: bouncer-config", "            name: pgbouncer-config"
    )
    (endpoint, _) = workload_endpoints(_manifests(text, tmp_path / "all.yaml"), Repository(str(tmp_path)))
    assert endpoint.mode is None
    assert endpoint.unknown is not None
    assert "`pgbouncer-config`" in endpoint.unknown


_SIDECAR = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: pooling
data:
  POOL_MODE: transaction
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example/web:1
        - name: pgbouncer
          image: edoburu/pgbouncer:1.21.0
          envFrom:
            - configMapRef:
                name: pooling
          env:
            - name: LISTEN_PORT
              value: "6432"
"""


def test_a_sidecar_stands_on_the_loopback_of_its_pod(tmp_path: Path) -> None:
    (endpoint,) = workload_endpoints(_manifests(_SIDECAR, tmp_path / "web.yaml"), Repository(str(tmp_path)))
    assert (endpoint.hosts, endpoint.port, endpoint.mode) == (LOOPBACK, 6432, "transaction")
