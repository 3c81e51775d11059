"""What grows without a bound in a hostile repository is unknown; the other files are checked as usual.

Each text here takes minutes, or all memory, where nothing limits it. The limits of the process are generous, since only
growth matters.
"""

from __future__ import annotations

import json
import resource
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from pooler_lint import check_source, findings
from pooler_lint.cli import main
from pooler_lint.config import Settings
from pooler_lint.dsn.mask import mask_secrets
from pooler_lint.dsn.mask_source import mask_source
from pooler_lint.files.formats import Unparsable, parse_json, parse_toml, refuse_gaps
from pooler_lint.fixes.quotes import quote_in
from pooler_lint.frameworks.text import percent_format
from pooler_lint.index.parsing import parse
from pooler_lint.project.documents.ini import ini_value
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.project.environment.mentions import TELLING
from pooler_lint.project.environment.tables import json_lines, toml_lines
from pooler_lint.project.environment.yaml_nodes import read_yaml
from pooler_lint.project.sources.dockerfile import read_dockerfile
from pooler_lint.repository.patterns import MOST_GLOBS, TooManyPatterns, compile_globs, parse_ignore_file
from pooler_lint.run import check_files, screened
from pooler_lint.sql.tokens import MOST_CHARACTERS, tokens_of
from pooler_lint.sql.words import may_be_sql_that_matters
from pooler_lint.values import Known
from tests import forks
from tests.table import each_row

POOLED = "postgresql://app@pgbouncer.internal:6432/app"
LITERAL = f'import asyncpg\n\n\nasync def main():\n    return await asyncpg.create_pool("{POOLED}")\n'
SECONDS, BYTES = 600, 1_500_000_000
"""They end what would not end by itself: whatever keeps its bound takes a hundredth of this."""


def reported(tmp_path: Path, files: dict[str, str], *arguments: str) -> str:
    """Return what the program prints about these files and `db.py`, which it must report without `--fix`."""
    for name, text in {"db.py": LITERAL, ".git/HEAD": "", **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["-m", "pooler_lint", "--no-cache", "--output-format", "concise", *arguments, "."]
    run = forks.python(command, tmp_path, before=_limited)
    output = run.stdout.decode()
    assert b"Traceback" not in run.stdout + run.stderr
    assert "--fix" in arguments or "db.py:5:18: PGB101" in output, (output, run.stderr)
    return output


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


@each_row(
    ("pattern", "path"),
    [
        ("*a" * 30 + "*b", "a" * 200),
        ("*?" * 100 + "b", "a" * 250),
        ("*[ab]" * 100 + "c", "a" * 250),
        ("**/a/" * 30 + "b", "a/" * 100 + "c"),
        ("a/**/" * 30 + "b", "a/" * 100 + "c"),
        ("[[:" * 1_000, "a"),
    ],
)
def test_a_pattern_takes_linear_time(pattern: str, path: str) -> None:
    assert parse_ignore_file(pattern).verdict(path, False) is None
    assert not compile_globs((pattern,)).match_within(path)


def test_many_patterns() -> None:
    names = parse_ignore_file("\n".join(f"name{number}" for number in range(20_000)))
    assert names.verdict("a/name19999", False)
    with pytest.raises(TooManyPatterns):
        parse_ignore_file("\n".join(f"*a{number}" for number in range(MOST_GLOBS + 1)))
    assert not parse_ignore_file("*" * 5_000).verdict("a", False)


def test_many_patterns_of_folders_inside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pooler_lint.repository.walk.MOST_GLOBS", 3)
    for folder, patterns in (("", "*a1\n*a2\n"), ("x", "*.py\n*a3\n"), ("x/y", "d*.py\n"), ("z", "d*.py\n")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / ".gitignore").write_text(patterns)
        (tmp_path / folder / "db.py").write_text(LITERAL)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("")
    monkeypatch.chdir(tmp_path)
    main(["--no-cache", "--output-format", "concise", "--quiet", "."])
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["db.py", "x/db.py"]


def test_many_lines_in_all_ignore_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pooler_lint.repository.walk.MOST_LINES", 5)
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ".gitignore").write_text("one\ndb.py")
        (tmp_path / folder / "db.py").write_text(LITERAL)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("")
    monkeypatch.chdir(tmp_path)
    main(["--no-cache", "--output-format", "concise", "--show-unresolved", "."])
    shown = capsys.readouterr().out
    assert "c/.gitignore:0: not read: the ignore files of the repository have more than 5 lines" in shown
    assert "c/db.py:" in shown
    assert "b/db.py:" not in shown


@each_row(
    "text",
    [
        "a" + ".a" * 100_000 + " = 1",
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 100_000,
        "a = " + "9" * 5_000,
        "a = 0x" + "f" * 100_000,
        "".join(f"[a{number}{'.b' * 50}]\n" for number in range(3_000)),
        'a = """' + '\\"""' * 100_000,
    ],
)
def test_toml_that_is_beyond_a_limit(text: str) -> None:
    with pytest.raises(Unparsable) as caught:
        parse_toml(text)
    assert len(str(caught.value)) < 120


def test_toml_within_the_limits() -> None:
    text = "a = [" + "{b = [1, 2.5]}, " * 200 + "]\nc = '''[[[[[[''' # [[[\n" + "d.e = ['[', \"{{\"]\n" * 1
    assert parse_toml(text)["d"] == {"e": ["[", "{{"]}


@each_row("text", ['{"a": ' + "9" * 5_000 + "}", "[" * 1_000_000, '{"a": "'])
def test_json_that_is_beyond_a_limit(text: str) -> None:
    with pytest.raises(Unparsable):
        parse_json(text)


@each_row(
    "text",
    [
        "a0: &a0 [x, y]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
        "a0: &a0 {x: y}\n" + "".join(f"a{n}: &a{n}\n  <<: *a{n - 1}\n  k{n}: v\n" for n in range(1, 5_000)),
        "[" * 100_000,
    ],
)
def test_yaml_that_is_beyond_a_limit(text: str) -> None:
    with pytest.raises(BrokenTextError, match=r"parts|nest"):
        list(read_yaml(text))


def test_references_of_an_ini_file_that_multiply() -> None:
    text = "[a]\na0 = x\n" + "".join(f"a{n} = {f'%(a{n - 1})s' * 1_000}\n" for n in range(1, 6)) + "b = %(a0)s\n"
    assert "too long" in str(ini_value(text, "a.ini"))


@each_row("text", ["a" + " " * 100_000 + "b", "a\n" + "\t \u2003" * 100 + "b"])
def test_blanks_in_a_row(text: str) -> None:
    with pytest.raises(Unparsable, match="blanks"):
        refuse_gaps(text)
    refuse_gaps("a  b\n" * 1_000 + " " * 200 + "\n")


@each_row(
    ("text", "is_small"),
    [
        ("x = 1;" * 110_000, False),
        ("u = f'" + "{x}" * 110_000 + "'", False),
        ("x = ['" + "a,b;" * 60_000 + "']  # " + ";" * 300_000, True),
        ('x = r"""' + "();\n" * 60_000 + '"""', True),
    ],
)
def test_the_size_of_a_tree(text: str, is_small: bool) -> None:
    if is_small:
        assert parse(text).body
        return
    with pytest.raises(ValueError, match="more than 200,000 operators"):
        parse(text)


@each_row("text", ["{" + "a" * 200_000, "{" * 200_000, "{a" * 100_000])
def test_braces_take_linear_time(text: str) -> None:
    assert mask_source(f'x = "{text}".format(a)') == f'x = "{text}".format(a)'


@each_row(
    ("function", "text"),
    [
        (mask_secrets, "a://x@h" + ",[a]" * 25_000 + "\x01 "),
        (mask_secrets, "\npassword: list[" + "]" * 100_000 + "!\n"),
        (lambda text: percent_format(text, Known("x")), "%" + "0" * 100_000),
        (lambda text: percent_format(text, Known("x")), "%(" * 50_000),
        (mask_source, 'x = "%' + "0" * 100_000 + '" % a'),
        (lambda text: check_source(text, "a.py"), f'import asyncpg\nasyncpg.connect("x://a:{"a," * 50_000}!/@")\n'),
        (lambda text: read_dockerfile(text, "Dockerfile"), "FROM a\nENV A=b " + "a" * 100_000 + "\n"),
        (TELLING.fullmatch, "DIRECT" * 17_000 + "a"),
    ],
)
def test_patterns_take_linear_time(function: Callable[[str], object], text: str) -> None:
    function(text)


def test_long_sql_takes_linear_time() -> None:
    assert not may_be_sql_that_matters("-" * 1_000_000)
    assert not may_be_sql_that_matters("\0" + " " * 1_000_000 + "x")
    assert may_be_sql_that_matters("--" + " " * 1_000_000 + "\n" + " " * 1_000_000 + "LISTEN a")
    assert tokens_of("-" * (MOST_CHARACTERS + 1)) is None


def test_quotes_take_linear_time() -> None:
    assert quote_in('x = "' + '\\"' * 100_000) is None


def test_the_lines_of_many_keys_are_found_in_one_walk() -> None:
    names = [f"k{number}" for number in range(20_000)]
    toml, written = (
        toml_lines("\n".join(f"{name} = 1" for name in names)),
        json.dumps(dict.fromkeys(names, 1), indent=0),
    )
    assert [toml.find(name) for name in names] == list(range(1, 20_001))
    assert [json_lines(written).find("k7"), json_lines('"' + '\\"' * 100_000).find("a")] == [9, 0]


DEPLOYED = 'import os\nimport asyncpg\n\nasyncpg.connect(os.environ["A"])\n'


@each_row(
    ("name", "text"),
    [
        (".env", "".join(f"A{n}=b\n" for n in range(20_000))),
        (".env", "".join(f"A{n}={'${' * 1_000}\n" for n in range(100))),
        ("odyssey.conf", 'database default {\n pool "session"\n' + "{" * 100_000),
        ("odyssey.conf", 'pool "a"\n' + '\\"' * 100_000 + "{{" * 50_000 + "}" * 50_000),
        ("pgbouncer.ini", "[databases]\na = " + "a-" * 100_000 + "\n[pgbouncer]\npool_mode = transaction\n"),
        ("requirements.txt", "asyncpg" + " " * 100_000 + "x\n-r requirements.txt\n"),
        (
            "compose.yaml",
            "services:\n" + "".join(f"  s{n}: {{extends: {{service: s{n + 1}}}}}\n" for n in range(2_000)),
        ),
    ],
)
def test_deployment_files_that_multiply(tmp_path: Path, name: str, text: str) -> None:
    for old in tmp_path.iterdir():
        if old.is_file():
            old.unlink()
    assert "PGB900" not in reported(tmp_path, {name: text, "other.py": DEPLOYED})


def test_default_options_of_many_sections() -> None:
    defaults, sections = "".join(f"k{n} = v\n" for n in range(1_000)), "".join(f"[s{n}]\n" for n in range(1_000))
    with pytest.raises(BrokenTextError, match="options"):
        ini_value(f"[DEFAULT]\n{defaults}{sections}", "a.ini")


PROGRAMS = {
    "diamonds": "class A0:\n    url = 'x'\n"
    + "".join(
        f"class B{n}(A{n - 1}):\n    pass\nclass C{n}(A{n - 1}):\n    pass\nclass A{n}(B{n}, C{n}):\n    pass\n"
        for n in range(1, 40)
    )
    + "asyncpg.connect(A39.url)\nasyncpg.connect(A39().missing)\n",
    "calls": "u = f" + "()" * 900 + "\nasyncpg.connect(u)\n",
    "texts": "u = 'a' * 10**9\nv = '%1000000000s' % 'a'\nw = 'x'\n"
    + "w = w + w\n" * 60
    + "asyncpg.connect(u + v + w)\n",
    "numbers": "n = 0x" + "f" * 10_000 + "\nasyncpg.connect(host='pgbouncer', port=n, statement_cache_size=n)\n",
    "alternatives": "import os\nu = "
    + " or ".join(f"os.environ.get('A{n}')" for n in range(8_000))
    + "\nasyncpg.connect(u)\n",
    "cases": "import os\nmatch os.environ['A']:\n"
    + "".join(f"    case 'a{n}':\n        u = 'b{n}'\n" for n in range(5_000))
    + "asyncpg.connect(u)\n",
    "hosts": "asyncpg.connect('postgresql://a@" + ",".join(f"pgbouncer-{n}:6432" for n in range(5_000)) + "/a')\n",
    "branches": "import os\nu = ''\n"
    + "".join(f"if os.environ['A{n}']:\n    u += 'a{n}'\n" for n in range(200))
    + "asyncpg.connect(u)\n",
}


def test_programs_that_multiply(tmp_path: Path) -> None:
    run = reported(tmp_path, {f"{name}.py": "import asyncpg\n" + text for name, text in PROGRAMS.items()})
    assert "PGB900" not in run


def test_rings_of_modules(tmp_path: Path) -> None:
    ring = {f"m{n}.py": "".join(f"from m{(n + k) % 100} import *\n" for k in (1, 2, 3)) for n in range(100)}
    other = "import asyncpg\nfrom m0 import *\nfrom m1 import url\nasyncpg.connect(url)\n"
    assert "PGB900" not in reported(tmp_path, {**ring, "other.py": other})


CONNECTIONS = {
    "lines": "import asyncpg\n" + "".join(f'p{n} = asyncpg.create_pool("{POOLED}")\n' for n in range(60)),
    "function": "import asyncpg\nasync def f():\n"
    + "".join(f'    c{n} = await asyncpg.connect("{POOLED}")\n    await c{n}.execute("LISTEN a")\n' for n in range(60)),
    "list": "import asyncpg\np = [\n" + f'    asyncpg.create_pool("{POOLED}"),\n' * 60 + "]\n",
    "one line": "import asyncpg\np = [" + f'asyncpg.create_pool("{POOLED}"), ' * 60 + "]\n",
}


@pytest.mark.parametrize("name", CONNECTIONS)
def test_many_connections_in_one_file(tmp_path: Path, name: str) -> None:
    if name == "lines":
        assert reported(tmp_path, {"other.py": CONNECTIONS[name]}).count("other.py:") >= 60
    run = reported(tmp_path, {"other.py": CONNECTIONS[name]}, "--fix")
    assert "PGB101" not in run
    assert "PGB900" not in run
    assert (tmp_path / "other.py").read_text(encoding="utf-8").count("statement_cache_size=0") >= 60


@pytest.mark.parametrize(
    ("limit", "most", "says"),
    [("MOST_CONNECTIONS", 3, "more than 500 connections"), ("MOST_VARIANTS", 6, "more than 2,000 variants")],
)
def test_more_connections_than_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, says: str
) -> None:
    monkeypatch.setattr(findings, limit, most)
    path = tmp_path / "many.py"
    url = f'"{POOLED}" if input() else "{POOLED}2"'
    path.write_text("import asyncpg\n" + "".join(f"p{n} = asyncpg.create_pool({url})\n" for n in range(5)))
    (tmp_path / "db.py").write_text(LITERAL)
    monkeypatch.chdir(tmp_path)
    report = check_files(screened(["db.py", "many.py"]), lambda folder: Settings())
    (other, many) = report.files
    assert [len(other.diagnostics), [item.line for item in many.diagnostics]] == [1, [2, 3, 4]]
    assert [(item.line, item.verdict) for item in many.connections][3:] == [(5, "unresolved"), (6, "unresolved")]
    ((note, line),) = [(note.text, note.line) for note in report.notes]
    assert line == 5
    assert says in note


SIZED = "postgresql+asyncpg://app@pgbouncer.internal:6432/app"
GROWING = {
    "classes": (
        f'import asyncpg\nasync def f():\n    return await asyncpg.create_pool("{POOLED}")\n',
        "class A#:\n    def start(self):\n        self.pool = asyncpg.create_pool(self.url)\n"
        "class B#(A#):\n    url = 'x'\n    def __init__(self, url):\n        super().__init__(url)\n",
    ),
    "engines": (
        "from sqlalchemy.ext.asyncio import create_async_engine as new\n",
        f'e# = new("{SIZED}", pool_size=5)\n',
    ),
    "statements": (
        f'import psycopg\nc = psycopg.connect("{POOLED}")\n',
        'c.execute("SET a# = b")\nc.execute("RESET a#")\n',
    ),
    "locks": (
        f'import asyncpg\nasync def f():\n    c = await asyncpg.connect("{POOLED}")\n',
        '    await c.execute("SELECT pg_advisory_lock(#)")\n    await c.execute("SELECT pg_advisory_unlock(#)")\n',
    ),
    "transactions": (
        f'import psycopg\nc = psycopg.connect("{POOLED}")\n',
        'with c.transaction():\n    c.execute("SET a = b")\n    c.execute("SELECT 1")\n',
    ),
    "functions": (
        f'import asyncpg\npool = asyncpg.create_pool("{POOLED}")\n',
        'async def f#():\n    async with pool.acquire() as c:\n        await c.execute("SET a = b")\n',
    ),
    "variants": (
        f'import psycopg, sys\nu = "{POOLED}"\nif sys.argv[1]:\n    u = "{POOLED}2"\nc = psycopg.connect(u)\n',
        'c.execute("SET a# = b")\nc.commit()\n',
    ),
}


@each_row("name", GROWING)
def test_work_grows_no_faster_than_the_text(name: str) -> None:
    head, part = GROWING[name]
    texts = [head + "".join(part.replace("#", str(n)) for n in range(count)) for count in (3, 6, 12)]
    check_source(texts[0], "a.py")  # what is imported or read once
    work = [_calls(text) for text in texts]
    assert work[2] - work[1] < 2.2 * (work[1] - work[0]), work


def _calls(text: str) -> int:
    """Return how often functions of the package are called, and generators go on, to check this text."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call" and "pooler_lint" in frame.f_code.co_filename

    threading.setprofile(seen)
    try:
        assert check_source(text, "a.py").diagnostics
    finally:
        threading.setprofile(None)
    return count


@each_row(
    ("text", "reason", "advice"),
    [
        ("x = 1;" * 110_000, "more than 200,000 operators, brackets and line ends", "split the file"),
        ("x = [" + "a," * 76_000 + "]\n", "parts, and the limit is 150,000", "split the file"),
        ("\n" * 100_001, "more than 100,000 lines", "split the file"),
        ("x = " + "[" * 3_000 + "]" * 3_000, "too many nested parentheses", "split the expression"),
        ("x = q" + ".w(1)" * 2_500, "levels deep, and the limit is 1,000", "split the expression"),
        ("x = )", "not valid Python", "correct the syntax"),
        ("\\\nx = f()", "does not give this line back", "change that line"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(text: str, reason: str, advice: str) -> None:
    (error,) = check_source(f"{LITERAL}{text}\n", "a.py").errors
    assert reason in error.reason
    assert error.help.startswith(advice)
    assert ("cannot parse" in error.reason) is False


INVALID = {
    "broken": "a = [",
    "deep": "a = " + "[" * 100_000,
    "digits": "line-length = " + "9" * 5_000,
    "hexadecimal": "env = {A = 0x" + "f" * 5_000 + "}",
    "key": '"' + "k" * 5_000 + '" = 1',
    "code": 'select = ["PGB999"]',
    "patterns": "extend-exclude = [" + '"*a",' * 2_000 + "]",
}


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_configuration(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in {
        "db.py": LITERAL,
        "sub/other.py": LITERAL,
        "sub/own/own.py": LITERAL,
        "sub/own/pooler-lint.toml": "",
        "sub/pooler-lint.toml": INVALID[name],
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for paths in (["."], ["sub", "db.py"], ["sub/other.py", "sub/own", "db.py"]):
        assert main(["--no-cache", "--output-format", "concise", "--quiet", *paths]) == 2
        lines = capsys.readouterr().out.splitlines()
        assert [line.split(":")[0] for line in lines] == ["db.py", "sub/own/own.py", "sub/pooler-lint.toml"]
        assert "PGB900" in lines[-1]
    monkeypatch.chdir(tmp_path / "sub")
    for arguments in (["."], ["--config", "pooler-lint.toml", "../db.py"], ["--show-settings"]):
        assert main(["--no-cache", *arguments]) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert len(told) < 330 + len(str(tmp_path))
