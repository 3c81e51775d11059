"""Compose files: variables of services, and what each service is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.sources import compose
from tests.project.environment.building import found, shown, write
from tests.table import each_row


def test_both_forms_anchors_and_merge_keys(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app/main.py": "",
            "Dockerfile": "FROM python:3.12\nCOPY . /code\n",
            "docker-compose.yml": """\
                x-database: &database
                  DATABASE_URL: postgresql+asyncpg://app:pw@pgbouncer:6432/app
                  LOG_LEVEL: info

                x-app: &app
                  build:
                    context: .
                  environment: &environment
                    <<: *database
                    DEBUG: "false"

                services:
                  api:
                    <<: *app
                    command: uvicorn app.main:app
                  worker:
                    <<: *app
                    environment:
                      <<: [*environment]
                      LOG_LEVEL: debug
                  scheduler:
                    build: .
                    environment:
                      - DATABASE_URL=postgresql://app@db:5432/app
                      - "LOG_LEVEL=warning"
                """,
        },
    )
    assert found(deployments, "app/main.py") == [
        "docker-compose.yml:2 api postgresql+asyncpg://app:pw@pgbouncer:6432/app",
        "docker-compose.yml:2 worker postgresql+asyncpg://app:pw@pgbouncer:6432/app",
        "docker-compose.yml:24 scheduler postgresql://app@db:5432/app",
    ]
    assert found(deployments, "app/main.py", "LOG_LEVEL") == [
        "docker-compose.yml:3 api info",
        "docker-compose.yml:20 worker debug",
        "docker-compose.yml:25 scheduler warning",
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("postgresql://$DB_USER@${DB_HOST}/x", "postgresql://alice@db.internal/x"),
        ("${DB_PORT:-6432}", "6432"),
        ("${DB_PORT-6432}", "6432"),
        ("a${EMPTY:-b}c${EMPTY-d}", "abc"),
        ("${DB_HOST:?must be set}", "db.internal"),
        ("x${MISSING:?must be set}", "x{MISSING}"),
        ("x${MISSING?}", "x{MISSING}"),
        ("${MISSING:-${DB_HOST:-none}:${PORT:-1}}", "db.internal:1"),
        ("a${DB_HOST:+-set}${MISSING:+-set}", "a-set"),
        ("pa$$word", "pa$word"),
        ("pa$$$DB_USER", "pa$alice"),
        ("x${MISSING}", "x{MISSING}"),
        ("x${not closed", "x${not closed"),
        ("from ${ONLY_IN_EXAMPLE}", "from example"),
        ("from ${ONLY_IN_EXAMPLE:-default}", "from default"),
    ],
)
def test_references_are_filled_from_the_dotenv_file_beside_it(tmp_path: Path, written: str, value: str) -> None:
    deployments = write(
        tmp_path,
        {
            "deploy/.env": "DB_USER=alice\nDB_HOST=db.internal\nEMPTY=\n",
            "deploy/.env.example": "DB_USER=someone\nONLY_IN_EXAMPLE=example\n",
            "app.py": "",
            "deploy/compose.yml": f"services:\n  app:\n    build: ..\n    environment:\n      VALUE: '{written}'\n",
        },
    )
    assert found(deployments, "app.py", "VALUE") == [f"deploy/compose.yml:5 app {value}"]


@pytest.mark.parametrize(
    "env_file",
    ["env_file: conf/api.env", "env_file: [conf/api.env]", "env_file: [{path: conf/api.env, required: false}]"],
)
def test_env_file_counts_as_that_file_and_environment_wins(tmp_path: Path, env_file: str) -> None:
    deployments = write(
        tmp_path,
        {
            "api/main.py": "",
            "other/main.py": "",
            ".env": "HOST=pgbouncer\n",
            "conf/api.env": "# settings\nDATABASE_URL=postgresql://$HOST:6432/x\nPORT=1\n",
            "compose.yaml": f"services:\n  api:\n    build: api\n    {env_file}\n    environment: {{PORT: 2}}\n",
        },
    )
    assert found(deployments, "api/main.py") == ["conf/api.env:2 api postgresql://pgbouncer:6432/x"]
    assert found(deployments, "api/main.py", "PORT") == ["compose.yaml:5 api 2"]
    assert found(deployments, "other/main.py") == []
    assert deployments.candidates("DATABASE_URL", str(tmp_path / "api/main.py"))[0].rank == 10


def test_a_missing_env_file_says_nothing_and_one_outside_is_refused(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "compose.yaml": """\
                services:
                  app:
                    build: .
                    env_file: [gone.env, ../../outside.env]
                    environment: [A=1]
                """,
        },
    )
    assert found(deployments, "app.py", "A") == ["compose.yaml:5 app 1"]
    (note,) = deployments.notes()
    assert note.text.startswith("outside.env could not be read")
    assert note.text.endswith("it is outside of the repository")


def test_later_env_files_win_over_earlier_ones(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "a.env": "A=1\n",
            "b.env": "A=2\n",
            "compose.yaml": "services: {app: {build: ., env_file: [a.env, b.env]}}\n",
        },
    )
    assert found(deployments, "app.py", "A") == ["b.env:1 app 2"]


def test_the_variables_of_a_poolers_env_file_are_not_the_applications(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "pgbouncer.env": "DATABASE_URL=postgresql://db:5432/x\n",
            "compose.yaml": "services: {pgbouncer: {image: 'edoburu/pgbouncer:1.24', env_file: pgbouncer.env}}\n",
        },
    )
    assert found(deployments, "app.py") == []
    assert shown(deployments.unassigned("DATABASE_URL")) == ["pgbouncer.env:1 pgbouncer postgresql://db:5432/x"]
    assert deployments.services()[0].environment == {"DATABASE_URL": "postgresql://db:5432/x"}


def test_extends_in_the_same_file_and_in_another_one(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "common.yml": """\
                services:
                  base:
                    build: .
                    environment:
                      A: common
                      B: common
                """,
            "compose.yaml": """\
                services:
                  first:
                    extends:
                      file: common.yml
                      service: base
                    environment:
                      B: first
                  second:
                    extends: first
                    environment: [C=second]
                  looped:
                    extends: looped
                """,
        },
    )
    assert found(deployments, "app.py", "B") == ["compose.yaml:7 first first", "compose.yaml:7 second first"]
    assert found(deployments, "app.py", "C") == ["compose.yaml:10 second second"]
    assert [value.partition(" ")[2] for value in found(deployments, "app.py", "A")] == ["first common", "second common"]


def test_services_with_images_ports_and_variables(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app/main.py": "",
            ".env": "POOL_PORT=6432\n",
            "docker-compose.yml": """\
                services:
                  db:
                    image: postgres:16
                    ports: ["6432:5432"]
                  pgbouncer:
                    image: registry.example.com:5000/bitnami/pgbouncer:1.24.1@sha256:abc
                    container_name: pooler
                    hostname: pool
                    networks:
                      back: {aliases: [pooler.internal]}
                    ports:
                      - "127.0.0.1:${POOL_PORT}:6432/tcp"
                      - 7000-7001:8000-8001
                      - "9999"
                      - target: 5432
                        published: "15432"
                    environment:
                      - POOL_MODE=transaction
                      - MAX_PREPARED_STATEMENTS=${TRACKED}
                    volumes:
                      - ./pgbouncer/pgbouncer.ini:/etc/pgbouncer/pgbouncer.ini:ro
                      - type: bind
                        source: ./userlist.txt
                        target: /etc/pgbouncer/userlist.txt
                      - data:/data
                  api:
                    build: {context: ., dockerfile: docker/api.Dockerfile}
                """,
            "docker-compose.override.yml": """\
                services:
                  pgbouncer:
                    environment: {POOL_MODE: session}
                """,
        },
    )
    override, db, pgbouncer, api = deployments.services()
    assert (db.name, db.image, db.tag, db.published_ports, db.line) == ("db", "postgres", "16", ((6432, 5432),), 2)
    assert db.file == tmp_path / "docker-compose.yml"
    assert (pgbouncer.image, pgbouncer.tag) == ("registry.example.com:5000/bitnami/pgbouncer", "1.24.1")
    assert pgbouncer.published_ports == ((6432, 6432), (7000, 8000), (7001, 8001), (15432, 5432))
    assert pgbouncer.environment == {"POOL_MODE": "transaction", "MAX_PREPARED_STATEMENTS": "\0TRACKED\0"}
    assert pgbouncer.aliases == ("pooler", "pool", "pooler.internal")
    assert pgbouncer.mounts == ("./pgbouncer/pgbouncer.ini", "./userlist.txt")
    assert (api.image, api.build_context, api.dockerfile) == (None, ".", "docker/api.Dockerfile")
    assert (override.name, override.image, override.file.name) == (
        "pgbouncer",
        "registry.example.com:5000/bitnami/pgbouncer",
        "docker-compose.override.yml",
    )
    assert override.environment["POOL_MODE"] == "session"


@each_row(
    "text",
    [
        "",
        "services:\n",
        "services: []\n",
        "services: {app: }\n",
        "services: {app: [1]}\n",
        "services: {app: {environment: 3, env_file: {a: b}, ports: 1, volumes: [{}], build: [], networks: [a]}}\n",
        "- 1\n",
        "a: &a [*a]\nservices: {app: {environment: &b {<<: *b}}}\n",
        "services: {app: {ports: ['99999999:1', 'a:b', '5-1:1-5'], command: \"'\"}}\n",
    ],
)
def test_odd_documents_are_no_trouble(text: str) -> None:
    for service in compose.read(text, "compose.yaml", lambda path: None).services:
        assert service.settings == ()


def test_doubling_references_do_not_fill_the_memory(tmp_path: Path) -> None:
    doubling = "A0=" + "x" * 50 + "\n" + "".join(f"A{n}=$A{n - 1}$A{n - 1}\n" for n in range(1, 60))
    text = "services:\n  app:\n    build: .\n    environment: {V: 'x${A59}'}\n"
    deployments = write(tmp_path, {"app.py": "", ".env": doubling, "compose.yaml": text})
    (candidate,) = deployments.candidates("V", str(tmp_path / "app.py"))
    assert len(candidate.value) < 20_000


def test_a_dotenv_file_that_is_also_an_env_file_stays_everyones(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "api/main.py": "",
            "tools/x.py": "",
            ".env": "DATABASE_URL=x\n",
            "compose.yaml": "services: {api: {build: api, env_file: .env}}\n",
        },
    )
    assert found(deployments, "api/main.py") == [".env:1 - x"]
    assert found(deployments, "tools/x.py") == [".env:1 - x"]


def test_a_name_without_value_is_passed_on_from_outside(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            ".env": "HOST=pooler\n",
            "app.env": "TOKEN=1\nHOST=2\n",
            "compose.yaml": "services: {app: {build: ., env_file: app.env, environment: [TOKEN, HOST]}}\n",
        },
    )
    assert found(deployments, "app.py", "TOKEN") == []
    assert found(deployments, "app.py", "HOST") == [".env:1 - pooler", "compose.yaml:1 app pooler"]
