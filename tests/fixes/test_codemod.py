from __future__ import annotations

from pathlib import Path

import libcst as cst
from libcst.codemod import CodemodContext

from pooler_lint.codemod import FixPoolerConnections
from tests import forks

DSN = "postgresql://u:p@db.abc.pooler.supabase.com:6543/postgres"
BEFORE = f'import asyncpg\n\n\nasync def f():\n    return await asyncpg.connect("{DSN}")\n'
AFTER = BEFORE.replace(f'("{DSN}")', f'(\n        "{DSN}",\n        statement_cache_size=0,\n    )')


def transformed(text: str, path: Path) -> str:
    return FixPoolerConnections(CodemodContext(filename=str(path))).transform_module(cst.parse_module(text)).code


def test_the_codemod_repairs_a_module(tmp_path: Path) -> None:
    assert transformed(BEFORE, tmp_path / "app.py") == AFTER
    assert transformed(AFTER, tmp_path / "app.py") == AFTER


def test_the_codemod_runs_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text(BEFORE, encoding="utf-8")
    command = "pooler_lint.codemod.FixPoolerConnections"
    arguments = ["-m", "libcst.tool", "codemod", "-x", "--no-format", command, "--jobs", "1", str(path)]
    run = forks.python(arguments, tmp_path)
    assert run.returncode == 0, run.stderr
    assert path.read_text(encoding="utf-8") == AFTER
