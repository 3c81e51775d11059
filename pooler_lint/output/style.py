"""Colours, secrets and control characters: what happens to every text on its way out."""

from __future__ import annotations

from pooler_lint.light import NamedTuple

_CODES = {"bold": "1", "red": "1;31", "green": "32", "cyan": "36", "blue": "1;34", "yellow": "1;33", "dim": "2"}


class Style(NamedTuple):
    """Paints text for a terminal, or leaves it as it is."""

    color: bool

    def paint(self, text: str, colour: str) -> str:
        """The text in this colour, if there are colours."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.color and text else text


def safe(text: str) -> str:
    """One line without secrets and without characters that a terminal would obey."""
    from pooler_lint.dsn.mask import mask_secrets

    return visible(mask_secrets(text))


def visible(text: str) -> str:
    """The text with a "�" for each control character; a tab stays."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() or character == "\t" else "�" for character in text)


def plural(count: int, noun: str) -> str:
    """The number and the noun: one file, two files."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
