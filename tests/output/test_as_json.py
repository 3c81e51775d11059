from __future__ import annotations

import dataclasses
import json

from pooler_lint.output import as_json
from pooler_lint.report import Edit, FileReport, Fix, Report
from tests.output.samples import CLEAN, FINDING, NOWHERE, REPORT, TEXT, connection, diagnostic


def test_the_schema() -> None:
    assert json.loads(as_json.render(REPORT)) == {
        "version": 1,
        "diagnostics": [
            {
                "path": "app/db.py",
                "line": 7,
                "column": 18,
                "end_line": 7,
                "end_column": 38,
                "code": "PGB101",
                "name": "asyncpg-statement-cache",
                "message": "asyncpg keeps prepared statements",
                "severity": "error",
                "confidence": "confirmed",
                "why": "queries fail",
                "help": ["set statement_cache_size=0"],
                "note": None,
                "url": "https://example.com/PGB101",
                "endpoint": {
                    "scheme": "postgresql",
                    "driver": "asyncpg",
                    "host": "pool.example.com",
                    "port": 6543,
                    "database": "app",
                    "pooler": "Supavisor",
                    "mode": "transaction",
                    "tracks_statements": False,
                    "confidence": "assumed",
                },
                "evidence": [{"text": "port 6543 is Supavisor's transaction port", "path": "app/db.py", "line": 3}],
                "notes": [],
                "fix": {
                    "title": "Set statement_cache_size=0",
                    "safety": "safe",
                    "edits": [
                        {
                            "path": "app/db.py",
                            "start_line": 7,
                            "start_column": 34,
                            "end_line": 7,
                            "end_column": 34,
                            "content": "DSN, statement_cache_size=0",
                        }
                    ],
                },
            }
        ],
        "connections": {"total": 2, "unresolved": 1},
        "errors": [
            {
                "path": "app/z.py",
                "line": 2,
                "column": 1,
                "message": "z.py could not be read: it is not utf-8",
                "reason": "it is not utf-8",
                "help": "save it as UTF-8",
            }
        ],
        "notes": [],
    }


def test_nothing_found() -> None:
    assert json.loads(as_json.render(CLEAN)) == {
        "version": 1,
        "diagnostics": [],
        "connections": {"total": 0, "unresolved": 0},
        "errors": [],
        "notes": [],
    }


def test_columns_are_code_points_in_the_line() -> None:
    text = "import x\r\n'日本😀'; connect(y)\r\n"
    at = text.index("y)")
    finding = diagnostic(text, "connect(y)", fix=Fix("t", "safe", (Edit(at, at + 1, "z"),)))
    (found,) = json.loads(as_json.render(Report((FileReport("a.py", (finding,), text=text),), 1)))["diagnostics"]
    assert (found["line"], found["column"], found["end_column"]) == (2, 8, 18)
    (edit,) = found["fix"]["edits"]
    assert (edit["start_line"], edit["start_column"], edit["end_column"]) == (2, 16, 17)


def test_missing_parts_are_null() -> None:
    finding = dataclasses.replace(FINDING, endpoint=None, fix=None)
    (found,) = json.loads(as_json.render(Report((FileReport("a.py", (finding,), text=TEXT),), 1)))["diagnostics"]
    assert found["endpoint"] is None
    assert found["fix"] is None


def test_secrets_stay_and_an_edit_that_holds_one_is_not_offered() -> None:
    secret = "postgresql://me:s3cret@h/d"
    fix = Fix("t", "safe", (Edit(0, 1, f'connect("{secret}")'),))
    finding = dataclasses.replace(FINDING, message=f"see {secret}", fix=fix)
    rendered = as_json.render(Report((FileReport("a.py", (finding,), text=TEXT),), 1))
    assert "s3cret" not in rendered
    assert json.loads(rendered)["diagnostics"][0]["fix"] == {"title": "t", "safety": "display", "edits": []}


def test_the_inventory() -> None:
    data = json.loads(as_json.render_endpoints(REPORT))
    assert [item["verdict"] for item in data["endpoints"]] == ["breaks", "unresolved"]
    first, second = data["endpoints"]
    assert first["endpoint"]["host"] == "pool.example.com"
    assert first["endpoint"]["assumed"] is True
    assert second["endpoint"]["unknown"] == NOWHERE.unknown
    assert data["errors"][0]["path"] == "app/z.py"
    only = Report((FileReport("a.py", connections=(connection("fine"), connection("unresolved", NOWHERE))),), 1)
    (left,) = json.loads(as_json.render_endpoints(only, unresolved_only=True))["endpoints"]
    assert left["verdict"] == "unresolved"
