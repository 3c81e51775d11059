"""What two statements on one connection do to each other, with and without transactions."""

from __future__ import annotations

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.report import Diagnostic
from tests.table import each_row

CONNECTIONS = {
    "committing": 'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None, autocommit=True)\n',
    "rolled back": 'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None)\n',
    "asyncpg": 'c = await asyncpg.connect("postgresql://pgbouncer:6432/d", statement_cache_size=0)\n',
}


def found(connection: str, *statements: str, block: str = "") -> list[Diagnostic]:
    """What is found of these statements, each run by a line of its own (in the block, where one is given)."""
    wait, inner = ("await ", "        ") if connection == "asyncpg" else ("", "        ")
    lines = [f'{inner if block else "    "}{wait}c.execute("{statement}")\n' for statement in statements]
    head = f"    {block}:\n" if block else ""
    body = f"    {CONNECTIONS[connection]}{head}{''.join(lines)}"
    text = f"import asyncpg, psycopg\nasync def main():\n{body}"
    diagnostics = check_text(text, "app.py", Settings()).diagnostics
    return [item for item in diagnostics if item.code.startswith("PGB3")]


def broken(connection: str, *statements: str, block: str = "") -> list[tuple[int, str]]:
    """Return which of the statements are reported, counted from 1, and the code."""
    first = 4 if block else 3
    return [(item.line - first, item.code) for item in found(connection, *statements, block=block)]


SET, RESET = "SET statement_timeout = 0", "RESET statement_timeout"
LOCK, UNLOCK = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"
CREATE, DROP = "CREATE TEMP TABLE t (a int)", "DROP TABLE t"
PREPARE, EXECUTE, DEALLOCATE = "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p"


@each_row("connection", ["committing", "asyncpg"])
@each_row(
    ("statements", "expected"),
    [
        ([SET], [(1, "PGB301")]),
        ([SET, RESET], [(1, "PGB301"), (2, "PGB301")]),
        ([RESET], []),
        ([SET, "RESET role"], [(1, "PGB301")]),
        ([f"{SET}; {RESET}"], []),
        ([f"{RESET}; {SET}"], [(1, "PGB301")]),
        ([f"{SET}; SET work_mem = 1"], [(1, "PGB301")]),
        ([LOCK], [(1, "PGB303")]),
        ([LOCK, UNLOCK], [(1, "PGB303")]),
        ([CREATE], [(1, "PGB304")]),
        ([CREATE, DROP], [(1, "PGB304")]),
        ([f"{CREATE}; {DROP}"], []),
        ([f"{CREATE} ON COMMIT DROP"], []),
        ([PREPARE], [(1, "PGB307")]),
        ([PREPARE, EXECUTE], [(1, "PGB307"), (2, "PGB307")]),
        ([PREPARE, EXECUTE, DEALLOCATE], [(1, "PGB307"), (2, "PGB307"), (3, "PGB307")]),
        ([EXECUTE], [(1, "PGB307")]),
        ([DEALLOCATE], []),
        ([f"{PREPARE}; {EXECUTE}; {DEALLOCATE}"], []),
        ([f"{PREPARE}; {EXECUTE}"], [(1, "PGB307")]),
        ([f"{EXECUTE}; {PREPARE}"], [(1, "PGB307")]),
    ],
)
def test_each_statement_may_run_on_a_backend_of_its_own(
    connection: str, statements: list[str], expected: list[tuple[int, str]]
) -> None:
    assert broken(connection, *statements) == expected


@each_row(
    ("statements", "expected"),
    [
        ([SET], []),
        ([LOCK], [(1, "PGB303")]),
        ([LOCK, UNLOCK], []),
        ([UNLOCK, LOCK], [(2, "PGB303")]),
        ([CREATE], []),
        ([PREPARE], [(1, "PGB307")]),
        ([PREPARE, EXECUTE], [(1, "PGB307")]),
        ([EXECUTE, PREPARE], [(1, "PGB307"), (2, "PGB307")]),
        ([PREPARE, EXECUTE, DEALLOCATE], []),
        ([PREPARE, DEALLOCATE, EXECUTE], []),
        ([PREPARE, "EXECUTE q"], [(1, "PGB307"), (2, "PGB307")]),
        ([PREPARE, "DEALLOCATE q"], [(1, "PGB307")]),
    ],
)
def test_what_is_never_committed_runs_on_one(statements: list[str], expected: list[tuple[int, str]]) -> None:
    assert broken("rolled back", *statements) == expected


@each_row(("connection", "block"), [("committing", "with c.transaction()"), ("asyncpg", "async with c.transaction()")])
@each_row(
    ("statements", "expected"),
    [
        ([SET], [(1, "PGB301")]),
        ([SET, RESET], []),
        ([LOCK, UNLOCK], []),
        ([CREATE, DROP], []),
        ([CREATE, "DROP TABLE other"], [(1, "PGB304")]),
        ([PREPARE, EXECUTE, DEALLOCATE], []),
        ([PREPARE, EXECUTE], [(1, "PGB307")]),
    ],
)
def test_a_block_is_one_transaction(
    connection: str, block: str, statements: list[str], expected: list[tuple[int, str]]
) -> None:
    assert broken(connection, *statements, block=block) == expected


def test_a_repair_only_where_it_can_be_made_whole() -> None:
    block = "async with c.transaction()"
    (one,) = found("asyncpg", SET, block=block)
    assert one.fix is not None
    assert (one.fix.title, one.fix.safety) == ("Set it for the transaction alone", "unsafe")
    (one,) = found("asyncpg", LOCK, block=block)
    assert one.fix is not None
    assert (one.fix.title, one.fix.safety) == ("Lock until the end of the transaction", "unsafe")
    (one,) = found("asyncpg", UNLOCK, LOCK, block=block)
    assert one.fix is None
    (one,) = found("asyncpg", SET)
    assert one.fix is None


def test_several_parameters_of_one_call_are_named_together() -> None:
    (one,) = found("asyncpg", f"{SET}; SET work_mem = 1; {SET}")
    assert one.message == "SET statement_timeout and work_mem can reach other clients of PgBouncer"
    (one,) = found("asyncpg", "; ".join(f"SET {name * 16} = 1" for name in "abc"))
    assert one.message == f"SET {'a' * 16} and 2 more can reach other clients of PgBouncer"


def test_names_are_one_short_line() -> None:
    (one,) = found("asyncpg", "SET default_transaction_read_only = on")
    assert one.message == "SET default_transaction_read_only can reach other clients of PgBouncer"
    (one,) = found("asyncpg", f"SET {'p' * 60} = 1")
    assert one.message == f"SET {'p' * 39}... can reach other clients of PgBouncer"
    (one,) = found("asyncpg", f"CREATE TEMP TABLE {'t' * 60} (a int)")
    assert one.message == f"temporary table {'t' * 17}... may be gone in the next transaction on PgBouncer"
    _, reset = found("asyncpg", SET, RESET)
    assert reset.message == "RESET statement_timeout can reach other clients of PgBouncer"
