"""What the modules that every run imports need of `typing` and `re`, which take a third of the time of a start."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
"""Always true for type checkers, as the one of `typing` is."""

if TYPE_CHECKING:
    import re as re
    from typing import NamedTuple as NamedTuple
else:

    class _Expressions:
        """The module `re`, which is imported when something of it is used: few runs compare a text with a pattern."""

        def __getattr__(self, name):
            import re

            value = getattr(re, name)
            setattr(self, name, value)
            return value

    re = _Expressions()

    class _Made(type):
        """Makes a named tuple out of the body of a class: its annotations are the fields, its values the defaults."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in ("__module__", "__annotations__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Made):
        """As `typing.NamedTuple`, for modules with `from __future__ import annotations`."""
