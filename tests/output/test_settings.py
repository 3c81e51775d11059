from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.config import EndpointSetting, Settings, load
from pooler_lint.config_values import KEYS
from pooler_lint.output.settings import render


def test_every_key_is_shown() -> None:
    text = render(Settings(root="/project"))
    missing = [key for key in KEYS if key != "endpoints" and f"{key} " not in text]
    assert missing == []
    assert text.startswith("# from the defaults\n# patterns are relative to /project\n")


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(
            select=("PGB1",),
            per_file_ignores=(("tests/**", ("PGB101", "PGB2")),),
            exclude=('a"b',),
            unsafe_fixes=True,
            versions=(("asyncpg", "0.30"),),
            endpoints=(EndpointSetting("é:6432", "transaction", True), EndpointSetting("b", "direct")),
            line_length=100,
        ),
    ],
)
def test_what_is_shown_reads_back_as_the_same(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "pooler-lint.toml"
    file.write_text(render(settings), encoding="utf-8")
    assert load(str(file)) == settings._replace(root=str(tmp_path), source=str(file))
