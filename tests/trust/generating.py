"""Generate small programs that connect through a pooler, in the ways in which people write them.

A seed decides everything. A program has one connection site in most cases, which different environments reach with
different URLs and options: another driver, SQLite, a direct server, options that are right, wrong, partial or missing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from typing import TypeVar

from tests.trust import idioms
from tests.trust.sources import Entries, as_dict, as_keywords, function_of, indented

MAX_ENVIRONMENTS = 12

T = TypeVar("T")


@dataclass(frozen=True)
class Program:
    """A generated program. The last file of `files` is executed, then the expressions `calls` are evaluated in it."""

    seed: int | None
    """None: it was not generated."""
    shape: str
    """How it was built, in words."""
    files: Mapping[str, str]
    others: Mapping[str, str]
    """Files that are not Python."""
    calls: tuple[str, ...]
    environments: tuple[Mapping[str, str], ...]
    """Every combination of the variables that it reads; none: it is not executed."""

    @property
    def name(self) -> str:
        """Return how it is shown."""
        return self.shape if self.seed is None else f"seed {self.seed}: {self.shape}"


@dataclass(frozen=True)
class Library:
    """A function that connects, and what it takes."""

    module: str
    callee: str
    pooled: tuple[str, ...]
    direct: str
    others: tuple[str, ...]
    """URLs of other drivers and databases, of which some reject the options."""
    holder: str
    """The argument for the options of the driver; "" if they are arguments themselves."""
    options: Mapping[str, tuple[str, ...]]
    """Required options: the right value, then wrong ones."""
    harmless: Entries
    """Other options of the driver."""
    arguments: Entries
    sizes: Entries


_SUPABASE = "postgres.abcdefghijklmnopqrst:pw@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
_BOUNCER = "app:pw@pgbouncer:6432/app"
_SQL = {"echo": "False", "pool_pre_ping": "True", "pool_recycle": "1800"}
_SIZES = {"pool_size": "5", "max_overflow": "10"}
_CACHE = {"statement_cache_size": ("0", "100")}
_CACHES = {
    **_CACHE,
    "prepared_statement_cache_size": ("0", "500"),
    "prepared_statement_name_func": ('lambda: ""',),
}
_THRESHOLD = {"prepare_threshold": ("None", "0", "5")}


def _urls(scheme: str) -> tuple[str, ...]:
    return tuple(f"{scheme}://{rest}" for rest in (_BOUNCER, _BOUNCER, _SUPABASE))


ASYNC_ENGINE = Library(
    "sqlalchemy.ext.asyncio", "create_async_engine", _urls("postgresql+asyncpg"),
    "postgresql+asyncpg://app:pw@db.internal:5432/app",
    ("sqlite+aiosqlite:///./app.db", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite://",
     "postgresql+psycopg://app:pw@db.internal:5432/app", "mysql+aiomysql://app:pw@mysql:3306/app"),
    "connect_args", _CACHES, {"timeout": "5"}, _SQL, _SIZES,
)  # fmt: skip
PSYCOPG_ENGINE = Library(
    "sqlalchemy", "create_engine", _urls("postgresql+psycopg"), "postgresql+psycopg://app:pw@db.internal:5432/app",
    ("sqlite:///./app.db", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg2://app:pw@db.internal:5432/app",
     "mysql+pymysql://app:pw@mysql:3306/app"),
    "connect_args", _THRESHOLD, {"connect_timeout": "5"}, _SQL, _SIZES,
)  # fmt: skip
PSYCOPG2_ENGINE = Library(
    "sqlalchemy", "create_engine", _urls("postgresql+psycopg2"), "postgresql+psycopg2://app:pw@db.internal:5432/app",
    ("sqlite:///./app.db", "sqlite://", "mysql+pymysql://app:pw@mysql:3306/app"),
    "connect_args", {}, {"connect_timeout": "5"}, _SQL, _SIZES,
)  # fmt: skip
ASYNCPG_POOL = Library(
    "asyncpg", "create_pool", _urls("postgresql"), "postgresql://app:pw@db.internal:5432/app", (), "",
    _CACHE, {"command_timeout": "5"}, {"max_inactive_connection_lifetime": "60"}, {"min_size": "1", "max_size": "20"},
)  # fmt: skip
ASYNCPG = Library(
    "asyncpg", "connect", _urls("postgresql"), "postgresql://app:pw@db.internal:5432/app", (), "",
    _CACHE, {"command_timeout": "5", "timeout": "5"}, {}, {},
)  # fmt: skip
PSYCOPG = Library(
    "psycopg", "connect", _urls("postgresql"), "postgresql://app:pw@db.internal:5432/app", (), "",
    _THRESHOLD, {"autocommit": "True", "connect_timeout": "5"}, {}, {},
)  # fmt: skip
PSYCOPG_POOL = Library(
    "psycopg_pool", "ConnectionPool", _urls("postgresql"), "postgresql://app:pw@db.internal:5432/app", (), "kwargs",
    _THRESHOLD, {"autocommit": "True"}, {"timeout": "10", "open": "False"}, {"min_size": "1", "max_size": "5"},
)  # fmt: skip
PSYCOPG_ASYNC_POOL = replace(PSYCOPG_POOL, callee="AsyncConnectionPool")
LIBRARIES = (
    *[ASYNC_ENGINE] * 6, *[PSYCOPG_ENGINE] * 4, *[PSYCOPG2_ENGINE] * 2, *[ASYNCPG_POOL] * 3, ASYNCPG, PSYCOPG,
    PSYCOPG_POOL, PSYCOPG_ASYNC_POOL,
)  # fmt: skip

_FLAGS = {
    'os.environ.get("APP_ENV") == "test"': ("APP_ENV", "test"),
    'os.environ.get("APP_ENV")': ("APP_ENV", "test"),
    'os.getenv("APP_ENV", "prod") == "test"': ("APP_ENV", "test"),
    'os.getenv("TESTING") is not None': ("TESTING", "1"),
    'os.environ.get("DEBUG", "0") == "1"': ("DEBUG", "1"),
    '"TESTING" in os.environ': ("TESTING", "1"),
}
"""Tests of the environment: the variable and the value that makes them true; unset, they are false."""


def generate(seed: int) -> Program:
    """Return the program of this seed."""
    return Writer(seed).program()


@dataclass
class Guard:
    """A test in the program, and what holds in its arms: `pooled`, `other` or `any`."""

    test: str
    true: str
    false: str

    def negated(self) -> Guard:
        return Guard(f"not {self.test}" if " " not in self.test else f"not ({self.test})", self.false, self.true)


@dataclass
class Writer:
    seed: int
    random: Random = field(init=False)
    library: Library = field(init=False)
    imports: set[str] = field(default_factory=set)
    top: list[str] = field(default_factory=list)
    """Definitions of the module, before everything else."""
    settings: list[str] = field(default_factory=list)
    """Lines of the module `settings`."""
    others: dict[str, str] = field(default_factory=dict)
    variables: dict[str, list[str | None]] = field(default_factory=dict)
    deployments: list[dict[str, str]] = field(default_factory=list)
    """Combinations of variables, if only these occur."""
    guards: list[Guard] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    pooled: str = ""
    other: str = ""

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.library = self.random.choice(LIBRARIES)

    # --- the whole ---

    def program(self) -> Program:
        """Return the program: a URL, options and a call, at some place of a module."""
        library = self.library
        self.imports.add(f"from {library.module} import {library.callee}")
        self.pooled = self.random.choice(library.pooled)
        self.other = self.random.choice((library.direct, *library.others, *library.others))
        url = self.pick("url", self.URLS)(self)
        body, calls = self.pick("place", self.PLACES)(self, *url)
        if self.chance(0.06) and not any("NullPool" in line for line in self.imports):
            body = ["", "class NullPool:", '    """Something else."""', "", *body]
        main = [*sorted(self.imports), "", *self.top, "", *body]
        files = {"settings.py": "\n".join(self.settings) + "\n"} if self.settings else {}
        for line, name in {"import os\n": "os.", "from sqlalchemy.pool import NullPool\n": "NullPool"}.items():
            if any(name in one for one in self.settings):
                files["settings.py"] = line + files["settings.py"]
        if any("os." in line for line in main):
            main.insert(0, "import os")
        files["db.py"] = "\n".join(main) + "\n"
        if self.chance(0.2):
            self.others["pooler-lint.toml"] = f'pool-class = "{self.random.choice(("keep", "null"))}"\n'
        return Program(self.seed, " ".join(self.shape), files, self.others, tuple(calls), tuple(self.environments()))

    def environments(self) -> list[dict[str, str]]:
        """Return every combination of the variables."""
        names = list(self.variables)
        found = []
        for values in product(*self.variables.values()):
            one = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            found += [{**one, **deployment} for deployment in self.deployments or [{}]]
        return found[:MAX_ENVIRONMENTS]

    def pick(self, kind: str, table: Sequence[Callable[..., T]]) -> Callable[..., T]:
        """Choose one of these, and note its name in the shape of the program."""
        found = self.random.choice(table)
        self.shape.append(f"{kind}={found.__name__.lstrip('_')}")
        return found

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def flag(self) -> Guard:
        """Return a test of a variable that says nothing of the URL."""
        test, (name, value) = self.random.choice(list(_FLAGS.items()))
        self.variables.setdefault(name, [None, value])
        guard = Guard(test, "any", "any")
        return guard.negated() if self.chance(0.3) else guard

    def guard(self, url: str) -> Guard:
        """Return a test of the URL or of the environment."""
        tests = [*self.guards]
        if url:
            if self.other.startswith("sqlite"):
                tests.append(Guard(f'{url}.startswith("sqlite")', "other", "pooled"))
                tests.append(Guard(f'"sqlite" in {url}', "other", "pooled"))
            tests.append(Guard(f'"{self._port()}" in {url}', "pooled", "other"))
            tests.append(Guard(f'"{self._host()}" in {url}', "pooled", "other"))
        if not tests or self.chance(0.25):
            return self.flag()
        guard = self.random.choice(tests)
        return guard.negated() if self.chance(0.3) else guard

    def _port(self) -> str:
        return ":6543" if "supabase" in self.pooled else ":6432"

    def _host(self) -> str:
        return "pooler.supabase.com" if "supabase" in self.pooled else "pgbouncer"

    # --- URLs: lines and an expression ---

    def _literal(self) -> tuple[list[str], str]:
        self.other = self.pooled
        return [], f'"{self.pooled}"'

    def _constant(self) -> tuple[list[str], str]:
        self.other = self.pooled
        return [f'DATABASE_URL = "{self.pooled}"'], "DATABASE_URL"

    def _default(self) -> tuple[list[str], str]:
        """A default in the code; a deployment may set the variable."""
        if self.chance(0.6):
            default = self.in_env_file()
        else:  # the other way round: what a deployment sets that nobody has declared, nobody can know
            self.pooled, self.other = self.other, self.pooled
            default = self.in_env_file()
            self.pooled, self.other = self.other, self.pooled
        text = self.random.choice(
            (
                'os.environ.get("DATABASE_URL", "{}")',
                'os.getenv("DATABASE_URL", "{}")',
                'os.getenv("DATABASE_URL") or "{}"',
            )
        )
        return [f"DATABASE_URL = {text.format(default)}"], "DATABASE_URL"

    def in_env_file(self) -> str:
        """Declare the pooler's URL in a deployment; the other one is the default."""
        self.variables["DATABASE_URL"] = [None, self.pooled]
        if self.chance(0.6):
            self.others[".env"] = f"DATABASE_URL={self.pooled}\n"
        else:
            self.others["docker-compose.yml"] = textwrap.dedent(f"""\
                services:
                  api:
                    build: .
                    environment:
                      DATABASE_URL: "{self.pooled}"
                """)
        return self.other

    def _two_deployments(self) -> tuple[list[str], str]:
        del self.variables
        self.variables = {}
        self.deployments = [
            {"DATABASE_URL": self.pooled, "APP_ENV": "production"}, {"DATABASE_URL": self.other, "APP_ENV": "test"}
        ]  # fmt: skip
        services = "".join(
            f"  {name}:\n    build: .\n    environment:\n"
            + "".join(f'      {key}: "{value}"\n' for key, value in deployment.items())
            for name, deployment in zip(("api", "worker"), self.deployments, strict=True)
        )
        self.others["docker-compose.yml"] = f"services:\n{services}"
        self.guards.append(Guard('os.environ["APP_ENV"] == "test"', "other", "pooled"))
        return ['DATABASE_URL = os.environ["DATABASE_URL"]'], "DATABASE_URL"

    def _environment(self) -> tuple[list[str], str]:
        """A URL that is not in the repository."""
        self.variables["DATABASE_URL"] = [self.pooled, self.other]
        return ['DATABASE_URL = os.environ["DATABASE_URL"]'], "DATABASE_URL"

    def add_guard(self, test: str, true: str, false: str) -> None:
        """Remember a test that tells the URLs apart."""
        self.guards.append(Guard(test, true, false))

    def flag_of_url(self) -> Guard:
        """Return a test of a variable that chooses the other URL."""
        self.add_guard(self.flag().test, "other", "pooled")
        return self.guards[-1]

    def _ternary(self) -> tuple[list[str], str]:
        guard = self.flag_of_url()
        return [f'url = "{self.other}" if {guard.test} else "{self.pooled}"'], "url"

    def _branches(self) -> tuple[list[str], str]:
        guard = self.flag_of_url()
        return [f"if {guard.test}:", f'    url = "{self.other}"', "else:", f'    url = "{self.pooled}"'], "url"

    def _overwritten(self) -> tuple[list[str], str]:
        guard = self.flag_of_url()
        return [f'url = "{self.pooled}"  # keep: production', f"if {guard.test}:", f'    url = "{self.other}"'], "url"

    def _matched(self) -> tuple[list[str], str]:
        self.variables["APP_ENV"] = [None, "test", "production"]
        self.guards.append(Guard('os.environ.get("APP_ENV") == "test"', "other", "pooled"))
        return [
            'match os.environ.get("APP_ENV", "production"):', '    case "test":', f'        url = "{self.other}"',
            "    case _:", f'        url = "{self.pooled}"',
        ], "url"  # fmt: skip

    def _table(self) -> tuple[list[str], str]:
        self.variables["APP_ENV"] = [None, "test", "production"]
        self.top += ["URLS = {", f'    "production": "{self.pooled}",', f'    "test": "{self.other}",', "}"]
        return ['url = URLS[os.environ.get("APP_ENV", "production")]'], "url"

    def _tried(self) -> tuple[list[str], str]:
        default = self.in_env_file()
        return [
            "try:", '    url = os.environ["DATABASE_URL"]', "except KeyError:", f'    url = "{default}"',
        ], "url"  # fmt: skip

    def _settings_module(self) -> tuple[list[str], str]:
        guard = self.flag_of_url()
        self.settings += [f'DATABASE_URL = "{self.other}" if {guard.test} else "{self.pooled}"']
        if self.chance(0.5):
            self.imports.add("import settings")
            return [], "settings.DATABASE_URL"
        self.imports.add("from settings import DATABASE_URL")
        return [], "DATABASE_URL"

    def _settings_class(self) -> tuple[list[str], str]:
        default = self.in_env_file()
        lines = [f'    DATABASE_URL: str = os.getenv("DATABASE_URL", "{default}")']
        if self.chance(0.5):
            lines = [
                "    @property", "    def DATABASE_URL(self) -> str:",
                f'        return os.getenv("DATABASE_URL", "{default}")',
            ]  # fmt: skip
        self.settings += ["class Settings:", *lines, "", "", "settings = Settings()"]
        self.imports.add("from settings import settings")
        return [], "settings.DATABASE_URL"

    def _pydantic(self) -> tuple[list[str], str]:
        default = self.in_env_file()
        lines = [
            "class Settings(BaseSettings):",
            f'    database_url: str = "{default}"',
            "",
            "",
            "settings = Settings()",
        ]
        if self.chance(0.5):
            self.settings += ["from pydantic_settings import BaseSettings", "", "", *lines]
            self.imports.add("from settings import settings")
        else:
            self.imports.add("from pydantic_settings import BaseSettings")
            self.top += ["", *lines]
        return [], "settings.database_url"

    def _rewritten(self) -> tuple[list[str], str]:
        """A URL without a driver, which the code adds."""
        scheme = self.library.direct.partition(":")[0]
        if scheme == "postgresql" or self.other != self.library.direct:
            return self._overwritten()
        driver, plain = scheme, "postgresql"
        guard = self.flag_of_url()
        other, pooled = (url.replace(driver, plain) for url in (self.other, self.pooled))
        return [
            f'url = "{other}" if {guard.test} else "{pooled}"',
            f'url = url.replace("{plain}://", "{driver}://", 1)',
        ], "url"  # fmt: skip

    def _from_parts(self) -> tuple[list[str], str]:
        """A URL that is made of a host and a port."""
        self.pooled = self.library.pooled[0]
        self.other = self.library.direct
        guard = self.flag_of_url()
        scheme = self.pooled.partition(":")[0]
        lines = [f'HOST, PORT = ("db.internal", 5432) if {guard.test} else ("pgbouncer", 6432)']
        if self.library.module.startswith("sqlalchemy") and self.chance(0.5):
            self.imports.add("from sqlalchemy import URL")
            made = f'URL.create("{scheme}", username="app", password="pw", host=HOST, port=PORT, database="app")'
            return [*lines, f"url = {made}.render_as_string(hide_password=False)"], "url"
        return [*lines, f'url = f"{scheme}://app:pw@{{HOST}}:{{PORT}}/app"'], "url"

    URLS = (
        _literal, _literal, _constant, _constant, _default, _default, _two_deployments, _environment, _ternary,
        _branches, _overwritten, _matched, _table, _tried, _settings_module, _settings_class, _pydantic,
        _rewritten, _from_parts, *idioms.URLS,
    )  # fmt: skip

    # --- places: the lines of the module, and what has to be called ---

    def _module(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site(url)
        return [*setup, *lines, f"engine = {call}"], []

    def _function(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site(url)
        inner = [*self.trap(), *lines, f"return {call}"]
        if self.chance(0.4):
            return [*function_of("get_engine", "", [*setup, *inner])], ["get_engine()"]
        return [*setup, *function_of("get_engine", "", inner)], ["get_engine()"]

    def _cached(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site(url)
        self.imports.add("from functools import lru_cache")
        function = function_of("get_engine", "", [*lines, f"return {call}"])
        return [*setup, *function[:2], "@lru_cache", *function[2:], "engine = get_engine()"], []

    def _lazily(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site(url)
        inner = ["global _engine", "if _engine is None:", *indented([*lines, f"_engine = {call}"]), "return _engine"]
        return [*setup, "_engine = None", *function_of("get_engine", "", inner)], ["get_engine()"]

    def _parameter(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site("url", "")
        function = function_of("make_engine", "url: str", [*self.trap(), *lines, f"return {call}"])
        made = [f"engine = make_engine({url})"]
        if self.chance(0.4):
            made.append(f'test_engine = make_engine("{self.other}")')
        if self.chance(0.2):
            made = [f"engine = make_engine(url={url})"]
        return [*function, *setup, *made], []

    def _initialised(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site("self.url", "")
        inner = ["self.url = url", *lines, f"self.engine = {call}"]
        default = self.chance(0.4) and url != "url"
        method = indented(function_of("__init__", "self, url=None" if default else "self, url", inner)[2:])
        if default:
            method[1:1] = [f"        url = url or {url}"]
        made = "Database()" if default else f"Database({url})"
        return [*setup, "", "", "class Database:", *method, f"database = {made}"], []

    def _attribute(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site("self.url", "")
        method = indented(function_of("engine", "self", [*lines, f"return {call}"])[2:])
        found = [*setup, "", "", "class Database:", f"    url = {url}", "", *method]
        calls = ["Database().engine()"]
        if self.chance(0.6):
            found += ["class TestDatabase(Database):", f'    url = "{self.other}"', "", ""]
            calls.append("TestDatabase().engine()")
        return found, calls

    def _property(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site("self.url", "")
        method = indented(function_of("engine", "self", [*lines, f"return {call}"])[2:])
        getter = ["    @property", "    def url(self):", f"        return {url}", ""]
        found = [*setup, "", "", "class Database:", *getter, *method]
        calls = ["Database().engine()"]
        if self.chance(0.5):
            found += ["class TestDatabase(Database):", "    @property", "    def url(self):"]
            found += [f'        return "{self.other}"', "", ""]
            calls.append("TestDatabase().engine()")
        return found, calls

    def _coroutine(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        lines, call = self.site(url)
        awaits = "await " if self.library.module == "asyncpg" else ""
        function = function_of("open_engine", "", [*lines, f"return {awaits}{call}"])
        return [*setup, *[line.replace("def open_engine", "async def open_engine") for line in function]], [
            "open_engine()"
        ]

    def _two_sites(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        guard = self.guard(url)
        found = [*setup, f"if {guard.test}:"]
        for arm in (guard.true, guard.false):
            lines, call = self.site(url, arm=arm)
            found += [*indented([*lines, f"engine = {call}"]), "else:"]
        return found[:-1], []

    def _looped(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        """One call for several URLs."""
        lines, call = self.site("one", "")
        return [*setup, f'for one in ({url}, "{self.other}"):', *indented([*lines, f"engine = {call}"])], []

    def _flask(self, setup: list[str], url: str) -> tuple[list[str], list[str]]:
        """The configuration of Flask-SQLAlchemy."""
        if self.library.callee != "create_engine" or self.other.startswith("sqlite"):
            return self._module(setup, url)
        self.imports |= {"from flask import Flask", "from flask_sqlalchemy import SQLAlchemy"}
        self.imports.discard("from sqlalchemy import create_engine")
        name = "SQLALCHEMY_ENGINE_OPTIONS"
        lines = [f"SQLALCHEMY_DATABASE_URI = {url}"]
        if self.chance(0.5):
            guard = self.guard("SQLALCHEMY_DATABASE_URI")
            first, second = (as_dict(self.entries(arm)) for arm in (guard.true, guard.false))
            lines += [f"if {guard.test}:", f"    {name} = {first}", "else:", f"    {name} = {second}"]
        elif self.chance(0.8):
            lines += [f"{name} = {as_dict(self.entries())}"]
        app = ['app = Flask("app", instance_path="/tmp")', "app.config.from_object({})", "db = SQLAlchemy(app)"]
        made = [*app[:1], app[1].format("Config"), *app[2:]]
        if self.chance(0.5):
            return [*setup, "", "", "class Config:", *indented(lines), "", "", *made], []
        return [*setup, *lines, *app[:1], app[1].format("__import__(__name__)"), *app[2:]], []

    PLACES = (
        _module, _module, _module, _module, _function, _function, _function, _cached, _lazily, _parameter, _parameter,
        _initialised, _attribute, _property, _coroutine, _two_sites, _looped, _flask, *idioms.PLACES,
    )  # fmt: skip

    def trap(self) -> list[str]:
        """Return lines that use the name of what a fix imports for something else."""
        if not self.chance(0.1):
            return []
        return [
            f"if {self.flag().test}:",
            "    from sqlalchemy.pool import StaticPool as NullPool",
            "    assert NullPool",
        ]

    # --- one site: options, and the call with them ---

    def site(self, url: str, local: str | None = None, arm: str = "any") -> tuple[list[str], str]:
        """Return the lines that prepare the options, and the call."""
        guards = self.guards
        if local is not None:
            # Inside a function or a class, the tests of the module need not be about this URL.
            self.guards = []
        lines, call = self.pick("options", self.OPTIONS)(self, url, arm)
        self.guards = guards
        return lines, call

    def entries(self, arm: str = "any", part: str = "both") -> Entries:
        """Return arguments that suit this arm: the `first` part is for the engine, the `second` for its driver."""
        library = self.library
        found = {} if part == "second" else self.arguments(arm)
        if part == "first":
            return found
        is_mixed = arm != "pooled" and not self.other.startswith(library.direct.partition(":")[0])
        driver: Entries = {}
        if arm == "other" and self.other.startswith("sqlite"):
            driver = {"check_same_thread": "False"} if self.chance(0.5) else {}
        elif not is_mixed or self.chance(0.1):
            driver = self.options_of_driver()
        if not library.holder:
            found.update(driver)
        elif driver or self.chance(0.15):
            found[library.holder] = as_dict(driver)
        return found

    def arguments(self, arm: str) -> Entries:
        """Return arguments of the engine or pool."""
        found = {name: value for name, value in self.library.arguments.items() if self.chance(0.25)}
        sizes = list(self.library.sizes.items())
        in_memory = arm != "pooled" and self.other.startswith("sqlite") and not self.other.endswith("app.db")
        if sizes and not in_memory and self.chance(0.25):
            found.update(self.random.sample(sizes, self.random.randint(1, len(sizes))))
        elif "pool_size" in self.library.sizes and not in_memory and self.chance(0.1):
            self.imports.add("from sqlalchemy.pool import NullPool")
            found["poolclass"] = "NullPool"
        return found

    def options_of_driver(self) -> Entries:
        """Return options that are right, wrong, partial or missing."""
        library, random = self.library, self.random
        found = {name: value for name, value in library.harmless.items() if self.chance(0.25)}
        state = random.choice(("none", "none", "none", "partial", "partial", "wrong", "right"))
        names = list(library.options)
        if state == "partial" and len(names) > 1:
            names = random.sample(names, random.randint(1, len(names) - 1))
        elif state in ("none", "partial"):
            names = []
        for name in names:
            values = library.options[name]
            found[name] = random.choice(values[1:] or values) if state == "wrong" else values[0]
        return dict(random.sample(list(found.items()), len(found)))

    def call(self, url: str, *arguments: str, callee: str = "") -> str:
        return f"{callee or self.library.callee}({', '.join([url, *filter(None, arguments)])})"

    def _inline(self, url: str, arm: str) -> tuple[list[str], str]:
        return [], self.call(url, as_keywords(self.entries(arm)))

    def _rows(self, url: str, arm: str) -> tuple[list[str], str]:
        rows = [f"{name}={value},{self.comment(name)}" for name, value in self.entries(arm).items()]
        return [], f"{self.library.callee}(  # keep: engine\n" + "".join(
            f"    {row}\n" for row in [f"{url},", *rows]
        ) + ")"

    def comment(self, name: str) -> str:
        return f"  # keep: {name}" if not name.startswith(("pool", "max_")) and self.chance(0.5) else ""

    def _named(self, url: str, arm: str) -> tuple[list[str], str]:
        entries = self.entries(arm)
        holder = self.library.holder
        if holder in entries and self.chance(0.5):
            value = entries.pop(holder)
            return [f"connect_args = {value}"], self.call(url, as_keywords(entries), f"{holder}=connect_args")
        made = f"dict({as_keywords(entries)})" if self.chance(0.3) else as_dict(entries)
        return [f"options = {made}"], self.call(url, "**options")

    def _items(self, url: str, arm: str) -> tuple[list[str], str]:
        lines = [f'options["{name}"] = {value}{self.comment(name)}' for name, value in self.entries(arm).items()]
        return ["options = {}", *lines], self.call(url, "**options")

    def _merged(self, url: str, arm: str) -> tuple[list[str], str]:
        first, second = as_dict(self.entries(arm, "first")), as_dict(self.entries(arm, "second"))
        text = self.random.choice(("{{**BASE, **{}}}", "BASE | {}", "{{**{}, **BASE}}", "dict(BASE, **{})"))
        self.top.append(f"BASE = {first}")
        return [f"options = {text.format(second)}"], self.call(url, "**options")

    def _starred(self, url: str, arm: str) -> tuple[list[str], str]:
        self.top.append(f"BASE = {as_dict(self.entries(arm, 'first'))}")
        return [], self.call(url, "**BASE", f"**{as_dict(self.entries(arm, 'second'))}")

    def _updated(self, url: str, arm: str) -> tuple[list[str], str]:
        lines = [f"options = {as_dict(self.entries(arm, 'first'))}"]
        second = self.entries(arm, "second")
        if self.chance(0.3):
            self.top.append(f"DRIVER = {as_dict(second)}")
            return [*lines, "options.update(DRIVER)"], self.call(url, "**options")
        if self.chance(0.3):
            lines += [f'options.setdefault("{name}", {value})' for name, value in second.items()]
            return lines, self.call(url, "**options")
        return [*lines, f"options.update({as_keywords(second)})"], self.call(url, "**options")

    def _updated_if(self, url: str, arm: str) -> tuple[list[str], str]:
        """Options that an arm adds."""
        guard = self.guard(url)
        added = self.entries(guard.true if arm == "any" else arm)
        lines = [f"options = {as_dict(self.entries('any', 'first'))}", f"if {guard.test}:"]
        how = self.random.randrange(4)
        if how == 0:
            self.top.append(f"ADDED = {as_dict(added)}")
            lines.append("    options.update(ADDED)")
        elif how == 1 and added:
            lines += [f'    options["{name}"] = {value}' for name, value in added.items()]
        elif how == 2:
            lines.append(f"    options |= {as_dict(added)}")
        else:
            lines.append(f"    options.update({as_keywords(added)})")
        if self.chance(0.4):
            lines += ["else:", f"    options.update({as_dict(self.entries(guard.false if arm == 'any' else arm))})"]
        return lines, self.call(url, "**options")

    def _assigned_if(self, url: str, arm: str) -> tuple[list[str], str]:
        guard = self.guard(url)
        first, second = (as_dict(self.entries(one if arm == "any" else arm)) for one in (guard.true, guard.false))
        if self.chance(0.3):
            lines = [f"options = {second}", f"if {guard.test}:", f"    options = {first}"]
        else:
            lines = [f"if {guard.test}:", f"    options = {first}", "else:", f"    options = {second}"]
        return lines, self.call(url, "**options")

    def _chosen(self, url: str, arm: str) -> tuple[list[str], str]:
        guard = self.guard(url)
        first, second = (self.entries(one if arm == "any" else arm, "second") for one in (guard.true, guard.false))
        common = as_keywords(self.entries("any", "first"))
        holder = self.library.holder
        if not holder:
            return [], self.call(url, common, f"**({as_dict(first)} if {guard.test} else {as_dict(second)})")
        chosen = f"{first.get(holder, '{}')} if {guard.test} else {second.get(holder, '{}')}"
        if self.chance(0.5):
            return [f"connect_args = {chosen}"], self.call(url, common, f"{holder}=connect_args")
        return [], self.call(url, common, f"{holder}={chosen}")

    def _matched_options(self, url: str, arm: str) -> tuple[list[str], str]:
        self.variables.setdefault("POOL", [None, "small"])
        lines = [
            'match os.environ.get("POOL"):', '    case "small":', f"        options = {as_dict(self.entries(arm))}",
            "    case _:", f"        options = {as_dict(self.entries(arm))}",
        ]  # fmt: skip
        return lines, self.call(url, "**options")

    def _tried_options(self, url: str, arm: str) -> tuple[list[str], str]:
        self.variables.setdefault("TIMEOUT", [None, "7"])
        entries = self.entries(arm)
        name = next(iter(self.library.sizes or self.library.harmless))
        if self.library.holder and not self.library.sizes:
            name = ""
        lines = [f"options = {as_dict(entries)}", "try:"]
        lines += [f'    options["{name}"] = int(os.environ["TIMEOUT"])' if name else '    os.environ["TIMEOUT"]']
        return [*lines, "except KeyError:", "    pass"], self.call(url, "**options")

    def _helper(self, url: str, arm: str) -> tuple[list[str], str]:
        """A function that returns the options."""
        guard = self.guard("url")
        is_about_url = "url" in guard.test
        first, second = (as_dict(self.entries(one if arm == "any" else arm)) for one in (guard.true, guard.false))
        how = self.random.randrange(4)
        if how == 0:
            inner, is_about_url = [f"return {as_dict(self.entries(arm))}"], False
        elif how == 1:
            inner = [f"if {guard.test}:", f"    return {first}", f"return {second}"]
        elif how == 2:
            inner = [f"return {first} if {guard.test} else {second}"]
        else:
            inner = [f"options = {second}", f"if {guard.test}:", f"    options.update({first})", "return options"]
        decorator = []
        if self.chance(0.3):
            added = self.entries(arm, "first")
            self.top += [
                *function_of("sized", "function", [
                    "def wrapped(*args):", f"    return {{**function(*args), **{as_dict(added)}}}", "", "return wrapped"
                ])
            ]  # fmt: skip
            decorator = ["@sized"]
        function = function_of("_options", "url: str" if is_about_url else "", inner)
        self.top += [*function[:2], *decorator, *function[2:]]
        return [], self.call(url, f"**_options({url if is_about_url else ''})")

    def _partial(self, url: str, arm: str) -> tuple[list[str], str]:
        self.imports.add("from functools import partial")
        first, second = as_keywords(self.entries(arm, "second")), as_keywords(self.entries(arm, "first"))
        if self.chance(0.4):
            first, second = second, first
        callee = self.library.callee
        lines = []
        if self.chance(0.3):
            lines, callee = [f"make = {callee}"], "make"
        if self.chance(0.5):
            return [
                *lines,
                f"connected = partial({', '.join(filter(None, [callee, url, first]))})",
            ], f"connected({second})"
        return [*lines, f"connected = partial({', '.join(filter(None, [callee, first]))})"], self.call(
            url, second, callee="connected"
        )

    def _wrapper(self, url: str, arm: str) -> tuple[list[str], str]:
        """A function that passes on what it gets."""
        inner = [f"return {self.call('url', '**keywords')}"]
        if self.chance(0.5):
            name, value = next(iter((self.library.arguments or self.library.harmless).items()))
            if not self.library.holder or name in self.library.arguments:
                inner.insert(0, f'keywords.setdefault("{name}", {value})')
        self.top += function_of("_connected", "url: str, **keywords", inner)
        return [], self.call(url, as_keywords(self.entries(arm)), callee="_connected")

    def _methods(self, url: str, arm: str) -> tuple[list[str], str]:
        """Options of a method, which a subclass overrides."""
        self.top += [
            "",
            "",
            "class Options:",
            "    def options(self):",
            f"        return {as_dict(self.entries(arm))}",
            "",
        ]
        self.top += ["", "class Chosen(Options):", "    def options(self):"]
        if self.chance(0.5):
            self.top += [f"        return {as_dict(self.entries(arm))}", ""]
        else:
            self.top += [f"        return {{**super().options(), **{as_dict(self.entries(arm))}}}", ""]
        chosen = f"(Chosen() if {self.flag().test} else Options())" if self.chance(0.4) else "Chosen()"
        return [], self.call(url, f"**{chosen}.options()")

    def _default_of_parameter(self, url: str, arm: str) -> tuple[list[str], str]:
        """A function with a parameter for the driver's options, which some callers leave out."""
        holder = self.library.holder
        if not holder:
            return self._wrapper(url, arm)
        passed = self.random.choice(
            (f"{holder}={holder}", f"{holder}={holder} or {{}}", f"{holder}={{**({holder} or {{}})}}")
        )
        common = as_keywords(self.entries("any", "first"))
        default = "{}" if passed == f"{holder}={holder}" else "None"
        self.top += function_of(
            "_connected", f"url: str, {holder}={default}", [f"return {self.call('url', common, passed)}"]
        )
        lines = [f'spare = _connected("{self.other}")'] if self.chance(0.4) else []
        given = self.entries(arm, "second")
        return lines, self.call(url, as_keywords(given), callee="_connected")

    def _dict_in_rows(self, url: str, arm: str) -> tuple[list[str], str]:
        """A dict with one entry a line, and comments."""
        lines = ["options = {"]
        for name, value in self.entries(arm).items():
            if value.startswith("{") and value != "{}":
                lines += [
                    f'    "{name}": {{',
                    *[f"        {one.strip()}," for one in value.strip("{}").split(", ")],
                    "    },",
                ]
            else:
                lines.append(f'    "{name}": {value},{self.comment(name)}')
        return [*lines, "}"], self.call(url, "**options")

    def _misplaced(self, url: str, arm: str) -> tuple[list[str], str]:
        """An option where the library does not take it."""
        entries = self.entries(arm)
        if self.library.options:
            name, values = self.random.choice(list(self.library.options.items()))
            entries[name] = values[0]
        return [], self.call(url, as_keywords(entries))

    def _of_settings(self, url: str, arm: str) -> tuple[list[str], str]:
        """Options of another module."""
        self.settings += ["", f"ENGINE_OPTIONS = {as_dict(self.entries(arm))}"]
        self.imports.add("from settings import ENGINE_OPTIONS")
        return [], self.call(url, "**ENGINE_OPTIONS")

    def _tuple(self, url: str, arm: str) -> tuple[list[str], str]:
        """A function that returns the URL and the options."""
        guard = self.guard("url")
        first, second = (as_dict(self.entries(one if arm == "any" else arm)) for one in (guard.true, guard.false))
        inner = [f"if {guard.test}:", f"    return url, {first}", f"return url, {second}"]
        self.top += function_of("_configured", "url: str", inner)
        return [f"chosen, options = _configured({url})"], self.call("chosen", "**options")

    def _filtered(self, url: str, arm: str) -> tuple[list[str], str]:
        """Options that a comprehension takes from a dict."""
        first = {"echo": "None"} if "echo" in self.library.arguments else {}
        text = as_dict({**first, **self.entries(arm)})
        return [
            f"defaults = {text}",
            'options = {name: value for name, value in defaults.items() if name != "echo"}',
        ], self.call(url, "**options")  # fmt: skip

    def _popped(self, url: str, arm: str) -> tuple[list[str], str]:
        """Options of which a condition removes one."""
        entries = self.entries(arm)
        guard = self.guard(url)
        name = next(iter(entries), "echo")
        lines = [f"options = {as_dict(entries)}", f"if {guard.test}:", f'    options.pop("{name}", None)']
        return lines, self.call(url, "**options")

    OPTIONS = (
        _inline, _inline, _inline, _rows, _rows, _named, _named, _items, _merged, _starred, _updated, _updated_if,
        _updated_if, _assigned_if, _assigned_if, _chosen, _chosen, _matched_options, _tried_options, _helper, _helper,
        _partial, _wrapper, _methods, _misplaced, _default_of_parameter, _dict_in_rows, _of_settings,
        _tuple, _filtered, _popped, *idioms.OPTIONS,
    )  # fmt: skip
