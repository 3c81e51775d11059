"""Where a repository names a variable, with a value or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.environment.deployments import Deployments
from pooler_lint.repository.files import Repository
from tests.project.test_modules import tree


def mention(folder: Path, name: str = "DIRECT_URL", path: str = "app.py") -> str | None:
    found = Deployments(Repository(str(folder))).mention(name, str(folder / path))
    return None if found is None else f"{found.path}:{found.line}"


def test_a_file_that_sets_it_to_nothing(tmp_path: Path) -> None:
    folder = tree(tmp_path, {"app.py": "", ".env.example": "A=1\nDIRECT_URL=\n"})
    assert mention(folder) == ".env.example:2"


@pytest.mark.parametrize(
    "code",
    [
        "x = os.environ['DIRECT_URL']\n",
        'x = config(\n"DIRECT_URL", default=None)\n',
        "class S(BaseSettings):\n    DIRECT_URL: str\n",
        "DIRECT_URL = read()\n",
    ],
)
def test_python_code_that_reads_or_declares_it(tmp_path: Path, code: str) -> None:
    folder = tree(tmp_path, {"app.py": "", "lib/settings.py": ""})
    (folder / "lib/settings.py").write_text(code)
    line = 1 + code[: code.index("DIRECT_URL")].count("\n")
    assert mention(folder) == f"lib/settings.py:{line}"


@pytest.mark.parametrize(
    "code",
    ["# see DIRECT_URL\n", "x = 'MY_DIRECT_URL'\n", "x = direct_url\n", "'''the DIRECT_URL of a page'''\n", ""],
)
def test_other_words_are_none(tmp_path: Path, code: str) -> None:
    folder = tree(tmp_path, {"app.py": ""})
    (folder / "app.py").write_text(code)
    assert mention(folder) is None


def test_what_another_program_gets_is_not_meant(tmp_path: Path) -> None:
    files = {"api/app.py": "", "api/Dockerfile": "FROM python\n", "web/package.json": "{}", "web/.env": "DIRECT_URL=\n"}
    folder = tree(tmp_path, files)
    assert mention(folder, path="api/app.py") is None
