"""Tables of examples for one function: one test that runs every row and reports each that fails."""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

SHOWN = 300
"""Characters of a row that a failure shows."""


def each_row(names: str | Sequence[str], values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that calls a test with each of the rows, as `pytest.mark.parametrize` would in many tests.

    The rows share the fixtures of the test.
    """
    columns = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [(value,) if len(columns) == 1 else tuple(value) for value in values]
    assert table, "the table has no rows"

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def test(**fixtures: Any) -> None:
            failures = []
            for row in table:
                try:
                    function(**fixtures, **dict(zip(columns, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    failures.append(f"{_shown(row)}\n{_traceback(error)}")
            if failures:
                pytest.fail(f"{len(failures)} of {len(table)} rows fail\n\n" + "\n".join(failures), pytrace=False)

        signature = inspect.signature(function)
        fixtures = [one for name, one in signature.parameters.items() if name not in columns]
        test.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return test

    return decorate


def _shown(row: tuple[Any, ...]) -> str:
    text = ", ".join(map(repr, row))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def _traceback(error: BaseException) -> str:
    below = error.__traceback__.tb_next if error.__traceback__ else None
    return "".join(traceback.format_exception(type(error), error, below))
