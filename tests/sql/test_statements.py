"""What SQL leaves behind in the session: only what a statement does, never a word that stands in it."""

from __future__ import annotations

from pooler_lint.model import Statement
from pooler_lint.sql.statements import statements_of
from pooler_lint.sql.tokens import HOLE
from tests.table import each_row

SESSION = [
    ("SET search_path TO tenant", "search_path"),
    ("set statement_timeout = 0", "statement_timeout"),
    ("SET SESSION work_mem = '1GB'", "work_mem"),
    ("SET \"App.Tenant\" = '1'", "app.tenant"),
    (f"SET app.tenant = '{HOLE}'", "app.tenant"),
    ("SET search_path TO %s", "search_path"),
    ("SET TIME ZONE 'UTC'", "timezone"),
    ("SET ROLE reader", "role"),
    ("SET SESSION AUTHORIZATION reader", "session_authorization"),
    ("SET SCHEMA 'tenant'", "search_path"),
    ("SET NAMES 'utf8'", "client_encoding"),
    ("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "default_transaction_read_only"),
    ("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED", "default_transaction_isolation"),
    ("SET SESSION CHARACTERISTICS AS TRANSACTION NOT DEFERRABLE", "default_transaction_deferrable"),
    ("-- first\nSET x = 1", "x"),
    ("SELECT set_config('app.tenant', $1, false)", "app.tenant"),
    ("SELECT pg_catalog.set_config('app.tenant', %s, 'f')", "app.tenant"),
    ("WITH a AS (SELECT set_config('x', 'y', false)) SELECT * FROM a", "x"),
    (f"SET {HOLE} = 1", None),
    ("SELECT set_config($1, $2, false)", None),
]


@each_row(("text", "name"), SESSION)
def test_a_parameter_is_set_for_the_session(text: str, name: str | None) -> None:
    (found,) = statements_of(text)
    assert (found.kind, found.name, found.local) == ("set", name, False)


@each_row("text", ["SET LOCAL x = 1", "SET LOCAL ROLE a", "SELECT set_config('x', 'y', true)"])
def test_a_parameter_is_set_for_the_transaction(text: str) -> None:
    (found,) = statements_of(text)
    assert (found.kind, found.local, found.narrowed) == ("set", True, ())


def test_how_long_is_not_known() -> None:
    (found,) = statements_of("SELECT set_config('x', $1, $2)")
    assert found.local is None


@each_row(
    "text",
    [
        "UPDATE users SET name = 'x'",
        "INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1",
        "ALTER ROLE app SET search_path = a",
        "ALTER DATABASE d SET work_mem = '1MB'",
        "ALTER TABLE t SET (fillfactor = 70)",
        "CREATE FUNCTION f() RETURNS void AS $$ SET x = 1; SELECT set_config('a', 'b', false) $$ LANGUAGE sql",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = a AS 'SELECT 1'",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET transaction_read_only = on",
        "SET CONSTRAINTS ALL DEFERRED",
        "DISCARD ALL",
        "UNLISTEN *",
        "/* SET x = 1 */ SELECT 1",
        "SELECT 'SET x = 1; LISTEN a', \"set\", listen FROM prepare",
        "SELECT my.set_config('a', 'b', false)",
        "SELECT set_config FROM t",
        "SELECT pg_advisory_xact_lock(1)",
        "COMMENT ON FUNCTION pg_advisory_lock(int) IS 'x'",
        "CREATE TRIGGER t BEFORE INSERT ON x EXECUTE FUNCTION f()",
        "PREPARE TRANSACTION 'x'",
        "DECLARE c CURSOR FOR SELECT 1",
        "CREATE TABLE temp (a int)",
        "EXPLAIN EXECUTE p",
        "SELECT a INTO t FROM temporary",
        f"{HOLE} SET x = 1",
        "SELECT 'open; SET x = 1",
        "",
    ],
)
def test_a_word_alone_does_nothing(text: str) -> None:
    assert statements_of(text) == ()


@each_row(
    ("text", "kind", "name"),
    [
        ("RESET search_path", "reset", "search_path"),
        ("RESET ROLE", "reset", "role"),
        ("SET x TO DEFAULT", "reset", "x"),
        ("LISTEN jobs", "listen", "jobs"),
        ('LISTEN "Jobs"', "listen", "Jobs"),
        (f"LISTEN {HOLE}", "listen", None),
        ("SELECT pg_advisory_lock(1)", "lock", "pg_advisory_lock"),
        ("SELECT pg_try_advisory_lock_shared(1, 2)", "lock", "pg_try_advisory_lock_shared"),
        ("SELECT pg_advisory_unlock(1)", "unlock", "pg_advisory_unlock"),
        ("CREATE TEMP TABLE t (a int)", "temporary_table", "t"),
        ("CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS t AS SELECT 1", "temporary_table", "t"),
        ("SELECT * INTO TEMP TABLE t FROM x", "temporary_table", "t"),
        ("CREATE TEMP TABLE pg_temp.t (a int)", "temporary_table", "t"),
        ("DROP TABLE IF EXISTS t", "drop_table", "t"),
        ("DROP TABLE pg_temp.t CASCADE", "drop_table", "t"),
        ("DISCARD TEMP", "drop_table", "*"),
        ("RESET ALL", "reset", "*"),
        ("SET ROLE NONE", "reset", "role"),
        ("DECLARE c BINARY CURSOR WITH HOLD FOR SELECT 1", "hold_cursor", "c"),
        ("PREPARE p (int) AS SELECT $1", "prepare", "p"),
        ("EXECUTE p(1)", "execute", "p"),
        ("DEALLOCATE PREPARE p", "deallocate", "p"),
        ("DEALLOCATE ALL", "deallocate", "*"),
        ("BEGIN", "begin", None),
        ("START TRANSACTION", "begin", None),
        ("COMMIT", "end", None),
        ("ROLLBACK", "end", "rollback"),
    ],
)
def test_what_a_statement_does(text: str, kind: str, name: str | None) -> None:
    (found,) = statements_of(text)
    assert (found.kind, found.name) == (kind, name)


@each_row(
    ("text", "names"),
    [('DROP TABLE "A", b, pg_temp.c', ["A", "b", "c"]), ("DROP TABLE public.a, b", ["b"]), ("DROP VIEW a", [])],
)
def test_the_tables_that_are_dropped(text: str, names: list[str]) -> None:
    assert [found.name for found in statements_of(text)] == names


@each_row(("arguments", "key"), [("1", "1"), ("1, 2", "1,2"), ("'a'", "a"), ("$1", None), ("hashtext('a')", None)])
def test_the_key_of_a_lock(arguments: str, key: str | None) -> None:
    (found,) = statements_of(f"SELECT pg_advisory_lock({arguments})")
    assert found.key == key


@each_row("text", ["COMMIT PREPARED 'x'", "ROLLBACK TO SAVEPOINT a"])
def test_what_ends_no_transaction(text: str) -> None:
    assert statements_of(text) == ()


@each_row("end", ["ON COMMIT DROP", "ON COMMIT DROP AS SELECT 1"])
def test_a_temporary_table_of_the_transaction(end: str) -> None:
    (found,) = statements_of(f"CREATE TEMP TABLE t {end}")
    assert found.local


def test_several_statements() -> None:
    assert [found.kind for found in statements_of("BEGIN; SET x = 1; -- ;\nLISTEN a; COMMIT;")] == [
        *("begin", "set", "listen", "end")
    ]


@each_row(
    ("text", "narrowed"),
    [
        ("SET x = 1", "SET LOCAL x = 1"),
        ("set x = 1", "set local x = 1"),
        ("  SET SESSION x = 1", "  SET LOCAL x = 1"),
        ("SET TIME ZONE 'UTC'", "SET LOCAL TIME ZONE 'UTC'"),
        ("SET SESSION AUTHORIZATION a", "SET LOCAL SESSION AUTHORIZATION a"),
        ("SELECT set_config('a', $1, FALSE)", "SELECT set_config('a', $1, TRUE)"),
        ("SELECT pg_try_advisory_lock_shared(1)", "SELECT pg_try_advisory_xact_lock_shared(1)"),
    ],
)
def test_the_same_for_the_transaction(text: str, narrowed: str) -> None:
    (found,) = statements_of(text)
    assert changed(text, found) == narrowed


def changed(text: str, statement: Statement) -> str:
    for change in statement.narrowed:
        assert text[change.start :].startswith(change.old)
        text = text[: change.start] + change.new + text[change.start + len(change.old) :]
    return text
