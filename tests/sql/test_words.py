"""The quick look for words may say yes too often, never no wrongly."""

from __future__ import annotations

from pooler_lint.sql.words import may_matter
from tests.table import each_row


@each_row(
    "text",
    [
        "SET x = 1",
        "reset x",
        "Select Set_Config('a', 'b', false)",
        "LISTEN jobs",
        "create\ntemp\ntable t (a int)",
        "CREATE TEMPORARY TABLE t (a int)",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DEALLOCATE p",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_lock_shared(1)",
        "UPDATE t SET a = 1",
    ],
)
def test_a_text_with_such_a_word_may_matter(text: str) -> None:
    assert may_matter(text)


@each_row(
    "text",
    [
        "SELECT * FROM settings WHERE offset_id = 1",
        "SELECT pg_advisory_xact_lock(1)",
        "SELECT 1 AS is_set_up, asset FROM templates",
        "INSERT INTO listeners VALUES ($1)",
        "",
    ],
)
def test_a_text_without_one_does_not(text: str) -> None:
    assert not may_matter(text)
