"""Repositories that tests write, and what they say of a variable."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from pooler_lint.project.environment.deployments import Candidate, Deployments
from pooler_lint.repository.files import Repository


def write(root: Path, files: dict[str, str]) -> Deployments:
    """Writes these files (their texts dedented) below `root` and begins a run over them."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return Deployments(Repository(str(root)))


def shown(candidates: tuple[Candidate, ...]) -> list[str]:
    """Candidates as `path:line scope value`, `-` for no scope and `{NAME}` for a marker."""
    return [f"{one.evidence.path}:{one.evidence.line} {one.scope or '-'} {_open(one.value)}" for one in candidates]


def found(deployments: Deployments, file: str, variable: str = "DATABASE_URL") -> list[str]:
    """What the Python file at this path below the root may get."""
    return shown(deployments.candidates(variable, str(Path(deployments.root, file))))


def _open(value: str) -> str:
    parts = value.split("\0")
    return "".join(f"{{{part}}}" if number % 2 else part for number, part in enumerate(parts))
