from __future__ import annotations

from pathlib import Path

import libcst as cst

DSN = "postgresql://u:p@db.abc.pooler.supabase.com:6543/postgres"
BEFORE = f'import asyncpg\n\n\nasync def f():\n    return await asyncpg.connect("{DSN}")\n'
AFTER = BEFORE.replace(f'("{DSN}")', f'(\n        "{DSN}",\n        statement_cache_size=0,\n    )')


def transformed(text: str, path: Path) -> str:
    # What both import takes longer than most tests: the other processes of a run do without.
    from libcst.codemod import CodemodContext

    from pooler_lint.codemod import FixPoolerConnections

    return FixPoolerConnections(CodemodContext(filename=str(path))).transform_module(cst.parse_module(text)).code


def test_the_codemod_repairs_a_module(tmp_path: Path) -> None:
    assert transformed(BEFORE, tmp_path / "app.py") == AFTER
    assert transformed(AFTER, tmp_path / "app.py") == AFTER
