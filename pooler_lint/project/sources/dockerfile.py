"""Dockerfiles: what `ENV` sets in the image, and which folders of the build context `COPY` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pooler_lint.project.environment.data import Setting
from pooler_lint.project.environment.interpolation import resolve_braces
from pooler_lint.project.environment.source import Source
from pooler_lint.project.texts import BrokenFileError, parse_json
from pooler_lint.records import dataclass, field

_ASSIGNMENT = re.compile(r"""(?<![\w.-])([A-Za-z_][\w.-]*)=((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])*)""", re.DOTALL)
_OLD_FORM = re.compile(r"([A-Za-z_][\w.-]*)\s+(.*)\Z", re.DOTALL)
_QUOTED = re.compile(r""""((?:\\.|[^"\\])*)"|'([^']*)'|((?:\\.|[^"'\\])+)|(.)""", re.DOTALL)
_FROM = re.compile(r"(?:--\S+\s+)*(?P<image>\S+)(?:\s+AS\s+(?P<name>\S+))?", re.IGNORECASE)
_HEREDOC = re.compile(r"<<-?\s*([\"']?)([A-Za-z_]\w*)\1")
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)(?:\s+(.*))?\Z", re.DOTALL)
_INSTALLER = re.compile(
    r"(?<![\w.-])(?:pip[\d.]*|python[\d.]*-pip|uv|poetry|pipenv|pdm|conda|mamba|micromamba)(?![\w.-])"
)
"""A tool that installs Python packages. Images of other languages install Python alone, to build native modules."""
_SOURCE = re.compile(r"--from=(\S+)")
_NAME = re.compile(r"(?:^|(?<=\s))[A-Za-z_][\w.-]*(?=[=\s])")

MOST_STAGES = 200
"""Stages of a Dockerfile: each can have all variables of the one before it."""


@dataclass(slots=True)
class _Stage:
    name: str | None = None
    base: str = ""
    settings: dict[str, Setting] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    commands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    installs_python: bool = False
    copies_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a Dockerfile, from one `FROM` to the next."""

    name: str | None
    base: str
    """The image or the stage that it begins with."""
    settings: tuple[Setting, ...]
    copied: tuple[str, ...]
    """The paths that it takes from the build context."""
    sources: tuple[str, ...]
    """The stages, by name or number, and images that it copies from."""
    command: tuple[str, ...]
    """The words of `ENTRYPOINT` and `CMD`."""
    installs_python: bool
    copies_unknown: bool
    """It also copies paths that are not known."""


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """What a Dockerfile says. The last one of `stages` is what is built by default."""

    stages: tuple[Stage, ...] = ()

    @property
    def copied(self) -> tuple[str, ...]:
        """The paths that any stage takes from the build context."""
        return tuple(dict.fromkeys(path for stage in self.stages for path in stage.copied))

    def stage(self, target: str | None = None) -> Stage | None:
        """Return what is built: the stage `target` where there is one of this name, else the last one."""
        named = [stage for stage in self.stages if target is not None and stage.name == target.lower()]
        return (named or self.stages or (None,))[-1]

    def settings(self, target: str | None = None) -> tuple[Setting, ...]:
        """Return the variables of the image that is built."""
        stage = self.stage(target)
        return () if stage is None else stage.settings

    def origins(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the stage and all stages that its content may come from."""
        numbered = {str(number): one for number, one in enumerate(self.stages)}
        by_name = {**numbered, **{one.name: one for one in self.stages if one.name is not None}}
        found = [stage]
        for one in found:
            others = (by_name.get(name.lower()) for name in (one.base, *one.sources))
            found += [other for other in dict.fromkeys(others) if other is not None and other not in found]
        return tuple(found)


def read_dockerfile(text: str, path: str, arguments: Mapping[str, str] | None = None) -> Dockerfile:
    """Read a Dockerfile; `arguments` are build arguments from outside. Raises BrokenFileError."""
    given = arguments or {}
    stages = [_Stage()]
    before: dict[str, str] = {}
    by_name: dict[str | None, _Stage] = {}
    lines = text.splitlines()
    for line, last, instruction, rest in _instructions(text.replace("\0", "")):
        stage = stages[-1]
        if instruction == "FROM":
            if len(stages) > MOST_STAGES:
                raise BrokenFileError(f"it has more than {MOST_STAGES} stages")
            stages.append(_next_stage(rest, by_name))
            by_name[stages[-1].name] = stages[-1]
        elif instruction == "ARG":
            _argument(rest, stage, given, before, is_first=len(stages) == 1)
        elif instruction == "ENV":
            _environment(rest, stage, path, _lines_of_names(lines[line - 1 : last], line), line)
        elif instruction in ("COPY", "ADD"):
            _copy(rest, stage)
        elif instruction in ("ENTRYPOINT", "CMD"):
            stage.commands[instruction] = _words(rest)
        elif instruction == "RUN":
            stage.installs_python |= _INSTALLER.search(rest) is not None
    return Dockerfile(tuple(map(_finished, stages[1:])))


def _finished(stage: _Stage) -> Stage:
    return Stage(
        stage.name,
        stage.base,
        tuple(stage.settings.values()),
        tuple(dict.fromkeys(stage.copied)),
        tuple(dict.fromkeys(stage.sources)),
        (*stage.commands.get("ENTRYPOINT", ()), *stage.commands.get("CMD", ())),
        stage.installs_python,
        stage.copies_unknown,
    )


def _instructions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield every instruction with its first and last line, without comments and here-documents."""
    escape = "`" if re.match(r"(?:#[^\n]*\n)*#\s*escape\s*=\s*`", text, re.IGNORECASE) else "\\"
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        last, joined = _continued(number, line.rstrip(), lines, escape)
        found = _INSTRUCTION.match(joined)
        if found is None:
            continue
        for _, word in _HEREDOC.findall(joined) if found[1].upper() in ("RUN", "COPY", "ADD") else ():
            while next(lines, (0, word))[1].strip() != word:
                pass
        yield number, last, found[1].upper(), found[2] or ""


def _continued(number: int, line: str, lines: Iterator[tuple[int, str]], escape: str) -> tuple[int, str]:
    """Return the last line of the instruction that begins with this one, and the whole of it."""
    parts = [line]
    while parts[-1].endswith(escape):
        number, following = next(lines, (number, None))
        if following is None:
            break
        # Comment lines and empty lines inside a continued instruction are left out, as by the builder.
        if not following.lstrip().startswith("#") and following.strip():
            parts[-1] = parts[-1][:-1]
            parts.append(following.strip())
    return number, " ".join(parts)


def _next_stage(rest: str, by_name: Mapping[str | None, _Stage]) -> _Stage:
    found = _FROM.match(rest)
    if found is None:
        return _Stage()
    stage = _Stage((found["name"] or "").lower() or None, found["image"])
    before = by_name.get(found["image"].lower())
    if before is not None:
        stage.settings = dict(before.settings)
        stage.commands = dict(before.commands)
    return stage


def _argument(rest: str, stage: _Stage, given: Mapping[str, str], before: dict[str, str], *, is_first: bool) -> None:
    for word in re.findall(r"""(?:"[^"]*"|'[^']*'|\S)+""", rest):
        name, equals, default = word.partition("=")
        value = given.get(name, _text(default, stage) if equals else before.get(name))
        if value is None:
            continue
        stage.arguments[name] = value
        if is_first:
            before[name] = value


def _lines_of_names(lines: Sequence[str], first: int) -> dict[str, int]:
    """Return the first line on which each word stands that could be a name; the lines begin with line `first`."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=first):
        for name in _NAME.findall(line):
            found.setdefault(name, number)
    return found


def _environment(rest: str, stage: _Stage, path: str, lines: Mapping[str, int], first: int) -> None:
    pairs = _ASSIGNMENT.findall(rest)
    if not re.match(r"[A-Za-z_][\w.-]*=", rest):
        old = _OLD_FORM.match(rest)
        pairs = [(old[1], old[2])] if old is not None else []
        values = [resolve_braces(value, lambda name: _known(name, stage), "\\$") for _, value in pairs]
    else:
        # All of one instruction see what was set before it, not each other.
        values = [_text(value, stage) for _, value in pairs]
    for (name, _), value in zip(pairs, values, strict=True):
        stage.settings[name] = Setting(name, value, path, lines.get(name, first))


def _text(written: str, stage: _Stage) -> str:
    """A value without its quotes and escapes, the variables outside of single quotes resolved."""
    pieces = []
    for double, single, bare, other in _QUOTED.findall(written):
        # A dollar keeps its escape until it is resolved.
        unescaped = re.sub(r"\\([^$])", r"\1", double or bare or other)
        pieces.append(single or resolve_braces(unescaped, lambda name: _known(name, stage), "\\$"))
    return "".join(pieces)


def _known(name: str, stage: _Stage) -> str | None:
    if name in stage.settings:
        return stage.settings[name].value
    return stage.arguments.get(name)


def _copy(rest: str, stage: _Stage) -> None:
    """Note what is copied out of the build context, or out of another stage; what comes from the net is left out."""
    flags = re.match(r"(?:--\S+\s+)*", rest)
    assert flags is not None
    source = _SOURCE.search(flags[0])
    if source is not None:
        stage.sources.append(source[1])
        return
    words = rest[flags.end() :].strip()
    paths = [path for path in _listed(words) or words.split() if "://" not in path and not path.startswith("<<")]
    known = [path for path in paths[:-1] if "$" not in path]
    stage.copied += known
    stage.copies_unknown |= len(known) < len(paths[:-1])


def _words(rest: str) -> tuple[str, ...]:
    """Return the words of a command in both forms; what a shell is given to run is split."""
    return tuple(word.strip("\"'") for text in _listed(rest) or [rest] for word in text.split())


def _listed(text: str) -> list[str]:
    """Return the texts of the JSON form of an instruction; none where it has the other form."""
    if not text.startswith("["):
        return []
    try:
        listed = parse_json(text)
    except BrokenFileError:
        return []
    return [word for word in listed if isinstance(word, str)]


_SUFFIX = r"(?:docker|container)file"
SOURCE = Source(
    "Dockerfile",
    "`ENV` of `Dockerfile`, `Dockerfile.<name>`, `<name>.Dockerfile`, `Containerfile`",
    rf"{_SUFFIX}(?:[._-][\w.-]+)?|[^/]+\.{_SUFFIX}",
    30,
)
