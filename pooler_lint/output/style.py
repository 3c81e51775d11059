"""Colours, secrets, control characters and commands: what happens to every text that is shown."""

from __future__ import annotations

from pooler_lint.light import NamedTuple, re

_CODES = {"bold": "1", "red": "1;31", "green": "32", "cyan": "36", "blue": "1;34", "yellow": "1;33", "dim": "2"}


class Style(NamedTuple):
    """Paints text for a terminal, or leaves it as it is."""

    color: bool

    def paint(self, text: str, colour: str) -> str:
        """Return the text in this colour, if there are colours; it is visible in any case."""
        text = visible(text, keep="\t")
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.color and text else text


def safe(text: str) -> str:
    """Return the text as one line without secrets and without characters that a terminal would obey."""
    from pooler_lint.dsn.mask import mask_secrets

    return visible(mask_secrets(text))


def visible(text: str, keep: str = "") -> str:
    r"""Return the text with an escape such as `\x1b` for each character that is not printable and not in `keep`.

    These are control characters, line ends, bidirectional marks, characters without width, and the bytes of a file name
    that cannot be decoded.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(one) if not one.isprintable() and one not in keep else one for one in text)


_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BYTE = range(0xDC80, 0xDD00)
"""How Python represents bytes of a file name that it cannot decode."""


def _escaped(character: str) -> str:
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100 or code in _BYTE:
        return f"\\x{code & 0xFF:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def without_marked_commands(text: str, escape: str = r"\x23") -> str:
    """Return the text without `##[...]` and the like, which some CI systems execute anywhere in a line.

    Azure Pipelines knows `##vso[...]`, GitHub Actions `##[...]` and TeamCity `##teamcity[...]`.
    """
    return re.sub(r"#(?=#\w*\[)", lambda _: escape, text) if "##" in text else text


def without_commands(text: str) -> str:
    """Return an output in which no line is a command to a CI system.

    GitHub Actions executes `::name::` at the start of a line, behind white space.
    """
    text = without_marked_commands(text)
    return re.sub(r"^([^\S\n]*):(?=:)", r"\1\\x3a", text, flags=re.MULTILINE) if "::" in text else text


def plural(count: int, noun: str) -> str:
    """The number and the noun: one file, two files."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
