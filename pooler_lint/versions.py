"""Version ranges of the libraries under check: what is known of them, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pooler_lint.records import dataclass

if TYPE_CHECKING:
    from packaging.version import Version

_EXAMPLES = 'write "0.30", "==0.30.0", ">=0.29,<0.31", "~=0.29" or "<=0.30.5"'
_OPERATORS = ("===", "==", "~=", "!=", "<=", ">=", "<", ">")


@dataclass(frozen=True, slots=True)
class VersionRange:
    """Versions from `at_least` (inclusive) up to `below` (exclusive); None where that side is not known."""

    at_least: str | None = None
    below: str | None = None

    def known_below(self, version: str) -> bool:
        """True if every version of the range is below this one."""
        return self.below is not None and _parse(self.below) <= _parse(version)

    def known_at_least(self, version: str) -> bool:
        """True if every version of the range is this one or a later one."""
        return self.at_least is not None and _parse(self.at_least) >= _parse(version)

    def inside(self, other: VersionRange) -> bool:
        """True if every version of this range is surely in the other one."""
        return (other.at_least is None or self.known_at_least(other.at_least)) and (
            other.below is None or self.known_below(other.below)
        )

    def outside(self, other: VersionRange) -> bool:
        """True if no version of this range can be in the other one."""
        return (other.below is not None and self.known_at_least(other.below)) or (
            other.at_least is not None and self.known_below(other.at_least)
        )


ANY_VERSION = VersionRange()


def parse_version_range(text: str) -> VersionRange:
    """The range that a version or a list of version specifiers stands for.

    A bare version covers all releases that begin with it: "0.30" is 0.30.*. Exclusions ("!=") widen nothing and are
    left out. Raises ValueError, with examples of what can be written, if the text is neither.
    """
    clauses = [clause.strip() for clause in text.split(",") if clause.strip()]
    if not clauses:
        raise ValueError(f"a version is empty: {_EXAMPLES}")
    result = ANY_VERSION
    for clause in clauses:
        result = _intersection(result, _parse_clause(clause, text))
    if result.at_least is not None and result.known_below(result.at_least):
        raise ValueError(f"no version is in {text!r}: {_EXAMPLES}")
    return result


def _parse_clause(clause: str, text: str) -> VersionRange:
    operator = next((operator for operator in _OPERATORS if clause.startswith(operator)), "")
    operand = clause[len(operator) :].strip()
    if operand.endswith(".*") and operator in ("", "=="):
        return _releases_of(operand[: -len(".*")], text)
    if operator == "":
        return _releases_of(operand, text)
    version = _release(operand, text)
    if operator in (">=", ">"):
        return VersionRange(at_least=operand)
    if operator == "<":
        return VersionRange(below=operand)
    if operator == "<=":
        return VersionRange(below=_after(version))
    if operator == "==":
        return VersionRange(operand, _after(version))
    if operator == "~=":
        return _compatible(operand, version, text)
    if operator == "!=":
        return ANY_VERSION
    raise ValueError(f"{text!r} is not a version range: {_EXAMPLES}")


def _releases_of(prefix: str, text: str) -> VersionRange:
    release = _release(prefix, text).release
    return VersionRange(prefix, _bumped(release))


def _compatible(operand: str, version: Version, text: str) -> VersionRange:
    if len(version.release) < 2:
        raise ValueError(f"{text!r} needs a minor version after ~=: {_EXAMPLES}")
    return VersionRange(operand, _bumped(version.release[:-1]))


def _after(version: Version) -> str:
    """A version that all of this release (its post releases too) is below, and that later releases are not."""
    release = version.release + (0,) * (3 - len(version.release))
    return _bumped(release)


def _bumped(release: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in (*release[:-1], release[-1] + 1))


def _intersection(left: VersionRange, right: VersionRange) -> VersionRange:
    lows = [low for low in (left.at_least, right.at_least) if low is not None]
    highs = [high for high in (left.below, right.below) if high is not None]
    return VersionRange(max(lows, key=_parse, default=None), min(highs, key=_parse, default=None))


def _release(operand: str, text: str) -> Version:
    from packaging.version import InvalidVersion

    try:
        return _parse(operand)
    except InvalidVersion:
        raise ValueError(f"{text!r} is not a version or a version range: {_EXAMPLES}") from None


def _parse(version: str) -> Version:
    from packaging.version import Version

    return Version(version)
