from __future__ import annotations

import dataclasses
import json

from pooler_lint.output.formats import json as as_json
from pooler_lint.report import Edit, FileReport, Fix, Report
from tests.output.samples import CLEAN, FINDING, NOWHERE, REPORT, TEXT, diagnostic


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
