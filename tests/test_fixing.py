"""Which of the ways to write a fix is chosen, and what is said where none of them is right."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pytest

from pooler_lint import check_source, fix_source
from pooler_lint.config import Settings
from pooler_lint.findings import Judged, judge_text
from tests.table import each_row

HEAD = "import os\n\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.ext.asyncio import create_async_engine\n"
POOLED = "postgresql+psycopg://app@pgbouncer:6432/app"
KEEP = Settings(pool_class="keep")


def fixed(body: str, settings: Settings = KEEP) -> str | None:
    text = fix_source(HEAD + textwrap.dedent(body), settings=settings).fixed_text
    return None if text is None else text.removeprefix(HEAD)


@each_row(
    ("body", "after"),
    [
        (  # the wrong value in a helper
            f"""
            def options():
                return {{"prepare_threshold": 0}}
            engine = create_engine("{POOLED}", connect_args=options())
            """,
            'return {"prepare_threshold": None}',
        ),
        (  # a test of the attribute
            f"""
            class Base:
                url = "{POOLED}"
            engine = create_engine(os.environ.get("X", "sqlite://") if os.environ.get("Y") else Base.url)
            """,
            None,
        ),
        (  # a dict that SQLite gets too
            f"""
            url = "sqlite://" if os.environ.get("X") else "{POOLED}"
            engine = create_engine(url, connect_args={{"timeout": 5}})
            """,
            'connect_args={"timeout": 5, **({"prepare_threshold": None} if url.startswith("postgresql") else {})}',
        ),
        (  # what only the URL's end tells apart
            """
            url = "postgresql+psycopg2://db/app" if os.environ.get("X") else make() + "@pgbouncer:6432/app"
            engine = create_engine(url)
            """,
            None,
        ),
        (  # two connections share a dict, one of which is right
            f"""
            shared = {{"prepare_threshold": 0}}
            one = create_engine("{POOLED}", connect_args=shared)
            two = create_engine("postgresql+psycopg://localhost:5432/app", connect_args=shared)
            """,
            'connect_args={**shared, "prepare_threshold": None}',
        ),
        (  # a dict that is unpacked has the option in one branch only
            f"""
            options = {{}}
            if os.environ.get("X"):
                options["connect_args"] = {{"timeout": 5}}
            engine = create_engine("{POOLED}", **options)
            """,
            'options = {"connect_args": {"prepare_threshold": None}}',
        ),
        (  # a dict that serves another call too stays as it is
            f"""
            options = {{}}
            if os.environ.get("X"):
                options["connect_args"] = {{"timeout": 5}}
            cache = connect(**options)
            engine = create_engine("{POOLED}", **options)
            """,
            None,
        ),
        (  # str() of a URL
            f"""
            url = "sqlite://" if os.environ.get("X") else "{POOLED}"
            engine = create_engine(str(url))
            """,
            'connect_args={"prepare_threshold": None} if str(url).startswith("postgresql") else {}',
        ),
    ],
)
def test_the_first_way_that_is_right_is_taken(body: str, after: str | None) -> None:
    found = fixed(body, Settings(pool_class="keep", line_length=200))
    assert found is None if after is None else found is not None and after in found, found


def test_a_note_says_why_there_is_no_safe_fix() -> None:
    body = f'engine = create_engine("sqlite://" if os.environ.get("X") else "{POOLED}")\n'
    (found,) = check_source(HEAD + body, settings=KEEP).diagnostics
    assert found.fix is not None
    assert found.fix.safety == "display"
    assert found.note == "there is no safe fix, because sqlite would get the change too"
    assert fixed(body) is None


@each_row(
    ("url", "note"),
    [
        (
            '"postgresql+psycopg://localhost/app"',
            "postgresql+psycopg (line 7) would get the change too, and needs none",
        ),
        ('"postgresql" + DRIVER + "://localhost/app"', "another URL (line 7) would get the change too, and needs none"),
    ],
)
def test_a_note_names_the_url_as_it_is_before_the_fix(url: str, note: str) -> None:
    body = f"""
        def find():
            url = {url}
            if not os.environ.get("X"):
                url = "{POOLED}"
            return create_engine(url, connect_args={{"prepare_threshold": None}})
        """
    found = [one.note for one in check_source(HEAD + textwrap.dedent(body)).diagnostics if one.code == "PGB201"]
    assert found == [f"there is no safe fix, because {note}"]


def test_null_pool_that_reaches_a_direct_server_is_unsafe() -> None:
    body = """
        url = "postgresql+psycopg2://localhost:5432/app" if os.environ.get("X") else "postgresql+psycopg2://pgbouncer:6432/app"
        engine = create_engine(url)
        """
    assert fixed(body, Settings()) is None
    assert "poolclass=NullPool)" in (fixed(body, Settings(unsafe_fixes=True)) or "")


def test_text_that_cannot_be_evaluated_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_at_first(text: str, *rest: object) -> Sequence[Judged]:
        if "prepare_threshold" in text:
            raise ValueError
        return judge_text(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("pooler_lint.check.judge_text", only_at_first)
    (found,) = check_source(f'{HEAD}engine = create_engine("{POOLED}")\n', settings=KEEP).diagnostics
    assert found.note == "there is no safe fix, because the edited code could not be evaluated"


def test_what_is_beyond_the_limit_of_a_run_is_fixed_in_a_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.fixing.MOST_FIXED", 2)
    body = "".join(f'e{number} = create_engine("{POOLED}")\n' for number in range(3))
    first = fixed(body)
    assert first is not None
    assert first.count("prepare_threshold") == 2
    assert (fixed(first) or "").count("prepare_threshold") == 3
    notes = [one.note for one in check_source(HEAD + body, settings=KEEP).diagnostics]
    assert notes[:2] == [None, None]
    assert notes[2] is not None
    assert "limited to the first" in notes[2]
