"""What is followed and what is passed over."""

from __future__ import annotations

import ast
import textwrap

from pooler_lint.index.needed import Needed, needed
from pooler_lint.index.parts import Sought
from pooler_lint.index.prescan import Names
from tests.table import each_row


def of(source: str) -> tuple[ast.Module, Needed]:
    tree = ast.parse(textwrap.dedent(source))
    return tree, needed(tree, Sought(frozenset({"call"})), Names(tree))


def passed_over(source: str) -> list[str]:
    """The first lines of the statements that are not followed, without `pass` and those inside of such."""
    tree, result = of(source)
    found: list[str] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop(0)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Pass):
                continue
            if isinstance(child, ast.stmt) and id(child) in result.passed_over:
                found.append(ast.unparse(child).splitlines()[0])
            else:
                waiting.append(child)
    return found


@each_row(
    ("statement", "is_passed_over"),
    [
        ("url = 'a'", False),
        ("title = 'a'", True),
        ("if production:\n    url = 'b'", False),
        ("production = flags['p']", True),
        ("with opened() as url:\n    pass", False),
        ("for url in urls:\n    pass", False),
        ("options['a'] = 1", False),
        ("options.update(a=1)", False),
        ("held = options", True),
        ("change(options)", False),
        ("change(url)", True),
        ("options |= {}", False),
        ("del options['a']", False),
        ("others['a'] = 1", True),
        ("assert 'x' in url", False),
        ("assert title", True),
        ("def helper():\n    return url", True),
        ("def url():\n    return 1", False),
        ("class Other:\n    pass", True),
        ("import anything", False),
        ("str = repr", False),
        ("sys.exit(1)", False),
        ("print(1)", True),
        ("match x:\n    case [url]:\n        pass", False),
        ("try:\n    pass\nexcept Error as url:\n    pass", False),
        ("conn.prepare_threshold = None", False),
        ("conn.prepare('select 1')", False),
        ("cursor = 1", True),
        ("(url := 'b')", False),
    ],
)
def test_a_statement(statement: str, is_passed_over: bool) -> None:
    source = f"import lib\noptions = {{}}\n{statement}\nlib.call(url, **options)\n"
    assert bool(passed_over(source)) is is_passed_over


def test_a_dict_changed_under_another_name() -> None:
    source = """
        options = {}
        held = options
        held["a"] = 1
        unheld = 1
        lib.call(**options)
    """
    assert passed_over(source) == ["unheld = 1"]


def test_what_a_condition_rests_on() -> None:
    source = """
        mode = read()
        other = 1
        if mode == "a":
            lib.call()
    """
    assert passed_over(source) == ["other = 1"]


def test_ways_that_leave_the_function() -> None:
    source = """
        def connect(url, count):
            print(url)
            if not url:
                raise ValueError(count)
            count = 3
            return lib.call(url)
    """
    assert passed_over(source) == ["print(url)", "count = 3"]


def test_a_function_whose_result_is_needed() -> None:
    source = """
        def options(debug):
            log = []
            found = {}
            if debug:
                return found
            return None
        def unrelated():
            return 1
        lib.call(**options(True))
    """
    assert passed_over(source) == ["def unrelated():", "log = []"]


def test_what_sets_an_attribute_that_is_needed() -> None:
    source = """
        class C:
            title = "x"
            def __init__(self, url):
                self._url = url
                self.title = "nothing that a call rests on"
            @property
            def url(self):
                return self._url
            def connect(self):
                return lib.call(self.url)
            def rename(self):
                self.title = "nothing either"
            def switch(self):
                def inner():
                    self._url = "other"
                inner()
    """
    tree, result = of(source)
    functions = {id(node): node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert {functions[one] for one in result.holders} == {"connect"}


def test_the_members_of_a_class_that_is_needed() -> None:
    source = """
        PREFIX = "APP_"
        OTHER = 1
        class Settings(BaseSettings):
            model_config = dict(prefix=PREFIX)
            url: str = ""
            @field_validator("url")
            def check(cls, value):
                return value
        lib.call(Settings().url)
    """
    assert passed_over(source) == ["OTHER = 1"]


def test_a_method_may_set_attributes_of_an_object_that_is_set_up_here() -> None:
    source = """
        def start():
            app.url = "a"
            app.configure()
            other.configure()
            lib.call(app.url)
    """
    assert passed_over(source) == ["other.configure()"]


@each_row(
    ("statement", "is_passed_over"),
    [
        ("show(options)", True),
        ("show(1, options)", True),
        ("alter(options)", False),
        ("alter(1, options)", True),
        ("alter(1, given=options)", False),
        ("alter(*[options])", True),
        ("alter(*rest, options)", False),
        ("through(options)", False),
        ("held(options)", False),
        ("tools.show(options)", False),
        ("either(options)", False),
        ("Maker(options)", False),
    ],
)
def test_a_function_that_may_change_what_it_is_handed(statement: str, is_passed_over: bool) -> None:
    source = f"""
        import lib
        rest = []
        options = {{}}
        def show(*given):
            return [str(one) for one in given]
        def alter(given, other=None):
            given["a"] = 1
        def through(given):
            alter(given)
        def held(given):
            same = given
            same.update(a=1)
        def either(given):
            pass
        def either(given):
            del given["a"]
        class Maker:
            def __init__(self, given):
                given.clear()
        {statement}
        lib.call(**options)
    """
    assert (statement in passed_over(source)) is is_passed_over


@each_row(
    ("statement", "is_passed_over"),
    [
        ("lib.call(1)", True),
        ("add(lib.call(1), extra)", True),
        ("log.info('made', [extra, lib.call(1)])", True),
        ("made = wrap(extra, lib.call(1))", True),
        ("with span(extra), lib.call(1):\n            pass", True),
        ("lib.call(extra)", False),
        ("lib.call(1).run(extra)", True),
        ("lib.call(wrap(extra))", False),
        ("functools.partial(lib.call, extra)", False),
        ("[lib.call(one) for one in extra]", False),
        ("lib.call(1) if extra else None", False),
        ("extra and lib.call(1)", False),
        ("for one in extra:\n            lib.call(1)", False),
        ("(lambda one: lib.call(one))(extra)", False),
        ("again(lambda one: lib.call(one), extra)", False),
    ],
)
def test_what_stands_beside_the_call_that_is_looked_for(statement: str, is_passed_over: bool) -> None:
    source = f"""
        import lib
        extra = read()
        {statement}
    """
    assert ("extra = read()" in passed_over(source)) is is_passed_over
