"""Searches of Python files: each file is read once while there is room, and room changes no answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pooler_lint.project import code as module
from pooler_lint.project.code import Code
from pooler_lint.project.environment.mentions import read_by
from pooler_lint.project.locate import Locator
from pooler_lint.project.overriding import StarImports
from pooler_lint.project.usage import changers, search, users
from pooler_lint.repository.files import Repository
from tests.project.test_modules import tree

FILES = {
    "base.py": "OPTIONS = {}\n",
    "shared.py": "from base import *\n",
    "app.py": "import base\nbase.OPTIONS['a'] = 1\nx = 'DIRECT_URL'\n",
    "other.py": "OPTIONS.update(a=1)\n",
}


@pytest.mark.parametrize(("room", "most"), [(1_000_000, 1), (0, 20)])
def test_files_are_read_once(room: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, FILES)
    monkeypatch.setattr(module, "MOST_KEPT", room)
    read = Counter[str]()
    whole = Repository.read

    def counted(self: Repository, path: str, *limit: int) -> bytes:
        read[path] += 1
        return whole(self, path, *limit)

    monkeypatch.setattr(Repository, "read", counted)
    code = Code(Repository(str(tmp_path)), FILES)
    base = str(tmp_path / "base.py")
    assert users(code, search(code, base, ["OPTIONS"]), base) == ((str(tmp_path / "app.py"),), None)
    assert changers(code, search(code, base, ["OPTIONS"], changes=True), base) == (str(tmp_path / "app.py"),)
    assert [Path(path).name for path in code.mentions(("OPTIONS",), base)] == ["app.py", "other.py"]
    assert list(read_by(code)) == ["DIRECT_URL"]
    assert StarImports(code, Locator(str(tmp_path))).importers(base) == (str(tmp_path / "shared.py"),)
    assert {str(tmp_path / name) for name in FILES} <= set(read)
    assert 1 <= max(read.values()) <= most
