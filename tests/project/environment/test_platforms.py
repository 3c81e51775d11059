"""Helm, Fly.io, Render, Railway, Heroku and GitHub Actions."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from pooler_lint.project.environment.data import Reading
from pooler_lint.project.environment.deployments import Deployments
from pooler_lint.project.environment.source import sources
from pooler_lint.repository.files import Repository
from tests.project.environment.building import found, shown, write


def read(kind: str, text: str, path: str) -> Reading:
    """Return what a text says, as a file of this kind."""
    function = sources()[kind].read
    assert function is not None
    return function(text, path, lambda _: None)


def lines(reading: Reading) -> list[str]:
    assert reading.problems == ()
    return [
        f"{one.line} {block.scope or '-'} {one.name}={one.value}" for block in reading.blocks for one in block.settings
    ]


def test_helm_maps_lists_and_components() -> None:
    reading = read(
        "helm",
        dedent("""\
            replicaCount: 1
            env:
              LOG: info
              PORT: 8080
            api:
              image: {repository: acme/api}
              extraEnv:
                - name: HOST
                  value: pooler
                - name: DATABASE_URL
                  value: postgresql://$(HOST):6432/x
                - name: SECRET
                  valueFrom: {secretKeyRef: {name: a, key: b}}
            worker:
              env:
                secret:
                  TOKEN: t
                HOST: {value: direct}
            services:
              deep:
                envVars: {A: a}
            """),
        "values.yaml",
    )
    assert lines(reading) == [
        "3 - LOG=info",
        "4 - PORT=8080",
        "9 api HOST=pooler",
        "11 api DATABASE_URL=postgresql://pooler:6432/x",
        "17 worker TOKEN=t",
        "18 worker HOST=direct",
        "21 deep A=a",
    ]


def test_helm_values_of_a_database_chart_are_not_the_applications(tmp_path: Path) -> None:
    deployments = write(
        tmp_path, {"app.py": "", "chart/values-prod.yaml": "pgbouncer:\n  env: {DATABASE_URL: upstream}\n"}
    )
    assert found(deployments, "app.py") == []
    assert shown(deployments.unassigned("DATABASE_URL")) == ["chart/values-prod.yaml:2 pgbouncer upstream"]


def test_fly_takes_the_table_and_its_lines() -> None:
    text = 'app = "x"\n[build.args]\n  PORT = "1"\n\n[env]\n  PORT = 8080\n  "DATABASE_URL" = "postgresql://x"\n'
    assert lines(read("fly", text, "fly.toml")) == ["6 - PORT=8080", "7 - DATABASE_URL=postgresql://x"]
    assert lines(read("fly", 'env = { A = "1" }\n', "fly.toml")) == ["1 - A=1"]


def test_render_services_groups_and_projects(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "api/main.py": "",
            "jobs/main.py": "",
            "render.yaml": """\
                services:
                  - type: web
                    name: api
                    runtime: python
                    rootDir: api
                    envVars:
                      - key: DATABASE_URL
                        fromDatabase: {name: db, property: connectionString}
                      - key: POOL_URL
                        value: own
                      - fromGroup: shared
                      - key: TOKEN
                        generateValue: true
                  - type: web
                    name: front
                    env: node
                    envVars: [{key: POOL_URL, value: front}]
                envVarGroups:
                  - name: shared
                    envVars:
                      - key: POOL_URL
                        value: group
                      - key: SHARED
                        value: group
                projects:
                  - name: p
                    environments:
                      - name: production
                        services:
                          - type: worker
                            name: jobs
                            runtime: docker
                            dockerContext: ./jobs
                            envVars: [{key: POOL_URL, value: jobs}]
                """,
        },
    )
    assert found(deployments, "api/main.py") == []
    assert found(deployments, "api/main.py", "POOL_URL") == ["render.yaml:10 api own"]
    assert found(deployments, "api/main.py", "SHARED") == ["render.yaml:24 api group"]
    assert found(deployments, "jobs/main.py", "POOL_URL") == ["render.yaml:34 jobs jobs"]
    assert shown(deployments.unassigned("POOL_URL")) == ["render.yaml:17 front front"]


def test_render_paths_outside_of_the_repository_say_nothing() -> None:
    (block,) = read("render", "services: [{name: a, rootDir: ../x, envVars: []}]", "render.yaml").blocks
    assert block.folder is None


def test_railway_in_both_forms() -> None:
    toml = '[build]\nbuilder = "x"\n[variables]\nHOST = "h"\nURL = "postgresql://${{HOST}}/${{Postgres.DB}}"\n'
    assert lines(read("railway", toml, "railway.toml")) == ["4 - HOST=h", "5 - URL=postgresql://h/\0Postgres.DB\0"]
    json = dedent("""\
        {
          "services": {
            "api": {"variables": {"URL": {"value": "a"}}},
            "worker": {"variables": {
              "URL": "b",
              "COUNT": 3,
              "ON": true,
              "NONE": null
            }}
          }
        }
        """)
    assert lines(read("railway", json, "railway.json")) == [
        "3 api URL=a",
        "5 worker URL=b",
        "6 worker COUNT=3",
        "7 worker ON=true",
    ]


def test_heroku_values_and_environments() -> None:
    text = dedent("""\
        {
          "name": "shop",
          "env": {
            "DATABASE_URL": {"description": "d", "value": "a"},
            "PLAIN": "b",
            "SECRET": {"generator": "secret"}
          },
          "environments": {
            "test": {
              "env": {"DATABASE_URL": "c"}
            }
          }
        }
        """)
    assert lines(read("heroku", text, "app.json")) == [
        "4 - DATABASE_URL=a",
        "5 - PLAIN=b",
        "10 test DATABASE_URL=c",
        "5 test PLAIN=b",
    ]
    assert lines(read("heroku", "[1]", "app.json")) == []


def test_github_actions_on_every_level_but_not_of_services() -> None:
    text = dedent("""\
        on: push
        env:
          HOST: localhost
        jobs:
          test:
            services:
              postgres:
                env: {POSTGRES_PASSWORD: x}
            env:
              DATABASE_URL: postgresql://postgres:${{ secrets.PASSWORD }}@${{ env.HOST }}:5432/x
            steps:
              - run: pytest
                env:
                  DATABASE_URL: ${{ env.HOST }}/step
              - uses: actions/checkout@v4
        """)
    assert lines(read("github_actions", text, ".github/workflows/ci.yml")) == [
        "3 - HOST=localhost",
        "10 - DATABASE_URL=postgresql://postgres:\0secrets.PASSWORD\0@localhost:5432/x",
        "3 - HOST=localhost",
        "14 - DATABASE_URL=localhost/step",
    ]


def test_the_service_containers_of_a_workflow(tmp_path: Path) -> None:
    workflow = """
        jobs:
          test:
            services:
              db:
                image: postgres:16
                ports: ["6432:5432", 5432]
              cache:
                image: redis
          lint: {}
    """
    write(tmp_path, {".github/workflows/ci.yml": workflow, ".github/workflows/broken.yml": "services:\n  - [\n"})
    found = Deployments(Repository(str(tmp_path))).job_services()
    assert [(one.name, one.image, one.tag, one.published_ports, one.line) for one in found] == [
        ("db", "postgres", "16", ((6432, 5432),), 5),
        ("cache", "redis", None, (), 8),
    ]
