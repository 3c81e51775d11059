from __future__ import annotations

from pooler_lint.values import Argument, Attribute, Called, Known, OneOf, Origin, Symbol, Text, Unknown, Value
from pooler_lint.values.sources import same_source
from tests.dsn.holes import hole, text
from tests.table import each_row


def _called(function: Value, *arguments: Value) -> Called:
    return Called(function, tuple(Argument(None, argument) for argument in arguments))


_URL = hole("url")
_SETTINGS = Symbol("app.settings")
_PARSE = Symbol("urllib.parse.urlparse")


@each_row(
    ("subject", "dsn"),
    [
        (_URL, _URL),
        (_URL, text("postgresql+asyncpg://{url}")),
        (hole("host"), text("postgresql://u@{host}:{port}/d")),
        (Attribute(_called(_PARSE, _URL), "port"), _URL),
        (Attribute(_URL, "port"), _URL),
        (_called(Attribute(_URL, "lower")), _URL),
        (_URL, _called(Attribute(_URL, "replace"), Known("a"), Known("b"))),
        (_called(Symbol("str"), Attribute(_SETTINGS, "url")), Attribute(_SETTINGS, "url")),
        (Attribute(_SETTINGS, "url"), _called(Attribute(Attribute(_SETTINGS, "url"), "unicode_string"))),
        (Attribute(Symbol("app"), "URL"), Unknown("imported", Origin("import", "app.URL"))),
        (_URL, OneOf(((frozenset(), Known("x")), (frozenset(), _URL)))),
        (_URL, Unknown("elsewhere", Origin("parameter", "url"))),
        (Unknown("a field", subject="url"), Unknown("a field", subject="url")),
    ],
)
def test_same(subject: Value, dsn: Value) -> None:
    assert same_source(subject, dsn)


@each_row(
    ("subject", "dsn"),
    [
        (hole("mode"), _URL),
        (Known("x"), Known("x")),
        (Attribute(_SETTINGS, "mode"), Attribute(_SETTINGS, "url")),
        (Attribute(hole("settings"), "mode"), Attribute(hole("settings"), "url")),
        (_called(Attribute(_SETTINGS, "mode")), _called(Attribute(_SETTINGS, "url"))),
        (Attribute(hole("settings"), "port"), text("postgresql://u@{host}/d")),
        (Unknown("a loop variable"), Unknown("a loop variable")),
        (hole("settings"), Attribute(hole("settings"), "port")),
        (hole("mode"), Text(("postgresql://", Attribute(_SETTINGS, "mode")))),
    ],
)
def test_not_the_same(subject: Value, dsn: Value) -> None:
    assert not same_source(subject, dsn)
