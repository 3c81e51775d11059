"""Which variable a field of a settings class is read from, and what it is worth without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.test_modules import checked, codes, tree

POOLED = "postgresql://app@pgbouncer:6432/app"
DIRECT = "postgresql://app@localhost:5432/app"
V2 = (
    "from typing import Annotated\nfrom pydantic import AliasChoices, BaseModel, Field, PostgresDsn, field_validator\n"
    "from pydantic_settings import BaseSettings, SettingsConfigDict\n"
)
V1 = "from pydantic import BaseSettings, Field, validator\n"
SITE = "import asyncpg\nfrom app.config import settings\nasync def f():\n    await asyncpg.connect({})\n"


def project(folder: Path, config: str, env: str, expression: str = "settings.url") -> Path:
    files = {"app/__init__.py": "", "app/config.py": f"{config}\nsettings = Settings()\n"}
    return tree(folder, {**files, "app/db.py": SITE.format(expression), ".env": env})


@pytest.mark.parametrize(
    ("config", "variable"),
    [
        (V2 + "class Settings(BaseSettings):\n    url: str", "URL"),
        (V2 + "class Settings(BaseSettings):\n    url: str", "url"),
        (V2 + "class Settings(BaseSettings, env_prefix='APP_'):\n    url: str", "APP_URL"),
        (V2 + "class Settings(BaseSettings):\n    model_config = {'env_prefix': 'app_'}\n    url: str", "APP_URL"),
        (V2 + "class Settings(BaseSettings):\n    url: str = Field(alias='DB_URL')", "DB_URL"),
        (V2 + "class Settings(BaseSettings):\n    url: str = Field(validation_alias='db_url')", "DB_URL"),
        (V2 + "class Settings(BaseSettings):\n    url: Annotated[str, Field(alias='DB_URL')]", "DB_URL"),
        (V2 + "class Settings(BaseSettings):\n    url: str = Field(validation_alias=AliasChoices('A', 'B'))", "B"),
        (V2 + "class Base(BaseSettings):\n    url: str\nclass Settings(Base, env_prefix='X_'):\n    pass", "X_URL"),
        (V1 + "class Settings(BaseSettings):\n    url: str = Field(..., env='DB_URL')", "DB_URL"),
        (V1 + "class Settings(BaseSettings):\n    url: str = Field(..., alias='DB_URL')", "URL"),
        (
            V1
            + "class Settings(BaseSettings):\n    url: str\n    class Config:\n        fields = {'url': {'env': 'D'}}",
            "D",
        ),
    ],
)
def test_the_variable_of_a_field(tmp_path: Path, config: str, variable: str) -> None:
    report = checked(project(tmp_path, config, f"{variable}={POOLED}\n"), "app/db.py")
    assert codes(report) == ["PGB101"]


@pytest.mark.parametrize(
    ("config", "variable"),
    [
        (V2 + "class Settings(BaseSettings):\n    url: str = Field(env='DB_URL')", "DB_URL"),
        (V2 + "class Settings(BaseSettings):\n    url: str = Field(alias='DB_URL')", "URL"),
        (V2 + "class Settings(BaseSettings):\n    model_config = {'env_prefix': 'APP_'}\n    url: str", "URL"),
        (V2 + "class Settings(BaseSettings):\n    model_config = {'case_sensitive': True}\n    url: str", "URL"),
        (V1 + "class Settings(BaseSettings):\n    url: str = Field(..., alias='DB_URL')", "DB_URL"),
    ],
)
def test_a_variable_that_the_field_is_not_read_from(tmp_path: Path, config: str, variable: str) -> None:
    report = checked(project(tmp_path, config, f"{variable}={POOLED}\n"), "app/db.py")
    assert codes(report) == []
    assert report.connections[0].verdict == "unresolved"


NESTED = V2 + "class Db(BaseModel):\n    url: str = '{}'\nclass Settings(BaseSettings):\n    {}\n    db: Db{}\n"
DELIMITER = "model_config = SettingsConfigDict(env_nested_delimiter='__')"


@pytest.mark.parametrize("default", ["", " = Db()", " = Field(default_factory=Db)", " | None = None"])
def test_a_nested_field_has_a_variable_of_its_own(tmp_path: Path, default: str) -> None:
    config = NESTED.format(DIRECT, DELIMITER, default)
    assert codes(checked(project(tmp_path, config, f"DB__URL={POOLED}\n", "settings.db.url"), "app/db.py")) == [
        "PGB101"
    ]


def test_without_a_delimiter_it_has_none(tmp_path: Path) -> None:
    config = NESTED.format(DIRECT, "model_config = SettingsConfigDict()", " = Db()")
    assert codes(checked(project(tmp_path, config, f"DB__URL={POOLED}\n", "settings.db.url"), "app/db.py")) == []


@pytest.mark.parametrize(
    "validator",
    [
        "    @field_validator('url')\n    @classmethod\n    def check(cls, value):\n        return '{}'\n",
        "    @field_validator('url', mode='before')\n    @classmethod\n    def check(cls, value, info):\n"
        "        return info.data['other']\n",
    ],
)
def test_a_validator_says_what_a_field_is(tmp_path: Path, validator: str) -> None:
    fields = f"class Settings(BaseSettings):\n    other: str = '{POOLED}'\n    url: str = '{DIRECT}'\n"
    config = V2 + fields + validator.replace("{}", POOLED)
    assert codes(checked(project(tmp_path, config, ""), "app/db.py")) == ["PGB101"]


def test_a_module_that_cannot_be_read_is_the_reason(tmp_path: Path) -> None:
    report = checked(project(tmp_path, "class Settings(:", ""), "app/db.py")
    assert codes(report) == []
    assert "can't be read" in report.connections[0].reason


def test_two_projects_of_one_name_are_told_from_neither(tmp_path: Path) -> None:
    folder, again = tmp_path / "repository", tmp_path / "again"
    folder.mkdir()
    again.mkdir()
    lib = {"pyproject.toml": "", "src/common/__init__.py": "", "src/common/urls.py": f"URL = '{POOLED}'\n"}
    site = "import asyncpg\nfrom common.urls import URL\nasync def f():\n    await asyncpg.connect(URL)\n"
    files = {f"libs/one/{name}": text for name, text in lib.items()}
    tree(folder, {**files, "apps/api/db.py": site})
    assert codes(checked(folder, "apps/api/db.py")) == ["PGB101"]
    tree(again, {**files, **{f"libs/two/{name}": text for name, text in lib.items()}, "apps/api/db.py": site})
    assert codes(checked(again, "apps/api/db.py")) == []
