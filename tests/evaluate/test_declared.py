"""Settings that another program reads: what modules, classes and mappings hold under the names that are looked for."""

from __future__ import annotations

import textwrap

from pooler_lint.evaluate.declared import Declared
from pooler_lint.queries.reader import read
from pooler_lint.values import Dict
from tests.evaluate.showing import show
from tests.table import each_row

SETTINGS = frozenset({"NAMES", "OPTIONS"})


def declared(source: str) -> tuple[Declared, ...]:
    return read(textwrap.dedent(source), "settings.py", frozenset({"lib.call"}), None, SETTINGS).declared


def value(source: str, name: str = "NAMES") -> str:
    """What the name is worth in the only thing that sets it."""
    (found,) = declared(source)
    held = found.get(name)
    assert held is not None
    return show(held)


@each_row(
    ("source", "expected"),
    [
        ("NAMES = {'a': {'b': 1}}", "{a: {b: 1}}"),
        ("NAMES: dict = {'a': 1}", "{a: 1}"),
        ("NAMES = {'a': {}}\nNAMES['a']['b'] = 2", "{a: {b: 2}}"),
        ("NAMES = {'a': {'b': 1}}\nNAMES['a'].update(b=2)", "{a: {b: 2}}"),
        ("NAMES = {'a': 1}\nNAMES = {'a': 2}", "{a: 2}"),
        ("inner = {'b': 1}\nNAMES = {'a': inner}\ninner['b'] = 2", "{a: {b: <?>, ...}}"),
        ("class C:\n    NAMES = {'a': 1}", "{a: 1}"),
        ("app.config['NAMES'] = 1", "1"),
        ("app.config.update(NAMES=1)", "1"),
        ("app.config.from_mapping({'NAMES': 1})", "1"),
        ("config['NAMES'] = 1", "1"),
    ],
)
def test_what_a_setting_is_in_the_end(source: str, expected: str) -> None:
    assert value(source) == expected


@each_row(
    "source",
    [
        "NAMES = {'a': {'b': 1}}\nhelper(locals())",
        "NAMES = {'a': {'b': 1}}\nhelper(globals())",
        "NAMES = {'a': {'b': 1}}\nfrom .local import *",
        "NAMES = {'a': {'b': 1}}\nfor each in NAMES.values():\n    each['b'] = 2",
        "NAMES = {'a': {'b': 1}}\nfor name, each in NAMES.items():\n    each['b'] = 2",
        "NAMES = {'a': {'b': 1}}\nfor name in NAMES:\n    NAMES[name]['b'] = 2",
        "NAMES = {'a': {'b': 1}}\nhelper(NAMES)",
    ],
)
def test_a_setting_that_something_may_have_changed_is_in_doubt(source: str) -> None:
    assert "1" not in value(source)
    (found,) = declared(source)
    assert show(found.settings[0].value) == "{a: {b: 1}}"


def test_a_class_has_what_its_bases_set() -> None:
    base, own = declared("class A:\n    NAMES = 1\nclass B(A):\n    OPTIONS = 2\nclass C(B): pass")
    assert [setting.name for setting in base.settings] == ["NAMES"]
    assert [setting.name for setting in own.settings] == ["OPTIONS"]
    assert [(entry.key, show(entry.value)) for entry in own.values] == [("NAMES", "1"), ("OPTIONS", "2")]


def test_mappings_of_two_functions_are_two() -> None:
    source = "def a(app):\n    app.config['NAMES'] = 1\ndef b(app):\n    app.config['NAMES'] = 2\n"
    assert [show(one.values[0].value) for one in declared(source)] == ["1", "2"]


@each_row(
    "line",
    [
        "app.config.from_object('x')",
        "app.config.update(more)",
        "app.config.update(**more)",
        "app.config.from_prefixed_env()",
    ],
)
def test_a_mapping_that_gets_settings_from_elsewhere_is_open(line: str) -> None:
    (found,) = declared(f"def f(app, more):\n    app.config['NAMES'] = 1\n    {line}\n")
    assert found.open is not None


def test_a_name_that_is_set_twice_in_a_mapping_is_not_known() -> None:
    assert value("app.config['NAMES'] = 1\napp.config['NAMES'] = 2") == "<?>"


@each_row(
    "source",
    [
        "print(NAMES)",
        "print(settings.NAMES['a'])",
        "settings.NAMES['a'] = 1",
        "def f():\n    NAMES = {'a': 1}",
        "app.options['NAMES'] = 1",
        "print(app.config['NAMES'])",
    ],
)
def test_what_only_reads_or_means_something_else_declares_nothing(source: str) -> None:
    assert declared(source) == ()


@each_row(
    ("source", "expected"),
    [
        ("import dj_database_url as d\nNAMES = d.config()", "dj_database_url.parse(<DATABASE_URL>)"),
        ("import dj_database_url as d\nNAMES = d.config('X', conn_max_age=5)", "dj_database_url.parse(<X>, 5)"),
        ("import dj_database_url as d\nNAMES = d.parse('u', 'e')", "dj_database_url.parse('u', 'e')"),
        ("import environ\nNAMES = environ.Env().db()", "environ.Env.db_url_config(<DATABASE_URL>)"),
        ("import environ\nNAMES = environ.Env().db_url('X')", "environ.Env.db_url_config(<X>)"),
        ("import environ\nNAMES = environ.Env.db_url_config('u')", "environ.Env.db_url_config('u')"),
        ("import environ\nNAMES = environ.FileAwareEnv().db_url_config('u')", "environ.Env.db_url_config('u')"),
        ("import environs\nNAMES = environs.Env().dj_db_url('X')", "dj_database_url.parse(<X>)"),
    ],
)
def test_a_mapping_made_out_of_a_url_remembers_the_call(source: str, expected: str) -> None:
    (found,) = declared(f"{source}\nNAMES['KEY'] = 1")
    held = found.get("NAMES")
    assert isinstance(held, Dict)
    assert show(held) == "{KEY: 1, ...}"
    assert [show(piece) for piece in held.unpacked] == [expected]
