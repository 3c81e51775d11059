"""Kubernetes: variables of containers, and the parsed documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.environment.building import found, shown, write

DEPLOYMENT = """\
# The shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
spec:
  template:
    spec:
      initContainers:
        - name: migrate
          image: registry.example.com/shop:1.2
          env:
            - name: DATABASE_URL
              value: postgresql://app@db:5432/shop
      containers:
        - name: shop
          image: registry.example.com/shop:1.2
          envFrom:
            - configMapRef: {name: shop-config}
            - secretRef: {name: shop-secret}
              prefix: SECRET_
          env:
            - name: HOST
              value: pooler.shop
            - name: DATABASE_URL
              value: postgresql+asyncpg://$(USER):$(SECRET_PASSWORD)@$(HOST):6432/$(NAME)?x=$$(HOST)
            - name: DIRECT_URL
              valueFrom:
                secretKeyRef: {name: shop-secret, key: direct}
            - name: MODE
              valueFrom:
                configMapKeyRef: {name: shop-config, key: mode}
            - name: GONE
              valueFrom:
                secretKeyRef: {name: elsewhere, key: direct}
            - name: POD
              valueFrom:
                fieldRef: {fieldPath: metadata.name}
        - name: pgbouncer
          image: edoburu/pgbouncer:1.24
          env:
            - name: DATABASE_URL
              value: postgresql://app@db:5432/upstream
"""
CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-config, namespace: shop}
data:
  USER: app
  mode: "transaction"
---
apiVersion: v1
kind: Secret
metadata: {name: shop-secret}
data:
  PASSWORD: aHVudGVyMg==
  direct: bm90IHRoaXM=
  broken: "<base64>"
stringData:
  direct: postgresql://app@db.shop:5432/shop
"""


def test_everything_that_a_container_gets(tmp_path: Path) -> None:
    deployments = write(tmp_path, {"app/main.py": "", "k8s/deployment.yaml": DEPLOYMENT, "k8s/config.yml": CONFIG})
    assert found(deployments, "app/main.py") == [
        "k8s/deployment.yaml:16 shop postgresql://app@db:5432/shop",
        "k8s/deployment.yaml:28 shop postgresql+asyncpg://app:hunter2@pooler.shop:6432/{NAME}?x=$(HOST)",
    ]
    assert found(deployments, "app/main.py", "DIRECT_URL") == [
        "k8s/config.yml:16 shop postgresql://app@db.shop:5432/shop"
    ]
    assert found(deployments, "app/main.py", "MODE") == ["k8s/config.yml:6 shop transaction"]
    assert found(deployments, "app/main.py", "SECRET_PASSWORD") == ["k8s/config.yml:12 shop hunter2"]
    assert found(deployments, "app/main.py", "GONE") == []
    assert found(deployments, "app/main.py", "POD") == []
    assert shown(deployments.unassigned("DATABASE_URL")) == [
        "k8s/deployment.yaml:45 shop postgresql://app@db:5432/upstream"
    ]


def test_configurations_of_all_overlays_are_kept_but_not_of_other_namespaces(tmp_path: Path) -> None:
    def config(value: str, namespace: str) -> str:
        return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c{namespace}}}\ndata:\n  DATABASE_URL: {value}\n"

    job = """\
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report, namespace: shop}
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  containers:
                    - name: report
                      envFrom: [{configMapRef: {name: c}}]
        """
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "k8s/base/job.yaml": job,
            "k8s/base/config.yaml": config("base", ""),
            "k8s/overlays/prod/config.yaml": config("prod", ""),
            "k8s/other.yaml": config("other", ", namespace: other"),
        },
    )
    assert found(deployments, "app.py") == [
        "k8s/base/config.yaml:5 report base",
        "k8s/overlays/prod/config.yaml:5 report prod",
    ]


@pytest.mark.parametrize("kind", ["StatefulSet", "Job", "DaemonSet", "ReplicaSet"])
def test_other_workloads(tmp_path: Path, kind: str) -> None:
    text = (
        f"apiVersion: x/v1\nkind: {kind}\nmetadata: {{name: w}}\n"
        "spec: {template: {spec: {containers: [{name: c, env: [{name: A, value: '1'}]}]}}}\n"
    )
    deployments = write(tmp_path, {"app.py": "", "w.yaml": text})
    assert found(deployments, "app.py", "A") == ["w.yaml:4 w 1"]


def test_lists_and_configurations_without_workload(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "all.yaml": """\
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings}
                    data:
                      DATABASE_URL: listed
                """,
        },
    )
    assert found(deployments, "app.py") == ["all.yaml:8 settings listed"]
    assert [(one.kind, one.name, one.line) for one in deployments.manifests()] == [("ConfigMap", "settings", 4)]


def test_what_kustomize_generates(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "k8s/deployment.yaml": DEPLOYMENT,
            "k8s/kustomization.yaml": """\
                resources: [deployment.yaml]
                configMapGenerator:
                  - name: shop-config
                    literals:
                      - mode=session
                """,
        },
    )
    assert found(deployments, "app.py", "MODE") == ["k8s/kustomization.yaml:5 shop session"]


def test_a_workload_named_like_a_programs_folder_is_for_it(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "services/shop/pyproject.toml": "",
            "services/shop/main.py": "",
            "services/mail/Dockerfile": "",
            "services/mail/main.py": "",
            "k8s/deployment.yaml": DEPLOYMENT,
        },
    )
    assert found(deployments, "services/shop/main.py", "HOST") == ["k8s/deployment.yaml:26 shop pooler.shop"]
    assert found(deployments, "services/mail/main.py", "HOST") == []


def test_documents_are_plain_data(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "k8s/pooler.yaml": """\
                # comment
                apiVersion: v1
                kind: Service
                metadata: {name: x}
                ---

                apiVersion: postgresql.cnpg.io/v1
                kind: Pooler
                metadata:
                  name: pooler-rw
                  namespace: prod
                spec:
                  instances: 3
                  paused: false
                  pgbouncer:
                    poolMode: transaction
                    parameters: {max_client_conn: "1000", ratio: 0.5, none: ~, date: 2024-01-01}
                """,
            "openapi.yaml": "openapi: 3.1.0\ncomponents: {schemas: {Pod: {type: object}}}\n",
        },
    )
    _, pooler = deployments.manifests()
    assert (pooler.kind, pooler.name, pooler.namespace, pooler.line) == ("Pooler", "pooler-rw", "prod", 7)
    assert pooler.file == tmp_path / "k8s/pooler.yaml"
    assert pooler.data["spec"] == {
        "instances": 3,
        "paused": False,
        "pgbouncer": {
            "poolMode": "transaction",
            "parameters": {"max_client_conn": "1000", "ratio": 0.5, "none": None, "date": "2024-01-01"},
        },
    }


def test_templates_of_charts_are_no_problem(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {"app.py": "", "chart/templates/x.yaml": "kind: Pod\n{{- if .Values.a }}\nspec:\n  {{ toYaml . }}: [\n"},
    )
    assert deployments.manifests() == ()
    assert deployments.notes() == ()


def test_documents_before_a_broken_one_are_kept(tmp_path: Path) -> None:
    good = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {A: '1'}\n"
    deployments = write(tmp_path, {"app.py": "", "k8s.yaml": good + "---\nkind: [\n"})
    assert found(deployments, "app.py", "A") == ["k8s.yaml:4 a 1"]
    assert [(note.path, note.line) for note in deployments.notes()] == [("k8s.yaml", 7)]


def test_configurations_of_another_services_folder_are_not_meant(tmp_path: Path) -> None:
    text = (
        "kind: Pod\napiVersion: v1\nmetadata: {name: p}\n"
        "spec: {containers: [{name: c, envFrom: [{configMapRef: {name: config}}]}]}\n"
        "---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: config}\ndata: {A: VALUE}\n"
    )
    deployments = write(
        tmp_path,
        {
            "one/app.py": "",
            "one/k8s/all.yaml": text.replace("VALUE", "first"),
            "two/app.py": "",
            "two/k8s/all.yaml": text.replace("VALUE", "second"),
        },
    )
    assert found(deployments, "one/app.py", "A") == ["one/k8s/all.yaml:9 p first"]
    assert found(deployments, "two/app.py", "A") == ["two/k8s/all.yaml:9 p second"]
