"""Further ways in which generated programs get their URL, their options and their connection.

The functions extend the tables of `tests.trust.generating.Writer`, whose methods they are for all that matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.trust.sources import Entries, as_dict, as_keywords, function_of, indented

if TYPE_CHECKING:
    from tests.trust.generating import Writer

Site = tuple[list[str], str]
"""Lines, and an expression that they prepare: a URL or a call."""
Placed = tuple[list[str], list[str]]
"""The lines of a module, and the expressions that have to be evaluated in it."""

# --- URLs ---


def walrus_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    if writer.chance(0.5):
        return [f'url = found if (found := os.environ.get("DATABASE_URL")) else "{default}"'], "url"
    return ['if (url := os.environ.get("DATABASE_URL")) is None:', f'    url = "{default}"'], "url"


def environment_class(writer: Writer, /) -> Site:
    """Return a URL that the member of an enum chooses."""
    writer.variables["APP_ENV"] = [None, "test", "production"]
    writer.imports.add("from enum import Enum")
    writer.top += [
        "",
        "",
        "class Environment(str, Enum):",
        '    PRODUCTION = "production"',
        '    TEST = "test"',
        "",
        "",
    ]
    lines = ['environment = Environment(os.environ.get("APP_ENV", "production"))']
    if writer.chance(0.3):
        lines += [f'urls = {{Environment.PRODUCTION: "{writer.pooled}", Environment.TEST: "{writer.other}"}}']
        return [*lines, "url = urls[environment]"], "url"
    test = writer.random.choice(("environment is Environment.TEST", "environment == Environment.TEST"))
    writer.add_guard(test, "other", "pooled")
    return [*lines, f'url = "{writer.other}" if {test} else "{writer.pooled}"'], "url"


def cached_settings(writer: Writer, /) -> Site:
    """Return a URL of settings that a function creates once."""
    default = writer.in_env_file()
    cache = writer.random.choice(("cache", "lru_cache", "lru_cache(maxsize=1)"))
    writer.settings += [
        f"from functools import {cache.partition('(')[0]}", "from pydantic_settings import BaseSettings", "", "",
        "class Settings(BaseSettings):", f'    database_url: str = "{default}"', "", "", f"@{cache}",
        "def get_settings() -> Settings:", "    return Settings()",
    ]  # fmt: skip
    writer.imports.add("from settings import get_settings")
    if writer.chance(0.5):
        return ["settings = get_settings()"], "settings.database_url"
    return [], "get_settings().database_url"


def dataclass_settings(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    writer.imports.add("from dataclasses import dataclass, field")
    value = f'os.getenv("DATABASE_URL", "{default}")'
    if writer.chance(0.5):
        value = f"field(default_factory=lambda: {value})"
    frozen = "(frozen=True)" if writer.chance(0.5) else ""
    writer.top += [
        "",
        "",
        f"@dataclass{frozen}",
        "class Settings:",
        f"    url: str = {value}",
        "    echo: bool = False",
    ]
    return ["", "", "settings = Settings()"], "settings.url"


def two_helpers_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    writer.top += function_of("_raw", "", [f'return os.environ.get("DATABASE_URL", "{default}")'])
    inner = writer.random.choice((["return _raw()"], ["url = _raw()", "assert url", "return url"]))
    writer.top += function_of("_url", "", inner)
    return [], "_url()"


def keyword_only_url(writer: Writer, /) -> Site:
    """Return a URL of a helper with a flag that only some callers set."""
    inner = [f'return "{writer.other}" if testing else "{writer.pooled}"']
    writer.top += function_of("_url", "*, testing: bool = False", inner)
    if writer.chance(0.5):
        return [], "_url()"
    test = writer.flag_of_url().test
    return [], f"_url(testing={'bool(' + test + ')' if test.endswith(')') else test})"


def lambda_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    return [f'get_url = lambda: os.getenv("DATABASE_URL", "{default}")'], "get_url()"


def elif_url(writer: Writer, /) -> Site:
    writer.variables["APP_ENV"] = [None, "test", "staging"]
    writer.add_guard('os.environ.get("APP_ENV") == "test"', "other", "pooled")
    return [
        'environment = os.environ.get("APP_ENV")', 'if environment == "test":', f'    url = "{writer.other}"',
        'elif environment == "staging":', f'    url = "{writer.pooled}"', "else:", f'    url = "{writer.pooled}"',
    ], "url"  # fmt: skip


def type_checking_url(writer: Writer, /) -> Site:
    """Return a URL beside a block that only a type checker executes."""
    default = writer.in_env_file()
    writer.imports.add("from typing import TYPE_CHECKING, Any, Final")
    writer.top += ["if TYPE_CHECKING:", "    from sqlalchemy.engine import Engine"]
    return [f'DATABASE_URL: Final[str] = os.environ.get("DATABASE_URL", "{default}")'], "DATABASE_URL"


def class_method_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    writer.top += [
        "", "", "class Settings:", "    def __init__(self, url: str) -> None:", "        self.url = url", "",
        "    @classmethod", "    def from_env(cls):",
        f'        return cls(os.getenv("DATABASE_URL", "{default}"))',
    ]  # fmt: skip
    return ["", "", "settings = Settings.from_env()"], "settings.url"


def set_default_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    return [f'os.environ.setdefault("DATABASE_URL", "{default}")'], 'os.environ["DATABASE_URL"]'


def named_tuple_url(writer: Writer, /) -> Site:
    default = writer.in_env_file()
    writer.imports.add("from typing import NamedTuple")
    writer.top += ["", "", "class Settings(NamedTuple):", "    url: str", "    echo: bool = False", "", ""]
    given = f'os.getenv("DATABASE_URL", "{default}")'
    made = f"Settings({given})" if writer.chance(0.5) else f"Settings(url={given}, echo=True)"
    return [f"settings = {made}"], "settings.url"


def guarded_match_url(writer: Writer, /) -> Site:
    """Return a URL that a case with a guard chooses."""
    guard = writer.flag_of_url()
    return [
        'match os.environ.get("REGION"):', f"    case _ if {guard.test}:", f'        url = "{writer.other}"',
        "    case _:", f'        url = "{writer.pooled}"',
    ], "url"  # fmt: skip


def exception_url(writer: Writer, /) -> Site:
    """Return a URL of a function that leaves by an exception where nothing sets the variable."""
    default = writer.in_env_file()
    writer.top += function_of("_required", "name: str", [
        "value = os.environ.get(name)", "if not value:", "    raise RuntimeError(name)", "return value",
    ])  # fmt: skip
    return ["try:", '    url = _required("DATABASE_URL")', "except RuntimeError:", f'    url = "{default}"'], "url"


URLS = (
    named_tuple_url, guarded_match_url, exception_url, walrus_url, environment_class, cached_settings,
    dataclass_settings, two_helpers_url, keyword_only_url, lambda_url, elif_url, type_checking_url, class_method_url,
    set_default_url,
)  # fmt: skip

# --- options ---


def united(writer: Writer, url: str, arm: str, /) -> Site:
    first, second = as_dict(writer.entries(arm, "first")), as_dict(writer.entries(arm, "second"))
    lines = writer.random.choice((["options |= {}"], ["options = options | {}"], ["options.update({})"]))
    return [f"options = {first}", *[line.replace("{}", second) for line in lines]], writer.call(url, "**options")


def named_twice(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with two dicts that are united in one of many ways."""
    first, second = as_dict(writer.entries(arm, "first")), as_dict(writer.entries(arm, "second"))
    lines = [f"first = {first}", f"second = {second}"]
    text = writer.random.choice(
        (
            "**{**first, **second}", "**dict(**first, **second)", "**dict(first, **second)", "**first, **second",
            "**(first | second)", "**dict([*first.items(), *second.items()])",
        )
    )  # fmt: skip
    return lines, writer.call(url, text)


def copied(writer: Writer, url: str, arm: str, /) -> Site:
    writer.top.append(f"BASE = {as_dict(writer.entries(arm, 'first'))}")
    copy = writer.random.choice(("BASE.copy()", "dict(BASE)", "{**BASE}", "dict(**BASE)", "copy.deepcopy(BASE)"))
    if copy.startswith("copy."):
        writer.imports.add("import copy")
    second = as_keywords(writer.entries(arm, "second"))
    return [f"options = {copy}", f"options.update({second})"], writer.call(url, "**options")


def chosen_values(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call whose values, not arguments, depend on a test."""
    library = writer.library
    guard = writer.guard(url)
    entries = writer.entries(arm, "first")
    changed: Entries = {}
    for name, value in entries.items():
        is_number = value.isdigit() and writer.chance(0.6)
        changed[name] = f"{value} if {guard.test} else {int(value) + 5}" if is_number else value
    driver = writer.options_of_driver() if not writer.other.startswith(("sqlite", "mysql")) else {}
    for name, values in library.options.items():
        if driver.get(name) == values[0] and len(values) > 1 and writer.chance(0.8):
            right, wrong = (values[0], values[1]) if guard.true != "other" else (values[1], values[0])
            driver[name] = f"{right} if {guard.test} else {wrong}"
    if library.holder:
        changed[library.holder] = as_dict(driver)
    else:
        changed.update(driver)
    return [], writer.call(url, as_keywords(changed))


def keyword_only(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with the options of a helper whose parameters have defaults."""
    entries = writer.entries(arm, "first")
    parameters = ", ".join(f"{name}={value}" for name, value in entries.items())
    returned = ", ".join(f'"{name}": {name}' for name in entries)
    holder = writer.library.holder
    second = writer.entries(arm, "second")
    if holder and holder in second:
        parameters += f"{', ' if parameters else ''}driver=None"
        returned += f'{", " if returned else ""}"{holder}": driver or {second[holder]}'
    else:
        returned += f"{', ' if returned else ''}**{as_dict(second)}"
    writer.top += function_of("_options", f"*, {parameters}" if parameters else "", [f"return {{{returned}}}"])
    given = ""
    if entries and writer.chance(0.5):
        name, value = writer.random.choice(list(entries.items()))
        given = f"{name}={value}"
    return [], writer.call(url, f"**_options({given})")


def two_helpers(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with the options of a function that calls another one."""
    guard = writer.guard("url")
    first, second = (
        as_dict(writer.entries(one if arm == "any" else arm, "second")) for one in (guard.true, guard.false)
    )
    inner = [f"if {guard.test}:", f"    return {first}", f"return {second}"]
    writer.top += function_of("_driver", "url: str", inner)
    base = as_dict(writer.entries(arm, "first"))
    how = writer.random.choice(
        (
            [f"return {{**{base}, **_driver(url)}}"],
            [f"options = {base}", "options.update(_driver(url))", "return options"],
            [f"options = {base}", "options.update(**_driver(url))", "return options"],
            [f"options = {base}", "for name, value in _driver(url).items():", "    options[name] = value",
             "return options"],
        )
    )  # fmt: skip
    writer.top += function_of("_options", "url: str", how)
    return [], writer.call(url, f"**_options({url})")


def cached_options(writer: Writer, url: str, arm: str, /) -> Site:
    writer.imports.add("from functools import cache")
    entries = as_dict(writer.entries(arm))
    function = function_of("_options", "", [f"return {entries}"])
    writer.top += [*function[:2], "@cache", *function[2:]]
    return [], writer.call(url, "**_options()")


def dataclass_options(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with the fields of a dataclass."""
    writer.imports.add("from dataclasses import asdict, dataclass, field")
    entries = writer.entries(arm)
    fields = [
        f"    {name}: object = {f'field(default_factory=lambda: {value})' if value.startswith('{') else value}"
        for name, value in entries.items()
    ]
    writer.top += ["", "", "@dataclass", "class Options:", *(fields or ["    pass"]), "", ""]
    if writer.chance(0.5) and entries:
        given = ", ".join(f"{name}=options.{name}" for name in entries)
        return ["options = Options()"], writer.call(url, given)
    return [], writer.call(url, "**asdict(Options())")


def imported_driver(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with options that depend on a driver which may not be installed."""
    module = "asyncpg" if "asyncpg" in writer.library.direct or writer.library.module == "asyncpg" else "psycopg"
    name = f"{module} as driver"
    lines = ["try:", f"    import {name}", "except ImportError:", "    driver = None"]
    entries = as_dict(writer.entries(arm))
    if writer.chance(0.5):
        return [*lines, f"options = {entries} if driver is not None else {{}}"], writer.call(url, "**options")
    return [*lines, "options = {}", "if driver:", f"    options.update({entries})"], writer.call(url, "**options")


def without_nones(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with those options that are not None."""
    entries = writer.entries(arm)
    if "prepare_threshold" in entries:
        return named_twice(writer, url, arm)
    spare = {"echo": "None"} if "echo" in writer.library.arguments and "echo" not in entries else {}
    lines = [f"wanted = {as_dict({**spare, **entries})}"]
    text = "{name: value for name, value in wanted.items() if value is not None}"
    if writer.chance(0.5):
        return [*lines, f"options = {text}"], writer.call(url, "**options")
    return lines, writer.call(url, f"**{text}")


def zipped(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with a dict that is made of pairs."""
    pairs = ", ".join(f'("{name}", {value})' for name, value in writer.entries(arm).items())
    text = writer.random.choice(("dict([{}])", "{{name: value for name, value in [{}]}}"))
    return [f"options = {text.format(pairs)}"], writer.call(url, "**options")


def looped_options(writer: Writer, url: str, arm: str, /) -> Site:
    pairs = ", ".join(f'("{name}", {value})' for name, value in writer.entries(arm).items())
    lines = ["options = {}", f"for name, value in [{pairs}]:", "    options[name] = value"]
    return lines, writer.call(url, "**options")


def lambda_options(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with the options of a lambda, or through one."""
    if writer.chance(0.5):
        return [f"get_options = lambda: {as_dict(writer.entries(arm))}"], writer.call(url, "**get_options()")
    first, second = as_keywords(writer.entries(arm, "second")), as_keywords(writer.entries(arm, "first"))
    return [f"make = lambda url, **keywords: {writer.call('url', first, '**keywords')}"], writer.call(
        url, second, callee="make"
    )


def nested_items(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with a dict of driver options that is filled later."""
    holder = writer.library.holder
    entries = writer.entries(arm)
    driver = entries.pop(holder, "{}") if holder else "{}"
    if not holder or driver == "{}":
        return looped_options(writer, url, arm)
    lines = [f"options = {as_dict(entries)}"]
    guard = writer.guard(url) if writer.chance(0.4) and arm == "any" else None
    pairs = [one.split(": ", 1) for one in driver.strip("{}").split(", ")]
    how = writer.random.randrange(4)
    if how == 0:
        rows = [f'options.setdefault("{holder}", {{}})[{name}] = {value}' for name, value in pairs]
    elif how == 1:
        rows = [f'options.setdefault("{holder}", {{}}).update({driver})']
    elif how == 2:
        lines.append(f'options["{holder}"] = {{}}')
        rows = [f'options["{holder}"][{name}] = {value}' for name, value in pairs]
    else:
        lines.append(f'options["{holder}"] = {{}}')
        rows = [f'options["{holder}"] |= {driver}']
    if guard is not None:
        rows = [f"if {guard.test}:", *indented(rows)]
    return [*lines, *rows], writer.call(url, "**options")


def deleted(writer: Writer, url: str, arm: str, /) -> Site:
    entries = writer.entries(arm)
    if not entries:
        return zipped(writer, url, arm)
    name = writer.random.choice(list(entries))
    lines = [f"options = {as_dict(entries)}"]
    if writer.chance(0.5):
        return [*lines, f"if {writer.guard(url).test}:", f'    del options["{name}"]'], writer.call(url, "**options")
    return [*lines, f'del options["{name}"]'], writer.call(url, "**options")


def or_nothing(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with a dict that may be None."""
    entries = as_dict(writer.entries(arm))
    test = writer.guard(url).test
    lines = [f"extra = {entries} if {test} else None"]
    if writer.chance(0.5):
        return lines, writer.call(url, "**(extra or {})")
    return [*lines, "options = {}", "if extra:", "    options.update(extra)"], writer.call(url, "**options")


def walrus_options(writer: Writer, url: str, arm: str, /) -> Site:
    entries = as_dict(writer.entries(arm))
    name = next(iter(writer.library.sizes), "")
    if not name:
        return [], writer.call(url, f"**(options := {entries})")
    writer.variables.setdefault("POOL_SIZE", [None, "7"])
    lines = [f"options = {entries}", 'if size := os.environ.get("POOL_SIZE"):', f'    options["{name}"] = int(size)']
    return lines, writer.call(url, "**options")


def nested_ternary(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with one of three dicts."""
    first, second = writer.guard(url), writer.flag()
    dicts = [as_dict(writer.entries(arm if arm != "any" else one)) for one in (first.true, "any", first.false)]
    if first.true != "any":
        dicts[1] = as_dict(writer.entries(first.false if arm == "any" else arm))
    if writer.chance(0.5):
        text = f"{dicts[0]} if {first.test} else {dicts[1]} if {second.test} else {dicts[2]}"
        return [f"options = {text}"], writer.call(url, "**options")
    return [
        f"if {first.test}:", f"    options = {dicts[0]}", f"elif {second.test}:", f"    options = {dicts[1]}", "else:",
        f"    options = {dicts[2]}",
    ], writer.call(url, "**options")  # fmt: skip


def filled_by_function(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with a dict that a function changes."""
    added = writer.entries(arm, "second")
    inner = [f'options["{name}"] = {value}' for name, value in added.items()] or ["return None"]
    writer.top += function_of("_fill", "options: dict", inner)
    return [f"options = {as_dict(writer.entries(arm, 'first'))}", "_fill(options)"], writer.call(url, "**options")


def of_another_module(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call of a function in another module, which connects."""
    library = writer.library
    first, second = as_keywords(writer.entries(arm, "first")), as_keywords(writer.entries(arm, "second"))
    writer.settings += [
        f"from {library.module} import {library.callee}", "", "", "def engine_of(url, **options):",
        f"    return {writer.call('url', first, '**options')}",
    ]  # fmt: skip
    writer.imports.discard(f"from {library.module} import {library.callee}")
    writer.imports.add("from settings import engine_of")
    return [], writer.call(url, second, callee="engine_of")


def keywords_of_classes(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call in a base class, which gets the keywords of a derived one."""
    first, second = as_keywords(writer.entries(arm, "first")), as_keywords(writer.entries(arm, "second"))
    inner = [f"self.made = {writer.call('url', '**keywords')}"]
    derived = [f"super().__init__({', '.join(filter(None, ['url', second, '**keywords']))})"]
    writer.top += [
        "", "", "class _Base:", *indented(function_of("__init__", "self, url, **keywords", inner)[2:]),
        "class _Derived(_Base):", *indented(function_of("__init__", "self, url, **keywords", derived)[2:]),
    ]  # fmt: skip
    return [], f"{writer.call(url, first, callee='_Derived')}.made"


def global_options(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with a dict of the module, which a function replaces."""
    writer.top.append(f"OPTIONS = {as_dict(writer.entries(arm, 'first'))}")
    second = as_dict(writer.entries(arm, "second"))
    inner = ["global OPTIONS", f"OPTIONS = {{**OPTIONS, **{second}}}"]
    writer.top += [*function_of("_configure", "", inner), "_configure()"]
    return [], writer.call(url, "**OPTIONS")


def taken_out(writer: Writer, url: str, arm: str, /) -> Site:
    """Return a call with an option that is taken out of a dict."""
    holder = writer.library.holder
    entries = writer.entries(arm)
    if not holder or holder not in entries:
        return united(writer, url, arm)
    method = writer.random.choice((f'options.pop("{holder}")', f'options.get("{holder}", {{}})'))
    lines = [f"options = {as_dict(entries)}", f"driver = {method}"]
    if ".get" in method:
        lines.append(f'del options["{holder}"]')
    return lines, writer.call(url, f"{holder}=driver", "**options")


OPTIONS = (
    keywords_of_classes, global_options, taken_out, united, named_twice, copied, chosen_values, chosen_values,
    keyword_only, two_helpers, cached_options, dataclass_options, imported_driver, without_nones, zipped,
    looped_options, lambda_options, nested_items, deleted, or_nothing, walrus_options, nested_ternary,
    filled_by_function, of_another_module,
)  # fmt: skip

# --- places ---


def context_manager(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site(url)
    writer.imports.add("from contextlib import contextmanager")
    function = function_of(
        "connected", "", [*lines, f"made = {call}", "try:", "    yield made", "finally:", "    pass"]
    )
    return [*setup, *function[:2], "@contextmanager", *function[2:]], ["connected().__enter__()"]


def async_generator(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site(url)
    function = function_of("connected", "", [*lines, f"made = {call}", "yield made"])
    asynchronous = [line.replace("def connected", "async def connected") for line in function]
    return [*setup, *asynchronous], ["anext(connected())"]


def async_context_manager(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site(url)
    writer.imports.add("from contextlib import asynccontextmanager")
    function = function_of("lifespan", "app", [*lines, f"app.state = {call}", "yield"])
    asynchronous = [line.replace("def lifespan", "async def lifespan") for line in function]
    body = [*setup, *asynchronous[:2], "@asynccontextmanager", *asynchronous[2:]]
    return [*body, "class App:", "    state = None"], ["lifespan(App()).__aenter__()"]


def lambda_place(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site("url", "")
    if lines:
        return class_attribute(writer, setup, url)
    return [*setup, f"make_engine = lambda url: {call}", f"engine = make_engine({url})"], []


def class_attribute(writer: Writer, setup: list[str], url: str, /) -> Placed:
    """Return a connection that a class creates when it is defined."""
    lines, call = writer.site(url)
    return [*setup, *lines, "", "", "class Database:", f"    engine = {call}", "", "", "database = Database()"], []


def closure(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site("url", "")
    inner = ["def make():", *indented([*lines, f"return {call}"]), "", "return make"]
    return [*setup, *function_of("factory", "url: str", inner), f"engine = factory({url})()"], []


def decorated(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site(url)
    retry = function_of("retry", "function", [
        "def wrapped(*args, **keywords):", "    return function(*args, **keywords)", "", "return wrapped",
    ])  # fmt: skip
    writer.top += retry
    function = function_of("get_engine", "", [*lines, f"return {call}"])
    return [*setup, *function[:2], "@retry", *function[2:], "engine = get_engine()"], []


def cached_property(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site("self.url", "")
    kind = writer.random.choice(("cached_property", "property"))
    if kind == "cached_property":
        writer.imports.add("from functools import cached_property")
    method = function_of("engine", "self", [*lines, f"return {call}"])[2:]
    body = [
        *setup, "", "", "class Database:", *indented(function_of("__init__", "self, url", ["self.url = url"])[2:]),
        f"    @{kind}", *indented(method),
    ]  # fmt: skip
    return [*body, f"database = Database({url})"], ["database.engine"]


def class_method(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site("url", "")
    kind, first = writer.random.choice((("classmethod", "cls, "), ("staticmethod", "")))
    method = function_of("connect_to", f"{first}url: str", [*lines, f"return {call}"])[2:]
    return [*setup, "", "", "class Database:", f"    @{kind}", *indented(method)], [f"Database.connect_to({url})"]


def comprehension(writer: Writer, setup: list[str], url: str, /) -> Placed:
    """Return one call for several URLs, in a dict."""
    lines, call = writer.site(url)
    call = call.replace(url, "one", 1)
    return [
        *setup, *lines, f'engines = {{name: {call} for name, one in {{"main": {url}, "spare": {url}}}.items()}}',
    ], []  # fmt: skip


def tried(writer: Writer, setup: list[str], url: str, /) -> Placed:
    lines, call = writer.site(url)
    return [*setup, *lines, "try:", f"    engine = {call}", "except ImportError:", "    engine = None"], []


def entered(writer: Writer, setup: list[str], url: str, /) -> Placed:
    """Return an object that connects when it is entered."""
    lines, call = writer.site("self.url", "")
    inner = [*lines, f"self.engine = {call}", "return self"]
    body = [
        *setup, "", "", "class Database:", *indented(function_of("__init__", "self, url", ["self.url = url"])[2:]),
        *indented(function_of("__enter__", "self", inner)[2:]),
    ]  # fmt: skip
    return [*body, f"database = Database({url})"], ["database.__enter__()"]


PLACES = (
    context_manager, async_generator, async_context_manager, lambda_place, class_attribute, closure, decorated,
    cached_property, class_method, comprehension, tried, entered,
)  # fmt: skip
