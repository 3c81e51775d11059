"""GitHub Actions: `env:` of workflows, jobs and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pooler_lint.project.environment.commands import runs_python, runs_tests
from pooler_lint.project.environment.data import Block, ComposeService, Reading, Setting, over
from pooler_lint.project.environment.interpolation import resolve_expressions
from pooler_lint.project.environment.source import YAML, ReadFile, Source
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.project.sources.compose import short_port


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """One block for the workflow, for every job and for every step that sets variables.

    The containers that jobs run beside their steps publish their ports on the machine of the job.
    """
    documents = tuple(read_yaml(text))
    blocks = (block for document in documents for block in _levels(document, path))
    jobs = (job for document in documents for job in document.get("jobs").entries.values())
    services = (
        _container(name, service, path) for job in jobs for name, service in job.get("services").entries.items()
    )
    return Reading(tuple(block for block in blocks if block.settings), services=tuple(services))


def _container(name: str, service: Node, path: str) -> ComposeService:
    ports = tuple(pair for port in service.get("ports").items if port.text for pair in short_port(port.text))
    return ComposeService(name, path, service.line, image=service.get("image").text, ports=ports)


def _levels(document: Node, path: str) -> Iterator[Block]:
    """Yield what each job gets, and each step that has variables of its own."""
    settings, known = _settings(document.get("env"), path, {})
    jobs = document.get("jobs").entries.values()
    if not jobs:
        yield Block(path, settings)
    for job in jobs:
        own, of_job = _settings(job.get("env"), path, known)
        of_whole_job = over(settings, own)
        steps = job.get("steps").items
        commands = [(step.get("run").text or "").split() for step in steps]
        of_tests = any(map(runs_tests, commands))
        foreign = _is_foreign(steps, commands)
        yield Block(path, of_whole_job, foreign=foreign, runs_tests=of_tests)
        for step, command in zip(steps, commands, strict=True):
            own, _ = _settings(step.get("env"), path, of_job)
            if own:
                of_other = foreign or runs_python(command) is False
                yield Block(path, over(of_whole_job, own), foreign=of_other, runs_tests=of_tests)


def _is_foreign(steps: Sequence[Node], commands: Sequence[Sequence[str]]) -> bool:
    """True if a job runs no Python code. Without any known command that is not known: an action may run some."""
    known = {runs_python(command) for command in commands}
    uses_python = any("python" in (step.get("uses").text or "") for step in steps)
    return False in known and True not in known and not uses_python


def _settings(node: Node, path: str, known: Mapping[str, str]) -> tuple[tuple[Setting, ...], Mapping[str, str]]:
    """The variables of one level, and all that are known from there on; one level can't refer to itself."""

    def lookup(expression: str) -> str | None:
        return known.get(expression[4:]) if expression.startswith("env.") else None

    settings = tuple(
        Setting(name, resolve_expressions(value.text, lookup), path, value.line)
        for name, value in node.entries.items()
        if value.text is not None
    )
    return settings, {**known, **{one.name: one.value for one in settings}}


SOURCE = Source(
    "GitHub Actions",
    "`.github/workflows/*.yml`, and those of Gitea and Forgejo",
    rf"[^/]+{YAML}",
    70,
    read,
    ("env:", "services:"),
    folder=r"\.(?:github|gitea|forgejo)/workflows",
    is_ci=True,
)
