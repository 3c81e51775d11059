"""Classes by their bases: what they define, and which are classes of settings or models."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.values import ClassOf, Symbol, Value, alternatives


def member_of(cls: ClassOf, name: str) -> Value | None:
    """What the class or its bases in the file define under this name."""
    found = cls.get(name)
    if found is not None:
        return found
    for base in cls.bases:
        if isinstance(base, ClassOf):
            found = member_of(base, name)
            if found is not None:
                return found
    return None


def is_settings(cls: ClassOf) -> bool:
    """True for a subclass of pydantic's BaseSettings: its fields come from the environment."""
    return any(dotted.endswith("BaseSettings") for dotted in foreign_bases(cls))


def is_model(cls: ClassOf) -> bool:
    """True for a class of pydantic's: its fields are checked by validators."""
    return any(dotted.split(".")[0] in ("pydantic", "pydantic_settings") for dotted in foreign_bases(cls))


def foreign_bases(cls: ClassOf) -> Iterator[str]:
    """Yield the bases of the class, and of its bases, that are of other packages."""
    for base in cls.bases:
        for _, plain in alternatives(base):
            if isinstance(plain, Symbol):
                yield plain.dotted
            elif isinstance(plain, ClassOf):
                yield from foreign_bases(plain)
