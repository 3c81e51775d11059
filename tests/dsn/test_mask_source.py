from __future__ import annotations

import re

from pooler_lint.dsn.mask_source import mask_source
from tests.table import each_row

SPREAD = {
    "two literals": 'x("postgresql://app:hun" "ter2@db/a")',
    "two lines": 'x(\n    "postgresql://app:hun"\n    "ter2@db/a"\n)',
    "two lines with a comment": 'x("postgresql://app:hun"  # half "of" it\n  "ter2@db/a")',
    "other quotes": "x('postgresql://app:hun' \"ter2@db/a\")",
    "three quotes": 'x("""postgresql://app:hun""" "ter2@db/a")',
    "three literals": 'x("postgresql://app:" "hun" "ter2" "@db/a")',
    "one character each": "x('postgresql://a:' 'h' 'unte' 'r' '2' '@db/a')",
    "f-strings": 'x(f"postgresql://{user}:hun" f"ter2@{host}/a")',
    "f-string and literal": 'x(f"postgresql://{user}:" "hunter2" f"@{host}/a")',
    "prefixes": 'x(r"postgresql://app:hun" Rb"ter2@db/a")',
    "sum": 'x("postgresql://app:hun" + "ter2@db/a")',
    "sum over lines": 'x("postgresql://app:hun" +\n "ter2@db/a")',
    "backslash between": 'x = "postgresql://app:hun" \\\n    "ter2@db/a"',
    "backslash inside": 'x = "postgresql://app:hun\\\nter2@db/a"',
    "Windows": 'x = "postgresql://app:hun\\\r\nter2@db/a"',
    "conninfo": 'x("host=db password=hun" "ter2 dbname=a")',
    "query": 'x("postgresql://db/a?password=hun" "ter2&user=a")',
    "keyword": 'x(password="hun" "ter2")',
    "keyword over lines": 'x(password=(\n    "hunter2"\n))',
    "keyword sum": 'x(password="hun" + "ter2")',
    "entry": '{"password": "hun" "ter2"}',
    "entry over lines": '{"password": (\n    "hunter2"\n)}',
    "default": 'os.getenv("DB_PASSWORD", "hun" "ter2")',
    "assigned": "DB_PASSWORD = (\n    'hun'\n    'ter2'\n)",
    "percent": 'x("postgresql://app:%s@db/a" % "hunter2")',
    "percent with several": 'x("postgresql://%s:%s@db/a"\n  % ("app", "hunter2"), y)',
    "format": 'x("postgresql://app:{}@db/a".format("hunter2"))',
    "format with names": "x('postgresql://{u}:{p}@db/a'.format(\n  u='app',\n  p='hunter2',\n))",
    "conninfo with a hole": 'x("host=db password=%s" % "hunter2")',
    "in a comment beside": 'x = 1  # was "postgresql://app:hunter2@db/a"',
    "after an apostrophe in a comment": "# it's old\nx('postgresql://app:hun' 'ter2@db/a')",
}


@each_row("name", SPREAD)
def test_no_part_of_the_secret_is_left(name: str) -> None:
    text = SPREAD[name]
    masked = mask_source(text)
    for part in ("hunter2", "hun", "ter2", "'unte'"):
        assert part not in masked
    assert re.findall(r"\r\n|\r|\n", masked) == re.findall(r"\r\n|\r|\n", text)
    assert mask_source(masked) == masked


@each_row(
    "text",
    [
        "",
        "x = 1",
        'x("postgresql://db" "/a")',
        'x("postgresql://{user}:{password}@" "db/a")',
        "password = settings.password",
        'x(password="" "")',
        "it's 'not' \"closed",
        '"""a\n@b:c\n"""',
        'log("a: %s" "b@c", x)',
        'x("postgresql://{}:{}@db/a".format(user, password), name="shop")',
        'x("a: %s" % "b")',
        'x(password=os.environ["DB_PASSWORD"], token=os.getenv("DB_TOKEN"))',
        'x(password=config("DB_PASSWORD", cast=Secret), secret=get_secret("prod/db"))',
        'x(password=None, user="app", password_file="/run/secrets/db")',
        'PASSWORD = "${PASSWORD}"',
        'credentials = {"host": "db", "port": 6432, "password": pw}',
        "if token == '(':\n    pass",
        "for token in text.split(','):\n    pass",
        'x(f"postgresql://{user}:{password}@db/a")',
    ],
)
def test_what_holds_no_secret_stays(text: str) -> None:
    assert mask_source(text) == text


def test_the_rest_of_the_line_stays() -> None:
    text = 'pool = connect("postgresql://app:hun" "ter2@db.example.com/a", timeout=3)  # slow\n'
    expected = 'pool = connect("postgresql://***" "***@db.example.com/a", timeout=3)  # slow\n'
    assert mask_source(text) == expected
