"""Variables without a value: which names tell of a pooler, and when."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.model import Endpoint
from pooler_lint.poolers.catalogue import rows_of
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.poolers.names import _standing
from pooler_lint.project.environment.mentions import TELLING
from pooler_lint.values import Evidence
from tests.connections.finding import find_sites
from tests.table import each_row


def endpoints(expression: str, *named: str) -> list[Endpoint]:
    """The endpoint of each case of a connection to this expression, in a project that names these variables."""

    def mentioned(name: str) -> Evidence | None:
        return Evidence(f"{name} is named here", ".env", 3) if name in named else None

    (site,) = find_sites(f"import os, asyncpg\nasyncpg.connect({expression})\n", "app.py")
    return [resolve(case, (), site.line, site.path, mentioned=mentioned) for case in site.cases]


def modes(expression: str, *named: str) -> list[tuple[str | None, bool | None]]:
    return [(one.mode, one.tracks_statements) for one in endpoints(expression, *named)]


UNKNOWN = (None, None)


@each_row("name", ["DATABASE_CONNECTION_POOL_URL", "POSTGRES_PRISMA_URL"])
@each_row(
    "form",
    [
        "os.environ['{}']",
        "os.environ['{}'].replace('postgres://', 'postgresql://', 1)",
        "os.getenv('{}')",
    ],
)
def test_a_name_that_says_pooled(name: str, form: str) -> None:
    (endpoint,) = endpoints(form.format(name))
    assert endpoint.loses_statements
    assert endpoint.confidence == "assumed"
    assert "by its name alone" in endpoint.evidence[-1].text


@each_row(
    "name",
    [
        *("DATABASE_URL", "POSTGRES_URL", "PGHOST", "DIRECT_URL", "DATABASE_UNPOOLED_URL", "POSTGRES_URL_NON_POOLING"),
        *("DB_URL", "SQLALCHEMY_DATABASE_URI", "DATABASE_POOL_SIZE", "MY_DATABASE_CONNECTION_POOL_URL"),
    ],
)
def test_a_name_that_says_nothing_by_itself(name: str) -> None:
    assert modes(f"os.environ['{name}']") == [UNKNOWN]


@each_row(
    ("name", "beside", "tracks"),
    [
        ("DATABASE_URL", "DATABASE_UNPOOLED_URL", False),
        ("DATABASE_URL", "DIRECT_URL", False),
        ("DATABASE_URL", "DATABASE_URL_UNPOOLED", True),
        ("POSTGRES_URL", "POSTGRES_URL_NON_POOLING", None),
    ],
)
def test_a_name_that_says_pooled_beside_another(name: str, beside: str, tracks: bool | None) -> None:
    assert modes(f"os.environ['{name}']", beside) == [("transaction", tracks)]
    (endpoint,) = endpoints(f"os.environ['{name}']", beside)
    assert [step.path for step in endpoint.evidence] == [".env", "app.py"]
    assert modes(f"os.environ['{beside}']", name, beside) == [UNKNOWN]
    assert modes(f"os.environ['{name}']", "DATABASE_MIGRATION_URL") == [UNKNOWN]


def test_a_host_of_its_own() -> None:
    (endpoint,) = endpoints("host=os.environ['PGHOST'], port=5432", "PGHOST_UNPOOLED")
    assert (endpoint.mode, endpoint.tracks_statements) == ("transaction", True)


def test_more_than_the_name_is_known() -> None:
    assert modes("'postgresql://db.internal/' + os.environ['DATABASE_CONNECTION_POOL_URL']") == [UNKNOWN]
    assert modes("'postgresql://x-' + os.environ['DATABASE_CONNECTION_POOL_URL'] + '.example.com/d'") == [UNKNOWN]


@each_row(
    "expression",
    [
        "os.getenv('DIRECT_URL') or os.environ['DATABASE_URL']",
        "os.getenv('DIRECT_URL', os.environ['DATABASE_URL'])",
        "os.environ['DIRECT_URL'] if os.getenv('DIRECT_URL') else os.environ['DATABASE_URL']",
    ],
)
def test_without_the_other_name_there_is_no_convention(expression: str) -> None:
    assert set(modes(expression, "DIRECT_URL")) == {UNKNOWN}


def test_the_default_is_another_case() -> None:
    found = modes("os.getenv('DATABASE_CONNECTION_POOL_URL', 'postgresql://localhost/dev')")
    assert found == [("transaction", False), UNKNOWN]


def test_every_row_says_what_it_rests_on() -> None:
    for row in rows_of("variable"):
        assert row.assumed
        assert row.env
        assert row.source.startswith("https://")
        assert row.notes
        assert all(TELLING.fullmatch(name) for name in row.env_direct)
    alone = {name for row in rows_of("variable") if not row.env_direct for name in row.env}
    assert not alone & {"DATABASE_URL", "POSTGRES_URL", "PGHOST", "DATABASE_PUBLIC_URL"}


@each_row(
    ("name", "named", "said"),
    [
        (
            "DATABASE_CONNECTION_POOL_URL",
            (),
            "environment variable DATABASE_CONNECTION_POOL_URL is by its name alone Heroku Postgres connection pool"
            " (PgBouncer): a pooler in transaction mode, which is assumed not to track prepared statements;"
            " its value can be given under `[tool.pooler-lint.env]`",
        ),
        (
            "POSTGRES_URL",
            ("POSTGRES_URL_NON_POOLING",),
            "environment variable POSTGRES_URL beside POSTGRES_URL_NON_POOLING is by its name alone the pooler of a"
            " Vercel database: a pooler in transaction mode; whether it tracks prepared statements is not documented;"
            " its value can be given under `[tool.pooler-lint.env]`",
        ),
    ],
)
def test_what_is_said_of_a_name(name: str, named: tuple[str, ...], said: str) -> None:
    (endpoint,) = endpoints(f"os.environ['{name}']", *named)
    beside = tuple(Evidence(f"{other} is named here", ".env", 3) for other in named)
    assert endpoint.evidence == (*beside, Evidence(said, "app.py", 2))
    assert endpoint.unknown == f"environment variable {name}"


@each_row(
    ("expression", "found"),
    [
        ("os.environ['DATABASE_CONNECTION_POOL_URL'], host='db.internal'", {UNKNOWN}),
        # A condition on another variable takes nothing away, one on the other name does, whatever it decides.
        (
            "os.environ['DATABASE_URL'], statement_cache_size=0 if os.getenv('DEBUG') else 100",
            {("transaction", False)},
        ),
        (
            "os.environ['DATABASE_URL'], statement_cache_size=0 if os.getenv('DIRECT_URL') else 100",
            {("transaction", False), UNKNOWN},
        ),
    ],
)
def test_what_a_name_says_beside_other_arguments(expression: str, found: set[tuple[str | None, bool | None]]) -> None:
    assert set(modes(expression, "DIRECT_URL")) == found


def test_of_several_names_each_is_said() -> None:
    (row,) = (row for row in rows_of("variable") if row.env_direct == ("DIRECT_URL",))
    beside = Evidence("B is named here", ".env", 3)
    said = _standing("DATABASE_URL", replace(row, env_direct=("A", "B")), "app.py", 2, beside).evidence[-1].text
    assert said.startswith("environment variable DATABASE_URL beside A or B is by its name alone")
