"""Settings that code loads from files, as calls are given them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pooler_lint.project.environment.given import Given
from pooler_lint.project.modules import Modules
from pooler_lint.project.project import Project
from pooler_lint.project.recording import Recording
from pooler_lint.queries.reader import read
from pooler_lint.values import Unknown, Value
from tests.evaluate.showing import show

INI = "[database]\nurl = postgresql://ini\n"
ALEMBIC = "[alembic]\nscript_location = .\nsqlalchemy.url = postgresql://alembic\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text("database:\n  url: postgresql://yaml\n")
    (tmp_path / "s.toml").write_text('[database]\nurl = "postgresql://toml"\n')
    (tmp_path / "s.json").write_text('{"database": {"url": "postgresql://json"}}')
    (tmp_path / "s.ini").write_text(INI)
    (tmp_path / "broken.yaml").write_text("a: [")
    (tmp_path / "alembic.ini").write_text(ALEMBIC)
    return tmp_path


def value_given(folder: Path, source: str) -> Value:
    """What the one call of the source is given."""
    text = "import lib\n" + textwrap.dedent(source)
    path = folder / "env.py"
    path.write_text(text)
    reading = read(text, str(path), frozenset({"lib.call"}), Modules(Recording(Project(), str(path), Given())).shared)
    ((found,),) = reading.calls
    return found.called.arguments[0].value


def given(folder: Path, source: str) -> str:
    """The same, as it is shown."""
    return show(value_given(folder, source))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import yaml\nwith open('s.yaml') as f:\n    c = yaml.safe_load(f)\nlib.call(c['database']['url'])", "yaml"),
        ("import yaml\nc = yaml.load(open('s.yaml'), Loader=yaml.SafeLoader)\nlib.call(c['database']['url'])", "yaml"),
        ("import tomllib\nc = tomllib.load(open('s.toml', 'rb'))\nlib.call(c['database']['url'])", "toml"),
        (
            "import tomllib\nfrom pathlib import Path\n"
            "c = tomllib.loads(Path('s.toml').read_text())\nlib.call(c['database']['url'])",
            "toml",
        ),
        (
            "import json\nfrom pathlib import Path\n"
            "with (Path(__file__).parent / 's.json').open() as f:\n    c = json.load(f)\n"
            "lib.call(c.get('database').get('url'))",
            "json",
        ),
        ("import json\nc = json.loads(open('s.json').read())\nlib.call(c['database']['url'])", "json"),
        (
            "import configparser\nc = configparser.ConfigParser()\nc.read('s.ini')\nlib.call(c['database']['url'])",
            "ini",
        ),
        (
            "from configparser import ConfigParser\nc = ConfigParser()\nc.read(['s.ini'])\n"
            "lib.call(c.get('database', 'URL'))",
            "ini",
        ),
        (
            "from configparser import ConfigParser\nc = ConfigParser()\nc.read('s.ini')\n"
            "lib.call(c.get('database', 'dsn', fallback='postgresql://fallback'))",
            "fallback",
        ),
        ("from alembic import context\nlib.call(context.config.get_main_option('sqlalchemy.url'))", "alembic"),
        (
            "from alembic import context\nconfig = context.config\n"
            "config.set_main_option('sqlalchemy.url', 'postgresql://code%%20')\n"
            "lib.call(config.get_main_option('sqlalchemy.url'))",
            "code%20",
        ),
        (
            "from alembic import context\nconfig = context.config\n"
            "lib.call(config.get_section(config.config_ini_section, {})['sqlalchemy.url'])",
            "alembic",
        ),
        (
            "from alembic import context\nconfig = context.config\n"
            "config.set_main_option('sqlalchemy.url', 'postgresql://code')\n"
            "def f():\n    c = config.get_section('alembic')\n    lib.call(c['sqlalchemy.url'])",
            "code",
        ),
    ],
)
def test_what_a_file_says(folder: Path, source: str, expected: str) -> None:
    assert given(folder, source) == f"'postgresql://{expected}'"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import yaml\nlib.call(yaml.safe_load(open('none.yaml'))['a'])", "the settings file none.yaml is not there"),
        (
            "import yaml\nlib.call(yaml.safe_load(open('broken.yaml'))['a'])",
            "the settings file broken.yaml can't be read",
        ),
        (
            "import configparser\nc = configparser.ConfigParser()\nlib.call(c['database']['url'])",
            "a parser that has read no file that is known",
        ),
        (
            "import configparser\nc = configparser.ConfigParser()\nc.read('s.ini')\nc.read('t.ini')\n"
            "lib.call(c['database']['url'])",
            "it reads several files",
        ),
        (
            "import configparser\nc = configparser.ConfigParser()\nc.read('s.ini')\nlib.call(c['database']['dsn'])",
            "there is no 'dsn' in the dict",
        ),
    ],
)
def test_what_is_not_known_has_a_reason(folder: Path, source: str, reason: str) -> None:
    value = value_given(folder, source)
    assert isinstance(value, Unknown)
    assert value.reason == reason


def test_an_url_that_the_code_sets_on_one_way_only(folder: Path) -> None:
    source = """
        from alembic import context
        config = context.config
        if context.flag:
            config.set_main_option("sqlalchemy.url", "postgresql://code")
        lib.call(config.get_main_option("sqlalchemy.url"))
    """
    shown = given(folder, source)
    assert "postgresql://code" in shown
    assert "postgresql://alembic" in shown
