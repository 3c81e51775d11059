"""Services of one repository that have packages of the same name: each is used by its own modules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project import usage
from tests.project.test_modules import checked, codes, tree

POOL = "import asyncpg\nasync def create_pool(dsn):\n    return await asyncpg.create_pool(dsn)\n"
USE = "    await create_pool('postgresql://pgbouncer:6432/app')\n"
DOCKERFILE = "FROM python:3.12\nCOPY . .\n"
MOUNTS = "services:\n" + "".join(
    f"  {name}:\n    image: python:3.12\n    command: python -m app.main\n    volumes: [./services/{name}:/srv]\n"
    for name in ("one", "two", "three")
)


@pytest.mark.parametrize(
    ("package", "imports", "file", "text"),
    [
        ("app", "from app.pool import create_pool", "Dockerfile", DOCKERFILE),
        ("app", "from .pool import create_pool", "Dockerfile", DOCKERFILE),
        ("app", "from app.pool import create_pool", "app/requirements.txt", ""),
        ("app", "from app.facade import create_pool", "pyproject.toml", ""),
        ("app", "from app.pool import create_pool", "../../compose.yml", MOUNTS),
        ("src/app", "from app.pool import create_pool", "Dockerfile", DOCKERFILE),
        ("app/app", "from app.app.pool import create_pool", "Dockerfile", DOCKERFILE),
    ],
)
def test_other_services_are_not_followed(
    package: str, imports: str, file: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usage, "MAX_USERS", 2)
    files = {}
    for name in ("one", "two", "three"):
        folder = f"services/{name}/{package}"
        files[f"services/{name}/{file}"] = text
        files[f"{folder}/__init__.py"] = ""
        files[f"{folder}/pool.py"] = POOL
        files[f"{folder}/facade.py"] = "from .pool import create_pool\n"
        files[f"{folder}/main.py"] = f"{imports}\nasync def main():\n{USE}"
    tree(tmp_path, files)
    assert codes(checked(tmp_path, f"services/one/{package}/pool.py")) == ["PGB101"]


@pytest.mark.parametrize(
    ("file", "imports"),
    [
        ("services/two/app/main.py", "from services.one.app.pool import create_pool"),
        ("services/two/app/main.py", "from one.app.pool import create_pool"),
        ("services/two/app/main.py", "from ...one.app.pool import create_pool"),
        ("scripts/make.py", "from services.one.app.pool import create_pool"),
        ("services/two/app/main.py", "from alone.pool import create_pool"),
    ],
)
def test_a_module_that_others_can_import_is_found_in_them(file: str, imports: str, tmp_path: Path) -> None:
    own = "services/one/alone/pool.py" if "alone" in imports else "services/one/app/pool.py"
    project = {f"services/{name}/requirements.txt": "" for name in ("one", "two")}
    package = {"services/two/app/__init__.py": "", "services/one/app/__init__.py": ""}
    tree(tmp_path, {**project, **package, own: POOL, file: f"{imports}\nasync def main():\n{USE}"})
    assert codes(checked(tmp_path, own)) == ["PGB101"]
