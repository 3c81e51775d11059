from __future__ import annotations

import dataclasses

from pooler_lint.output.formats import concise
from pooler_lint.report import FileReport, Report
from tests.output.samples import FINDING, REPORT


def test_without_a_safe_repair_there_is_no_mark() -> None:
    finding = dataclasses.replace(FINDING, fix=None)
    assert "[*]" not in concise.render(Report((FileReport("a", (finding,)),), 1))


def test_secrets_and_control_characters_go() -> None:
    finding = dataclasses.replace(FINDING, message="goes to postgresql://me:s3cret@h/d\x1b[0m\nforged line")
    rendered = concise.render(Report((FileReport("a", (finding,)),), 1))
    assert "s3cret" not in rendered
    assert "\x1b" not in rendered
    assert rendered.count("\n") == 1


def test_colours() -> None:
    assert "\x1b[1mapp/db.py:7:18:\x1b[0m" in concise.render(REPORT, color=True)
