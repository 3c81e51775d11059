"""What whoever runs the tool says of the project, by its configuration or by the process: variables, source roots."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.deployments import Candidate
from pooler_lint.project.environment.tables import toml_lines
from pooler_lint.records import dataclass
from pooler_lint.repository.files import MAX_SETTINGS, read_file
from pooler_lint.repository.patterns import compile_globs
from pooler_lint.repository.walk import DEFAULT_EXCLUDE, relative
from pooler_lint.values import Evidence
from pooler_lint.values.conditions import Deployment

if TYPE_CHECKING:
    from pooler_lint.config import Settings

_THIS_PROCESS = frozenset({Deployment("the environment of this process")})
PROCESS = "the environment of this process"
"""What stands for the path of a file in the evidence of `--use-environment`."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the configuration in the file `source` says of variables and imports, and whether the process counts."""

    variables: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    use_environment: bool = False
    source_roots: tuple[str, ...] = ()
    """Absolute folders that imports start from."""
    exclude: tuple[str, ...] = ()
    """The patterns of what is left out, without those that are left out by default."""
    exclude_from: str = ""
    """The absolute folder that these patterns are relative to."""

    def leaves_out(self, path: str) -> bool:
        """True if the configuration excludes the deployment file at this path."""
        if not self.exclude:
            return False
        inside = relative(os.path.abspath(path), self.exclude_from)
        return compile_globs(self.exclude).match_within(inside)

    def names(self) -> tuple[str, ...]:
        """The variables that are given a value."""
        own = sorted(os.environ) if self.use_environment else []
        return tuple(dict.fromkeys([*(name for name, _ in self.variables), *own]))

    def candidates(self, variable: str) -> tuple[Candidate, ...]:
        """What is given for this variable, the configuration's first; an empty value is none."""
        configured = dict(self.variables).get(variable)
        found = []
        if configured:
            source = os.path.relpath(self.source) if self.source else "the configuration"
            evidence = _evidence(variable, source, _line(self.source, variable))
            found.append(Candidate(configured, evidence, int(Rank.CONFIGURATION), None))
        own = os.environ.get(variable) if self.use_environment else None
        if own:
            found.append(
                Candidate(
                    own.replace("\0", ""), _evidence(variable, PROCESS, 0), int(Rank.PROCESS), None, _THIS_PROCESS
                )
            )
        return tuple(found)


def given_by(settings: Settings) -> Given:
    """What the settings give."""
    source = os.path.abspath(settings.source) if settings.source else None
    roots = tuple(os.path.normpath(os.path.join(settings.root, folder)) for folder in settings.src)
    exclude = (*settings.exclude, *settings.extend_exclude)
    own = tuple(pattern for pattern in exclude if pattern not in DEFAULT_EXCLUDE)
    return Given(settings.env, source, settings.use_environment, roots, own, os.path.abspath(settings.root))


def _evidence(variable: str, path: str, line: int) -> Evidence:
    where = "here" if line else f"in {path}"
    return Evidence(f"environment variable {variable} is set {where}", path, line)


def _line(source: str | None, variable: str) -> int:
    """The line of the configuration file that sets the variable; 0 where it can't be found."""
    try:
        text = read_file(source or "", MAX_SETTINGS).decode("utf-8")
    except (OSError, ValueError):
        return 0
    return toml_lines(text).find(variable, max(text.find("env"), 0))
