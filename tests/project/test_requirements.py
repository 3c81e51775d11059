"""Requirements files: what pip reads in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.requirements import read_requirements
from pooler_lint.repository.files import Repository


def read(folder: Path, **files: str) -> dict[str, tuple[str | None, str | None, int]]:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return {
        claim.library: (claim.range.at_least, claim.range.below, claim.evidence.line)
        for claim in read_requirements(folder / "main.txt", Repository(str(folder))).claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asyncpg==0.29.0", ("0.29.0", "0.29.1", 1)),
        ("  asyncpg == 0.29.0  # why", ("0.29.0", "0.29.1", 1)),
        ("asyncpg[gssauth]>=0.28,<0.31", ("0.28", "0.31", 1)),
        ("asyncpg~=0.29.0", ("0.29.0", "0.30", 1)),
        ("asyncpg<0.31", (None, "0.31", 1)),
        ("ASYNCPG==0.29.*", ("0.29", "0.30", 1)),
        ("asyncpg==0.29.0 ; python_version < '3.13' and sys_platform != \"win32\"", ("0.29.0", "0.29.1", 1)),
        ("asyncpg==0.29.0 --hash=sha256:aa --hash=sha256:bb", ("0.29.0", "0.29.1", 1)),
        ("other==1\nasyncpg==0.29.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n", ("0.29.0", "0.29.1", 2)),
        ("# head\n\nasyncpg \\\n  ==0.29.0", ("0.29.0", "0.29.1", 3)),
        ("asyncpg==0.29.0; python_version<'3.12'\nasyncpg==0.30.0; python_version>='3.12'", ("0.29.0", "0.30.1", 1)),
    ],
)
def test_one_requirement(tmp_path: Path, text: str, expected: tuple[str, str, int]) -> None:
    assert read(tmp_path, main=text) == {"asyncpg": expected}


@pytest.mark.parametrize(
    "text",
    [
        "asyncpg",
        "asyncpg!=0.29.0",
        "# asyncpg==0.29.0",
        "#asyncpg==0.29.0 \\\n",
        "asyncpg-listen==0.0.9",
        "asyncpg @ https://example.org/asyncpg-0.29.0.tar.gz",
        "--index-url https://example.org/asyncpg==0.29.0",
        "-e git+https://example.org/asyncpg#egg=asyncpg==0.29.0",
        "./asyncpg-0.29.0-py3-none-any.whl",
        "-r https://example.org/requirements.txt",
    ],
)
def test_what_says_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, main=text) == {}
    assert read_requirements(tmp_path / "main.txt", Repository(str(tmp_path))).notes == ()


@pytest.mark.parametrize("include", ["-r base.txt", "-rbase.txt", "--requirement base.txt", "--requirement=base.txt"])
def test_included_files(tmp_path: Path, include: str) -> None:
    assert read(tmp_path, main=f"psycopg==3.2.3\n{include}\n", base="\nasyncpg==0.29.0\n") == {
        "psycopg": ("3.2.3", "3.2.4", 1),
        "asyncpg": ("0.29.0", "0.29.1", 2),
    }


def test_files_that_include_each_other(tmp_path: Path) -> None:
    assert read(tmp_path, main="-r base.txt\nasyncpg>=0.28\n", base="-r main.txt\n") == {"asyncpg": ("0.28", None, 2)}


@pytest.mark.parametrize("option", ["-c limits.txt", "--constraint=limits.txt"])
def test_constraints_narrow(tmp_path: Path, option: str) -> None:
    assert read(tmp_path, main=f"{option}\nasyncpg>=0.28\n", limits="asyncpg<0.31\nsqlalchemy==2.0.36\n") == {
        "asyncpg": ("0.28", "0.31", 2),
        "sqlalchemy": ("2.0.36", "2.0.37", 2),
    }


def test_a_constraint_that_contradicts_leaves_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, main="-c limits.txt\nasyncpg>=0.31\n", limits="asyncpg<0.31\n") == {}


def test_utf16_as_windows_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_bytes("asyncpg==0.29.0\r\nsqlalchemy==2.0.36\r\n".encode("utf-16"))
    assert [claim.range.at_least for claim in read_requirements(path, Repository(str(tmp_path))).claims] == [
        "0.29.0",
        "2.0.36",
    ]
