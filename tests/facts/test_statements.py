"""The table of safe settings: complete, and read right."""

from __future__ import annotations

from itertools import product

import pytest

from pooler_lint.facts.statements import all_expectations, expectations, is_unique_source, statement_facts
from pooler_lint.facts.tables import relation
from pooler_lint.versions import VersionRange, parse_version_range
from tests.table import each_row

SETTINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "asyncpg": {"statement_cache_size": ("on", "off"), "prepare": ("yes", "no", "cursor")},
    "psycopg": {"prepare_threshold": ("none", "zero", "positive")},
    "sqlalchemy+asyncpg": {
        "statement_cache_size": ("on", "off"),
        "prepared_statement_cache_size": ("on", "off"),
        "names": ("default", "empty", "unique", "constant", "class"),
        "autocommit": ("yes", "no"),
    },
    "sqlalchemy+psycopg": {"prepare_threshold": ("none", "zero", "positive")},
    "sqlalchemy+psycopg2": {},
    "sqlalchemy+pg8000": {},
}
KNOWN = [
    {"asyncpg": parse_version_range(asyncpg), "sqlalchemy": parse_version_range(sqlalchemy)}
    for asyncpg, sqlalchemy in product(("0.27", "0.30", "0.31"), ("1.4", "2.0.9", "2.0.10", "2.1"))
]


@each_row("client", SETTINGS)
def test_every_setting_has_one_answer_once_the_versions_are_known(client: str) -> None:
    names = list(SETTINGS[client])
    for values in product(*SETTINGS[client].values()):
        settings = dict(zip(names, values, strict=True))
        for versions in KNOWN:
            assert len(expectations(client, settings, versions)) == 1, (settings, versions)


def test_every_row_speaks_of_settings_that_exist() -> None:
    for fact in statement_facts():
        for name, values in fact.settings:
            assert values <= set(SETTINGS[fact.client][name])


def test_every_row_is_the_answer_for_something() -> None:
    reached = set()
    for client, settings in SETTINGS.items():
        for values in product(*settings.values()):
            chosen = dict(zip(settings, values, strict=True))
            for versions in KNOWN:
                fitting = (fact for fact in statement_facts() if fact.fits(client, chosen))
                reached.add(next(fact.id for fact in fitting if relation(versions, fact.versions) == "inside"))
    assert reached == {fact.id for fact in statement_facts()}


def test_an_unknown_version_leaves_both_answers() -> None:
    settings = {
        "statement_cache_size": "off",
        "prepared_statement_cache_size": "off",
        "names": "default",
        "autocommit": "no",
    }
    assert expectations("sqlalchemy+asyncpg", settings, {}) == {"ok", "fails"}
    assert expectations("sqlalchemy+asyncpg", settings, {"asyncpg": VersionRange(at_least="0.31")}) == {"ok"}
    assert expectations("sqlalchemy+asyncpg", settings, {"asyncpg": VersionRange(below="0.31")}) == {"fails"}


def test_every_possible_setting_is_looked_up() -> None:
    cache = {"statement_cache_size": frozenset({"on", "off"}), "prepare": frozenset({"no"})}
    assert sorted(map(sorted, all_expectations("asyncpg", cache, {}))) == [["fails"], ["ok"]]


def test_a_client_without_facts_is_an_error() -> None:
    with pytest.raises(LookupError, match="mysqlclient"):
        expectations("mysqlclient", {}, {})


@each_row(
    ("dotted", "expected"),
    [
        ("uuid.uuid4", True),
        ("os.urandom", True),
        ("secrets.token_hex", True),
        ("app.uuid.make", False),
        ("os.getpid", False),
    ],
)
def test_sources_of_unique_names(dotted: str, expected: bool) -> None:
    assert is_unique_source(dotted) is expected


def test_psycopg_prepares_nothing_with_a_threshold_of_none_even_when_asked_to() -> None:
    from psycopg._preparing import Prepare, PrepareManager
    from psycopg._queries import PostgresQuery
    from psycopg.adapt import Transformer

    query = PostgresQuery(Transformer())
    query.convert("select 1", None)
    manager = PrepareManager()
    manager.prepare_threshold = None
    assert manager.get(query, prepare=True)[0] is Prepare.NO
    manager.prepare_threshold = 0
    assert manager.get(query)[0] is Prepare.SHOULD
