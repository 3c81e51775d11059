"""What settings libraries make of texts."""

from __future__ import annotations

from pooler_lint.frameworks.casts import cast
from pooler_lint.values import Known, Unknown
from tests.table import each_row


@each_row(
    "text, kind, made",
    [
        *(("0", "int", 0), (" -12 ", "int", -12), ("1_0", "int", "1_0"), ("1.5", "int", "1.5")),
        *(("0", "bool", False), ("True", "bool", True), ("no", "bool", False), ("maybe", "bool", "maybe")),
        *(("0", None, "0"), (7, "bool", 7), (None, "int", None)),
    ],
)  # fmt: skip
def test_texts_become_what_the_type_makes_of_them(text: str | None, kind: str | None, made: object) -> None:
    assert cast(Known(text), kind) == Known(made)  # type: ignore[arg-type]


def test_what_is_not_known_stays() -> None:
    assert cast(Unknown("a reason"), "int") == Unknown("a reason")
