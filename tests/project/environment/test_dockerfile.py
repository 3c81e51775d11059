"""Dockerfiles: ENV, ARG, stages and COPY."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pooler_lint.project.sources.dockerfile import MOST_STAGES, Dockerfile, read_dockerfile
from pooler_lint.project.texts import BrokenFileError
from tests.steps import within
from tests.table import each_row


def read(text: str, **arguments: str) -> Dockerfile:
    return read_dockerfile(dedent(text), "Dockerfile", arguments)


def values(dockerfile: Dockerfile, target: str | None = None) -> dict[str, tuple[str, int]]:
    return {one.name: (one.value, one.line) for one in dockerfile.settings(target)}


def test_both_forms_continued_lines_and_quotes() -> None:
    dockerfile = read(
        """\
        # syntax=docker/dockerfile:1
        FROM python:3.12-slim

        env OLD  postgresql://app@pooler:6543/app
        ENV A=1 B="two words" C='$A' \\
            # a comment in between
            D=es\\ caped \\

            E=\\$A
        RUN <<EOF
        ENV NOT=this
        EOF
        RUN echo ENV=2 && \\
            true
        ENV LAST=$A-${B}
        """
    )
    assert values(dockerfile) == {
        "OLD": ("postgresql://app@pooler:6543/app", 4),
        "A": ("1", 5),
        "B": ("two words", 5),
        "C": ("$A", 5),
        "D": ("es caped", 7),
        "E": ("$A", 9),
        "LAST": ("1-two words", 15),
    }


@each_row(
    ("text", "value"),
    [
        ("FROM a\nARG HOST=h\nENV V=x$HOST", "xh"),
        ("ARG HOST=h\nFROM a\nARG HOST\nENV V=x$HOST", "xh"),
        ("ARG HOST=h\nFROM a\nENV V=x$HOST", "x\0HOST\0"),
        ("FROM a\nARG HOST\nENV V=${HOST:-d}", "d"),
        ('FROM a\nARG HOST="q h"\nENV V=$HOST', "q h"),
        ("FROM a\nENV HOST=e\nARG HOST=h\nENV V=$HOST", "e"),
        ("FROM a\nENV V=a\nENV V=$V:b", "a:b"),
        ("FROM a\nENV V=a W=$V\nENV V=$W-", "\0V\0-"),
        ('FROM a\nENV V=""', ""),
        ("# escape=`\nFROM a\nENV X=1 `\n V=2", "2"),
    ],
)
def test_references(text: str, value: str) -> None:
    assert values(read(text))["V"][0] == value


def test_a_build_argument_from_outside_wins_over_the_default() -> None:
    assert values(read("FROM a\nARG HOST=h\nENV V=$HOST", HOST="given"))["V"][0] == "given"


def test_stages_inherit_and_the_last_one_counts() -> None:
    dockerfile = read(
        """\
        FROM --platform=linux/amd64 python:3.12 AS base
        ENV A=base
        FROM base AS builder
        ENV DATABASE_URL=postgresql://dummy
        FROM base AS Dev
        ENV B=dev
        FROM base
        ENV C=last
        """
    )
    assert values(dockerfile) == {"A": ("base", 2), "C": ("last", 8)}
    assert values(dockerfile, "dev") == {"A": ("base", 2), "B": ("dev", 6)}
    assert values(dockerfile, "unknown") == values(dockerfile)


def test_copied_paths() -> None:
    dockerfile = read(
        """\
        FROM python:3.12
        COPY --chown=app:app src lib /code/
        COPY --from=builder /x /y
        COPY ["a b", "/code/"]
        ADD https://example.com/x.tar.gz /x
        COPY $PART /code
        COPY broken
        COPY ["broken
        COPY <<EOF /etc/x
        COPY not this
        EOF
        """
    )
    assert dockerfile.copied == ("src", "lib", "a b")


@each_row("text", ["", "FROM", "ENV", "FROM a\nENV =", "FROM a\nENV A", "ENV A=1", "FROM a\nENV A='x", "\\"])
def test_odd_files_are_no_trouble(text: str) -> None:
    read(text).settings()


def test_an_unfinished_here_document_ends_with_the_file() -> None:
    assert values(read("FROM a\nENV A=1\nRUN <<EOF\nENV B=2\n")) == {"A": ("1", 2)}


LARGE = {
    "a continued instruction": "FROM a\nENV A=1 \\\n" + " B=2 \\\n" * 10_000,
    "backslashes": "FROM a\n" + "\\\n" * 20_000,
    "many names": "FROM a\nENV Z=1 \\\n" + "".join(f" A{number}=2 \\\n" for number in range(3_000)),
}


@each_row("text", LARGE.values())
def test_large_files_take_linear_time(text: str) -> None:
    within(2_000_000, lambda: read_dockerfile(text, "Dockerfile"))


def test_a_file_with_too_many_stages_is_refused() -> None:
    stages = "".join(f"FROM s{number} AS s{number + 1}\nENV A{number}=1\n" for number in range(MOST_STAGES + 1))
    with pytest.raises(BrokenFileError, match="stages"):
        read(stages)
    assert values(read("FROM a AS A\nENV A=1\nFROM a\nENV B=2 \\\n C=3\n")) == {
        "A": ("1", 2),
        "B": ("2", 4),
        "C": ("3", 5),
    }
