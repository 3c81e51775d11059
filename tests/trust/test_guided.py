from __future__ import annotations

from dataclasses import replace

import pytest

from pooler_lint import check
from pooler_lint.config import Settings
from pooler_lint.report import FileReport
from tests.trust import guided


def test_it_finds_no_broken_promise() -> None:
    said: list[str] = []
    assert guided.run(6432, said.append, 40) is None, said
    assert " 0 kept" not in said[-1]


def test_it_does_find_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that loses the last line."""
    real = check._Engine.fix

    def careless(engine: check._Engine, text: str) -> FileReport:
        report = real(engine, text)
        if report.fixed_text is None:
            return report
        return replace(report, fixed_text=report.fixed_text.rstrip("\n").rpartition("\n")[0] + "\n")

    monkeypatch.setattr(check._Engine, "fix", careless)
    said: list[str] = []
    assert guided.run(6432, said.append, 400) is not None
    assert "unsafe_fixes=" in said[-1]


def tried(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[bytes]:
    """The inputs that the command tries."""
    inputs: list[bytes] = []
    real = guided._hold

    def hold(data: bytes, settings: Settings, reports: list[FileReport]) -> None:
        inputs.append(data)
        real(data, settings, reports)

    with monkeypatch.context() as patched:
        patched.setattr(guided, "_hold", hold)
        patched.setattr("sys.argv", ["guided", *arguments])
        assert guided.main() == 0
    return inputs


def test_it_tries_the_same_inputs_each_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # What a process computes once is reached by the first inputs alone.
    _, first, again = (tried(monkeypatch, "--inputs", "4") for _ in range(3))
    assert len(first) == 4
    assert first == again
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in said] == ["4", "4", "4"]
    assert all(line.endswith("seed 6432") for line in said)


def test_others_can_be_drawn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.5)
    drawn = tried(monkeypatch, "--inputs", "2", "--seed", "new")
    assert capsys.readouterr().out.endswith("seed 1700000000\n")
    assert drawn == tried(monkeypatch, "--inputs", "2", "--seed", "1700000000")
    assert drawn != tried(monkeypatch, "--inputs", "2")


def test_lines_are_counted_once() -> None:
    lines = guided.Lines()
    from pooler_lint.versions import parse_version_range

    assert lines.watch(lambda: parse_version_range(">=1.0")) > 3
    assert lines.watch(lambda: parse_version_range(">=1.0")) == 0
