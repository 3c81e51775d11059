"""SQLAlchemy's default driver."""

from __future__ import annotations

from importlib.metadata import version

from sqlalchemy import create_engine

from pooler_lint.facts.drivers import default_driver
from pooler_lint.versions import parse_version_range


def test_the_default_changed_with_2_1() -> None:
    assert default_driver({"sqlalchemy": parse_version_range("2.0.36")}) == "psycopg2"
    assert default_driver({"sqlalchemy": parse_version_range(">=2.1")}) == "psycopg"
    assert default_driver({"sqlalchemy": parse_version_range(">=2.0")}) is None
    assert default_driver({}) is None


def test_the_installed_sqlalchemy_agrees() -> None:
    installed = {"sqlalchemy": parse_version_range(f"=={version('SQLAlchemy')}")}
    assert create_engine("postgresql://u@h/d").dialect.driver == default_driver(installed)
