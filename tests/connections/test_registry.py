"""Libraries are found by their modules, and the words of the screen are theirs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pooler_lint.connections.registry import LIBRARIES, SETTINGS_LIBRARIES
from pooler_lint.connections.words import source
from pooler_lint.files import words

TOY = '''
"""toydb: `toydb.Pool(address, options={...})` calls `asyncpg.create_pool(address, **options)`."""

from pooler_lint.connections.held import driver_arguments
from pooler_lint.connections.libraries import asyncpg
from pooler_lint.connections.library import Library


def case_of(callee, way, surroundings):
    address = way.arguments.get("address")
    arguments = dict(way.arguments)
    if address is not None:
        arguments["dsn"] = arguments.pop("address")
    inner = type(way)(arguments, way.assumptions, way.unpacked, way.choosing)
    return driver_arguments(callee, inner, surroundings, "dsn", "options", asyncpg.case_of)


LIBRARY = Library(
    name="asyncpg",
    callees={"toydb.Pool": "toydb.Pool"},
    positional={"": ("address", "options")},
    case_of=case_of,
    address=frozenset({"address"}),
    carriers=frozenset({"options"}),
    through="toydb",
)
'''
SETTINGS_OF_TOY = '''
"""toyweb: the setting `TOY_DATABASE` is a URL for asyncpg."""

from pooler_lint.connections.address import address_of
from pooler_lint.connections.settings import SettingsLibrary
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.slots import Nowhere, Slots

NO_PLACE = Nowhere("toyweb takes no options")


def sites_of(declared, file):
    value = declared.get("TOY_DATABASE")
    if value is None:
        return []
    span = declared.settings[0].place
    case = Case(address_of(value), "asyncpg", (), dsn=value, slots=Slots(NO_PLACE, NO_PLACE))
    return [ConnectionSite(file.path, span, file.line_of(span), "asyncpg", "TOY_DATABASE", (case,), declared=True)]


LIBRARY = SettingsLibrary("toyweb", frozenset({"TOY_DATABASE"}), sites_of, {"TOY_DATABASE": r"\\bTOY_DATABASE\\b"})
'''
RUN = """
import json, sys
from pooler_lint import registry
from pooler_lint.connections import libraries
libraries.__path__.append(sys.argv[1])
found_by, toys = registry.names, {"connections.libraries": ("toydb", "toyweb")}
registry.names = lambda package: (*found_by(package), *toys.get(package, ()))
from pooler_lint.check import check_text, fix_text
from pooler_lint.config import Settings
from pooler_lint.connections.words import source
texts = json.loads(sys.stdin.read())
found = [check_text(text, "app.py", Settings()).diagnostics for text in texts]
fixed = [fix_text(text, "app.py", Settings()).fixed_text for text in texts]
codes = [[(one.code, repr(one)) for one in each] for each in found]
print(json.dumps([codes, fixed, source()]))
"""


def test_a_library_is_one_module(tmp_path: Path) -> None:
    (tmp_path / "toydb.py").write_text(TOY)
    (tmp_path / "toyweb.py").write_text(SETTINGS_OF_TOY)
    url = "postgresql://pgbouncer/a"
    texts = [
        f'import toydb\n\ndb = toydb.Pool("{url}", options={{"a": 5}})\n',
        f'import toydb\n\ndb = toydb.Pool("{url}")\n',
        f'TOY_DATABASE = "{url}"\n',
    ]
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    codes, fixed, screened = json.loads(done.stdout)
    assert [[code for code, _ in each] for each in codes] == [["PGB101"], ["PGB101"], ["PGB101"]]
    entry = '"statement_cache_size": 0'
    assert fixed == [
        texts[0].replace("5}", f"5, {entry}}}"),
        texts[1].replace('")', f'", options={{{entry}}})'),
        None,
    ]
    assert "toyweb takes no options" in codes[2][0][1]
    assert '(b"toydb", (b"Pool",))' in screened
    assert "TOY_DATABASE" in screened


def test_the_words_of_the_screen_are_those_of_the_libraries() -> None:
    """`python -m pooler_lint.connections.words` writes them."""
    assert Path(words.__file__).read_text(encoding="utf-8") == source()
    assert len(LIBRARIES) > 20
    assert {library.name for library in SETTINGS_LIBRARIES} == {"django", "sqlalchemy"}
