"""File names in code."""

from __future__ import annotations

import os

from pooler_lint.frameworks.paths import file_name
from tests.evaluate.showing import only, reading_of
from tests.table import each_row


@each_row(
    ("expression", "expected"),
    [
        ("'a.toml'", "a.toml"),
        ("Path('conf') / 'a.toml'", "conf/a.toml"),
        ("Path('conf', 'a.toml')", "conf/a.toml"),
        ("Path('conf').joinpath('a.toml')", "conf/a.toml"),
        ("Path(__file__).parent / 'a.toml'", "{here}/a.toml"),
        ("Path(__file__).resolve().parent.parent / 'a.toml'", "{above}/a.toml"),
        ("Path(__file__).parents[1] / 'a.toml'", "{above}/a.toml"),
        ("str(Path(__file__).absolute().parent / 'a.toml')", "{here}/a.toml"),
        ("os.path.join(os.path.dirname(__file__), 'a.toml')", "{here}/a.toml"),
        ("os.path.join(os.path.dirname(os.path.abspath(__file__)), 'c', 'a.toml')", "{here}/c/a.toml"),
        ("Path.cwd() / 'a.toml'", "a.toml"),
        ("Path(unheard) / 'a.toml'", None),
        ("unheard", None),
        ("Path()", None),
        ("3", None),
    ],
)
def test_a_file_name(expression: str, expected: str | None) -> None:
    source = f"import os\nfrom pathlib import Path\nimport lib\nlib.call({expression})\n"
    value = only(reading_of(source)).called.arguments[0].value
    module = os.path.join("pkg", "app", "db.py")
    here = os.path.dirname(os.path.abspath(module))
    wanted = expected.format(here=here, above=os.path.dirname(here)) if expected is not None else None
    assert file_name(value, module) == wanted
