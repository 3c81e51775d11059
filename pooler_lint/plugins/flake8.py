"""The door for flake8: the findings of the command line, for the file that flake8 is at."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from pooler_lint.about import version as installed_version
from pooler_lint.config import ConfigError, Resolver, check_codes, with_line_length
from pooler_lint.files.screen import could_matter
from pooler_lint.repository.discovery import is_excluded

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Sequence

    from pooler_lint.config import Settings
    from pooler_lint.project.project import Project

_STDIN = ("stdin", "-")


class Plugin:
    """Made by flake8 for each file; `tree` is asked for only since that makes flake8 run the plugin once a file."""

    name = "pooler-lint"
    version = installed_version()

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        """`filename` is "stdin" for standard input; `lines` are decoded and keep their line ends."""
        self._filename = filename
        self._lines = lines

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Line (from 1), column (from 0, code points), code and message, and this class."""
        text = "".join(self._lines)
        if not could_matter(text.encode("utf-8", "replace")):
            return
        try:
            settings = _settings(_folder(self._filename))
        except ConfigError as error:
            yield 1, 0, _message("PGB900", error.line), type(self)
            return
        rules = _resolver().rules_for(_folder(self._filename))
        if self._filename not in _STDIN and is_excluded(self._filename, rules):
            return
        yield from self._findings(text, with_line_length(settings, self._filename, _resolver().repositories))

    def _findings(self, text: str, settings: Settings) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        from pooler_lint.files.garbage import collected_by_hand
        from pooler_lint.output.format import message
        from pooler_lint.run import check_source_text

        with collected_by_hand():  # flake8 keeps the tokens and the trees of its own checks
            report = check_source_text(text, self._filename, settings, False, _project())
        for item in report.diagnostics:
            yield item.line, item.column - 1, _message(item.code, message(item)), type(self)


def _message(code: str, message: str) -> str:
    from pooler_lint.output.style import safe, without_commands

    return without_commands(f"{code} {safe(message)}")


def _folder(filename: str) -> str:
    return os.getcwd() if filename in _STDIN else os.path.dirname(os.path.abspath(filename))


@cache
def _resolver() -> Resolver:
    return Resolver()


@cache
def _project() -> Project:
    from pooler_lint.project.project import Project

    return Project(_resolver().repositories)


@cache
def _settings(folder: str) -> Settings:
    settings = _resolver().settings_for(folder)
    if settings.select or settings.ignore or settings.extend_select or settings.per_file_ignores:
        from pooler_lint.rules import RULES

        check_codes(settings, [rule.code for rule in RULES])
    return settings
