from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from pooler_lint.config import (
    ConfigError,
    EndpointSetting,
    Resolver,
    Settings,
    check_codes,
    folder_rules,
    is_enabled,
    load,
    settings_for,
    with_line_length,
)
from pooler_lint.config_values import KEYS
from pooler_lint.repository.files import Repositories
from pooler_lint.repository.patterns import compile_globs
from tests.table import each_row

EVERYTHING = """
[tool.pooler-lint]
select = ["PGB1"]
ignore = ["PGB105"]
extend-select = ["PGB201"]
exclude = ["old"]
extend-exclude = ["gen/*.py"]
force-exclude = true
respect-gitignore = false
output-format = "concise"
unsafe-fixes = true
min-confidence = "confirmed"
pool-class = "keep"
use-environment = true
jobs = 3
src = ["backend", "shared"]
line-length = 100

[tool.pooler-lint.per-file-ignores]
"tests/**" = ["PGB101"]

[tool.pooler-lint.versions]
asyncpg = "0.30"
SQLAlchemy = ">=2.0,<2.1"

[tool.pooler-lint.env]
DATABASE_URL = "postgresql://app@pgbouncer:6432/app"
DB_PORT = 6432

[[tool.pooler-lint.endpoints]]
match = "db-*.example.com:6432/app"
mode = "transaction"
tracks-statements = true

[[tool.pooler-lint.endpoints]]
match = "direct.example.com"
mode = "direct"
"""


def project(folder: Path, text: str, name: str = "pyproject.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text)
    return file


def test_every_key_is_read(tmp_path: Path) -> None:
    file = project(tmp_path, EVERYTHING)
    assert settings_for(str(tmp_path / "a.py")) == Settings(
        select=("PGB1",),
        ignore=("PGB105",),
        extend_select=("PGB201",),
        per_file_ignores=(("tests/**", ("PGB101",)),),
        exclude=("old",),
        extend_exclude=("gen/*.py",),
        force_exclude=True,
        respect_gitignore=False,
        output_format="concise",
        unsafe_fixes=True,
        min_confidence="confirmed",
        pool_class="keep",
        endpoints=(
            EndpointSetting("db-*.example.com:6432/app", "transaction", True),
            EndpointSetting("direct.example.com", "direct", None),
        ),
        versions=(("asyncpg", "0.30"), ("sqlalchemy", ">=2.0,<2.1")),
        env=(("DATABASE_URL", "postgresql://app@pgbouncer:6432/app"), ("DB_PORT", "6432")),
        use_environment=True,
        src=("backend", "shared"),
        line_length=100,
        jobs=3,
        root=str(tmp_path),
        source=str(file),
    )


def test_the_example_above_names_every_key() -> None:
    assert all(f"{key} =" in EVERYTHING or f"pooler-lint.{key}]" in EVERYTHING for key in KEYS)


def test_settings_are_picklable_hashable_and_answer_for_versions(tmp_path: Path) -> None:
    settings = load(str(project(tmp_path, EVERYTHING)))
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert hash(settings) == hash(load(str(tmp_path / "pyproject.toml")))
    assert settings.version("asyncpg") == "0.30"
    assert settings.version("psycopg") is None


def test_the_nearest_file_wins_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    project(tmp_path, '[tool.pooler-lint]\nignore = ["PGB101"]\npool-class = "keep"\n')
    project(tmp_path / "inner", '[tool.pooler-lint]\nignore = ["PGB201"]\n')
    project(tmp_path / "inner/other", "[tool.other]\n")
    found = settings_for(str(tmp_path / "inner/other/a.py"))
    assert found.ignore == ("PGB201",)
    assert found.pool_class is None
    assert settings_for(str(tmp_path / "a.py")).pool_class == "keep"


def test_own_file_beats_pyproject_in_one_folder(tmp_path: Path) -> None:
    project(tmp_path, '[tool.pooler-lint]\nignore = ["PGB101"]\n')
    project(tmp_path, 'ignore = ["PGB201"]\n', "pooler-lint.toml")
    assert settings_for(str(tmp_path / "a.py")).ignore == ("PGB201",)


def test_a_dependency_on_the_package_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    project(tmp_path, '[tool.pooler-lint]\nignore = ["PGB101"]\n')
    project(tmp_path / "inner", '[project]\ndependencies = ["pooler-lint"]\n')
    assert settings_for(str(tmp_path / "inner/a.py")).ignore == ("PGB101",)


def test_a_broken_pyproject_of_somebody_else_is_not_read(tmp_path: Path) -> None:
    project(tmp_path, "this is no toml")
    assert settings_for(str(tmp_path / "a.py")).source is None


def test_explicit_file_and_isolation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, '[tool.pooler-lint]\nignore = ["PGB101"]\n')
    other = project(tmp_path / "etc", 'ignore = ["PGB202"]\n', "any-name.toml")
    monkeypatch.chdir(tmp_path)
    found = settings_for("a.py", explicit=str(other))
    assert found.ignore == ("PGB202",)
    assert found.root == str(tmp_path)
    assert settings_for("a.py", isolated=True).ignore == ()


def test_an_explicit_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nope\.toml: can't be read"):
        Resolver(explicit=str(tmp_path / "nope.toml"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[tool.pooler-lint]\nselekt = ["PGB1"]', r"unknown key 'selekt'; did you mean 'select'\?"),
        ("[tool.pooler-lint]\nrespect_gitignore = true", r"did you mean 'respect-gitignore'\?"),
        ("[tool.pooler-lint]\nzzzzzz = 1", "unknown key 'zzzzzz'; known are select, ignore"),
        ('[tool.pooler-lint]\nselect = "PGB1"', "select: must be a list of strings, not a string"),
        ("[tool.pooler-lint]\nselect = [1]", r"select\[0\]: must be a string, not a number"),
        ('[tool.pooler-lint]\nselect = ["E501"]', "select: 'E501' is not a code"),
        ('[tool.pooler-lint]\nrespect-gitignore = "yes"', "must be true or false, not a string"),
        ('[tool.pooler-lint]\noutput-format = "xml"', "'xml' is not one of 'concise', 'full', 'github', 'json'"),
        ("[tool.pooler-lint]\npool-class = 1", "pool-class: must be a string, not a number"),
        ('[tool.pooler-lint]\nexclude = ["!a"]', "pattern '!a' starts with"),
        ("[tool.pooler-lint]\nline-length = true", "line-length: must be a number from 20"),
        ("[tool.pooler-lint]\nline-length = 5", "line-length: must be a number from 20"),
        ("[tool.pooler-lint]\nper-file-ignores = []", "per-file-ignores: must be a table"),
        ('[tool.pooler-lint.per-file-ignores]\n"a.py" = "PGB101"', "per-file-ignores.'a.py': must be a list"),
        ('[tool.pooler-lint]\nversions = "1"', "versions: must be a table"),
        ('[tool.pooler-lint.versions]\nasyncpgg = "1"', r"versions: unknown key 'asyncpgg'; did you mean 'asyncpg'\?"),
        ("[tool.pooler-lint.versions]\nasyncpg = 0.30", "versions.asyncpg: must be a string, not a number"),
        ('[tool.pooler-lint.versions]\nasyncpg = "new"', "versions.asyncpg: .*'?new'?"),
        ("[tool.pooler-lint]\nendpoints = {}", "endpoints: must be a list of tables"),
        ('[[tool.pooler-lint.endpoints]]\nmatch = "a"', r"endpoints\[0\]: the key 'mode' is missing"),
        ('[[tool.pooler-lint.endpoints]]\nmode = "direct"', r"endpoints\[0\]: the key 'match' is missing"),
        ('[[tool.pooler-lint.endpoints]]\nmatch = "a"\nmode = "x"', r"endpoints\[0\]\.mode: 'x' is not one of"),
        ('[[tool.pooler-lint.endpoints]]\nmatch = "a b"\nmode = "direct"', r"endpoints\[0\]\.match: 'a b' is not"),
        ('[[tool.pooler-lint.endpoints]]\nmatch = "a:x"\nmode = "direct"', r"endpoints\[0\]\.match: 'a:x' is not"),
        ('[[tool.pooler-lint.endpoints]]\nmacth = "a"', r"unknown key 'macth'; did you mean 'match'\?"),
        (
            '[[tool.pooler-lint.endpoints]]\nmatch = "a"\nmode = "direct"\ntracks-statements = 1',
            "tracks-statements: must be true or false",
        ),
        ("[tool]\npooler-lint = 1", "tool.pooler-lint must be a table"),
        ("[tool.pooler-lint", "is not valid TOML"),
    ],
)
def test_what_is_not_understood_names_file_key_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    project(tmp_path, text)
    with pytest.raises(ConfigError, match=says) as caught:
        settings_for(str(tmp_path / "a.py"))
    assert str(tmp_path / "pyproject.toml") in str(caught.value)


@pytest.mark.parametrize(
    "match",
    [
        "db",
        "*.example.com",
        "db:6432",
        "db:*",
        "db:6432/app",
        "db/app",
        "10.0.0.?",
        "[::1]:6432",
        "[::1]",
        "/run/postgresql",
        "db:64*",
    ],
)
def test_endpoint_patterns(tmp_path: Path, match: str) -> None:
    project(tmp_path, f'[[tool.pooler-lint.endpoints]]\nmatch = "{match}"\nmode = "session"\n')
    assert settings_for(str(tmp_path / "a.py")).endpoints == (EndpointSetting(match, "session", None),)


def test_flags_beat_files(tmp_path: Path) -> None:
    project(tmp_path, '[tool.pooler-lint]\nselect = ["PGB1"]\nignore = ["PGB101"]\nextend-select = ["PGB2"]\n')
    found = Resolver(flags={"output-format": "json"}).settings_for(str(tmp_path))
    assert found.output_format == "json"
    assert found.ignore == ("PGB101",)
    found = Resolver(flags={"select": ["PGB101"]}).settings_for(str(tmp_path))
    assert (found.select, found.ignore, found.extend_select) == (("PGB101",), (), ())


def test_a_wrong_flag_is_an_error_of_the_command_line() -> None:
    with pytest.raises(ConfigError, match="command line: select: 'X1' is not a code"):
        Resolver(flags={"select": ["X1"]})


@pytest.mark.parametrize(
    ("text", "name", "length"),
    [
        ("[tool.ruff]\nline-length = 110", "pyproject.toml", 110),
        ("[tool.black]\nline-length = 90", "pyproject.toml", 90),
        ("[tool.black]\nline-length = 90\n[tool.ruff]\nline-length = 110", "pyproject.toml", 110),
        ("line-length = 70", "ruff.toml", 70),
        ("line-length = 70", ".ruff.toml", 70),
        ("[tool.isort]\nline-length = 70", "pyproject.toml", 88),
        ("[tool.ruff]\nline-length = 'wide'", "pyproject.toml", 88),
    ],
)
def test_line_length_is_that_of_the_formatter(tmp_path: Path, text: str, name: str, length: int) -> None:
    project(tmp_path, text, name)
    path = str(tmp_path / "deep" / "a.py")
    repositories = Repositories([str(tmp_path)])
    assert with_line_length(Settings(), path, repositories).line_length == length
    assert with_line_length(Settings(line_length=33), path, repositories).line_length == 33


@each_row(
    ("settings", "code", "default_on", "enabled"),
    [
        (Settings(), "PGB101", True, True),
        (Settings(), "PGB301", False, False),
        (Settings(extend_select=("PGB301",)), "PGB301", False, True),
        (Settings(extend_select=("PGB301",)), "PGB101", True, True),
        (Settings(select=("PGB2",)), "PGB101", True, False),
        (Settings(select=("PGB2",)), "PGB201", True, True),
        (Settings(select=("ALL",)), "PGB301", False, True),
        (Settings(select=()), "PGB101", True, False),
        (Settings(ignore=("PGB1",)), "PGB101", True, False),
        (Settings(ignore=("PGB1",), extend_select=("PGB101",)), "PGB101", True, True),
        (Settings(select=("PGB1",), ignore=("PGB101",)), "PGB101", True, False),
        (Settings(select=("PGB101",), ignore=("PGB1",)), "PGB101", True, True),
        (Settings(select=("PGB101",), ignore=("PGB101",)), "PGB101", True, False),
        (Settings(ignore=("ALL",)), "PGB101", True, False),
    ],
)
def test_the_longest_prefix_decides(settings: Settings, code: str, default_on: bool, enabled: bool) -> None:
    assert is_enabled(settings, "a.py", code, default_on) is enabled


def test_per_file_ignores_are_relative_to_the_configuration(tmp_path: Path) -> None:
    settings = Settings(per_file_ignores=(("tests/", ("PGB1",)), ("/a.py", ("ALL",))), root=str(tmp_path))
    assert not is_enabled(settings, str(tmp_path / "tests/deep/x.py"), "PGB101")
    assert is_enabled(settings, str(tmp_path / "tests/x.py"), "PGB201")
    assert not is_enabled(settings, str(tmp_path / "a.py"), "PGB201")
    assert is_enabled(settings, str(tmp_path / "src/a.py"), "PGB201")


def test_unknown_codes_name_the_place_and_the_nearest() -> None:
    known = ["PGB101", "PGB102", "PGB201"]
    check_codes(Settings(select=("PGB1", "ALL"), ignore=("PGB201",)), known)
    with pytest.raises(ConfigError, match=r"^pooler-lint\.toml: ignore: unknown code 'PGB111'; did you mean 'PGB101'"):
        check_codes(Settings(ignore=("PGB111",), source="pooler-lint.toml"), known)
    with pytest.raises(ConfigError, match=r"^command line: per-file-ignores: unknown code 'PGB9'"):
        check_codes(Settings(per_file_ignores=(("a", ("PGB9",)),)), known)


def test_folder_rules_join_both_excludes(tmp_path: Path) -> None:
    rules = folder_rules(Settings(exclude=("old",), extend_exclude=("gen/*.py",), root=str(tmp_path)))
    assert compile_globs(rules.exclude).match_within("old/a.py")
    assert compile_globs(rules.exclude).match_within("gen/a.py")
    assert not compile_globs(rules.exclude).match_within("venv/a.py")
    assert rules.root == str(tmp_path)


def test_every_key_is_documented_and_no_other() -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    table = text.partition("| key | type | default | meaning |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE) == list(KEYS)


def test_the_documented_example_is_valid(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    project(tmp_path, example)
    assert len(settings_for(str(tmp_path / "a.py")).endpoints) == 2
