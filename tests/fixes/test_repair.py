from __future__ import annotations

from pooler_lint.fixes.operations import Plan
from pooler_lint.fixes.repair import Style, _edits, _is_right
from pooler_lint.fixes.source import parse_source
from pooler_lint.model import DropArgument, DropOption, SetOption
from pooler_lint.report import Edit
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict
from tests.fixes.helpers import (
    CACHE_OFF,
    FULL_SET,
    NULL_POOL,
    call_span,
    can_repair,
    option,
    placed,
    repair,
    repair_all,
    repaired,
    repairs_of,
    request,
    span_of,
)
from tests.table import each_row

ALL_OFF = (CACHE_OFF, SetOption("prepared_statement_cache_size", "0", driver=True))


@each_row(
    ("before", "after"),
    [
        ("x = connect()\n", "x = connect(statement_cache_size=0)\n"),
        ("x = connect(dsn)\n", "x = connect(dsn, statement_cache_size=0)\n"),
        ("x = connect(dsn,user=1)\n", "x = connect(dsn,user=1,statement_cache_size=0)\n"),
        ("x = connect(dsn, user = 1)\n", "x = connect(dsn, user = 1, statement_cache_size = 0)\n"),
        ("x = connect( dsn )\n", "x = connect( dsn, statement_cache_size=0 )\n"),
        ("x = connect(dsn,)\n", "x = connect(dsn, statement_cache_size=0,)\n"),
        ("x = connect(*args, **kw)\n", "x = connect(*args, **kw, statement_cache_size=0)\n"),
        ("x = connect(\n)\n", "x = connect(\n    statement_cache_size=0,\n)\n"),
        ("x = connect(\n    dsn,\n)\n", "x = connect(\n    dsn,\n    statement_cache_size=0,\n)\n"),
        (
            "x = connect(\n    dsn,\n    user=1\n)\n",
            "x = connect(\n    dsn,\n    user=1,\n    statement_cache_size=0\n)\n",
        ),
        ("x = connect(\n\tdsn,\n\tuser=1,\n)\n", "x = connect(\n\tdsn,\n\tuser=1,\n\tstatement_cache_size=0,\n)\n"),
        ("x = connect(\n  dsn,\n  user=1,\n  )\n", "x = connect(\n  dsn,\n  user=1,\n  statement_cache_size=0,\n  )\n"),
        (
            "x = connect(dsn,\n            user=1)\n",
            "x = connect(dsn,\n            user=1,\n            statement_cache_size=0)\n",
        ),
        (
            "x = connect(\n    dsn,  # where\n    user=1  # who\n)\n",
            "x = connect(\n    dsn,  # where\n    user=1,  # who\n    statement_cache_size=0\n)\n",
        ),
        (
            "x = connect(\n    dsn  # where\n)\n",
            "x = connect(\n    dsn,  # where\n    statement_cache_size=0,\n)\n",
        ),
        (
            "x = connect(\n    dsn,\n    # user=1,\n)  # end\n",
            "x = connect(\n    dsn,\n    # user=1,\n    statement_cache_size=0,\n)  # end\n",
        ),
        ("x = connect(  # why\n    dsn,\n)\n", "x = connect(  # why\n    dsn,\n    statement_cache_size=0,\n)\n"),
        (
            "x = wrap(1, connect(dsn).pool, 2)\n",
            "x = wrap(1, connect(dsn, statement_cache_size=0).pool, 2)\n",
        ),
        ("x = (connect(dsn))\n", "x = (connect(dsn, statement_cache_size=0))\n"),
        ("x = f'{connect(dsn)}'\n", "x = f'{connect(dsn, statement_cache_size=0)}'\n"),
        ("'日本'; x = connect('日本')  # é\n", "'日本'; x = connect('日本', statement_cache_size=0)  # é\n"),
        (
            "if a:\r\n  x = connect(\r\n    b,\r\n  )",
            "if a:\r\n  x = connect(\r\n    b,\r\n    statement_cache_size=0,\r\n  )",
        ),
        ("x = connect(a, \\\n    b)\n", "x = connect(a, \\\n    b, \\\n    statement_cache_size=0)\n"),
        ("x = connect((a for a in b))\n", "x = connect((a for a in b), statement_cache_size=0)\n"),
    ],
)
def test_a_keyword_is_added_in_the_style_of_the_call(before: str, after: str) -> None:
    assert repaired(before, request(before, "connect", CACHE_OFF)) == after


def test_crlf_lines_get_crlf_when_they_are_split() -> None:
    text = "async def f():\r\n\tpool = await asyncpg.create_pool(dsn, min_size=1, max_size=10)\r\n"
    result = repaired(text, request(text, "asyncpg.create_pool", CACHE_OFF), line_length=58)
    assert result == (
        "async def f():\r\n\tpool = await asyncpg.create_pool(\r\n\t\tdsn,\r\n\t\tmin_size=1,\r\n\t\tmax_size=10,\r\n"
        "\t\tstatement_cache_size=0,\r\n\t)\r\n"
    )


@each_row(
    ("before", "literal", "after"),
    [
        (
            "e = engine(url, connect_args={'ssl': True})\n",
            "{'ssl': True}",
            "e = engine(url, connect_args={'ssl': True, 'statement_cache_size': 0})\n",
        ),
        (
            "e = engine(url, connect_args={})\n",
            "{}",
            'e = engine(url, connect_args={"statement_cache_size": 0})\n',
        ),
        (
            "opts = {\n    'ssl': True,  # yes\n    # more\n}\ne = engine(url, connect_args=opts)\n",
            "{\n    'ssl': True,  # yes\n    # more\n}",
            "opts = {\n    'ssl': True,  # yes\n    # more\n    'statement_cache_size': 0,\n}\n"
            "e = engine(url, connect_args=opts)\n",
        ),
        (
            "def opts():\n    if a:\n        return {}\n    return {'ssl': 1}\n\n"
            "e = engine(url, connect_args=opts())\n",
            "{}",
            "def opts():\n    if a:\n        return {'statement_cache_size': 0}\n    return {'ssl': 1}\n\n"
            "e = engine(url, connect_args=opts())\n",
        ),
        (
            "e = engine(url, **{'connect_args': {'ssl': True}, 'echo': 1})\n",
            "{'ssl': True}",
            "e = engine(url, **{'connect_args': {'ssl': True, 'statement_cache_size': 0}, 'echo': 1})\n",
        ),
        (
            "e = engine(url, connect_args={**shared, 'a' : 1})\n",
            "{**shared, 'a' : 1}",
            "e = engine(url, connect_args={**shared, 'a' : 1, 'statement_cache_size' : 0})\n",
        ),
        (
            "e = engine(url, connect_args={'ssl':\n    True})\n",
            "{'ssl':\n    True}",
            "e = engine(url, connect_args={'ssl':\n    True, 'statement_cache_size': 0})\n",
        ),
        (
            "e = engine(url, connect_args={'statement_cache_size': 5, 'a': 1})\n",
            "{'statement_cache_size': 5, 'a': 1}",
            "e = engine(url, connect_args={'statement_cache_size': 0, 'a': 1})\n",
        ),
        (
            "opts = {\n}\ne = engine(url, connect_args=opts)\n",
            "{\n}",
            'opts = {\n    "statement_cache_size": 0,\n}\ne = engine(url, connect_args=opts)\n',
        ),
        (
            "opts = {\n    # nothing yet\n}\ne = engine(url, connect_args=opts)\n",
            "{\n    # nothing yet\n}",
            'opts = {\n    # nothing yet\n    "statement_cache_size": 0,\n}\ne = engine(url, connect_args=opts)\n',
        ),
    ],
)
def test_a_dict_of_this_call_alone_is_extended(before: str, literal: str, after: str) -> None:
    shown = Dict((), place=placed(span_of(before, literal)))
    assert repaired(before, request(before, "engine", CACHE_OFF, holder="connect_args", driver_dict=shown)) == after


def test_a_dict_call_gets_a_keyword() -> None:
    text = "opts = dict(ssl=True)\ne = engine(url, connect_args=opts)\n"
    finding = request(
        text, "engine", *ALL_OFF, holder="connect_args", driver_dict=Dict((), place=placed(call_span(text, "dict")))
    )
    assert repaired(text, finding) == (
        "opts = dict(ssl=True, statement_cache_size=0, prepared_statement_cache_size=0)\n"
        "e = engine(url, connect_args=opts)\n"
    )


@each_row(
    ("expression", "after"),
    [
        ("shared", '{**shared, "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("settings.args", '{**settings.args, "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("make(1)", '{**make(1), "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("a or {}", '{**(a or {}), "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("a if b else c", '{**(a if b else c), "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("(a or b)", '{**(a or b), "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("a | b", '{**a | b, "statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("None", '{"statement_cache_size": 0, "prepared_statement_cache_size": 0}'),
        ("dict(a)", "dict(a, statement_cache_size=0, prepared_statement_cache_size=0)"),
    ],
)
def test_a_shared_dict_is_wrapped(expression: str, after: str) -> None:
    text = f"shared = {{}}\ne = engine(url, connect_args={expression})\n"
    finding = request(
        text,
        "engine",
        *ALL_OFF,
        holder="connect_args",
        driver_dict=Dict((), place=placed(span_of(text, "{}")), exclusive=False),
        driver_dict_span=span_of(text, expression, 1 if expression == "shared" else 0),
    )
    assert repaired(text, finding, line_length=200) == text.replace(
        f"connect_args={expression}", f"connect_args={after}"
    )


def test_a_wrong_value_in_a_shared_dict_is_overridden_not_changed() -> None:
    text = "shared = {'statement_cache_size': 9}\ne = engine(url, connect_args=shared)\n"
    finding = request(
        text,
        "engine",
        CACHE_OFF,
        holder="connect_args",
        options=[option("statement_cache_size", OptionKind.DRIVER)],
        driver_dict=Dict((), place=placed(span_of(text, "{'statement_cache_size': 9}")), exclusive=False),
        driver_dict_span=span_of(text, "shared", 1),
    )
    assert repaired(text, finding).endswith("connect_args={**shared, 'statement_cache_size': 0})\n")


def test_a_call_without_driver_options_gets_them() -> None:
    text = "pool = ConnectionPool(\n    dsn,\n    open=False,\n)\n"
    finding = request(text, "ConnectionPool", SetOption("prepare_threshold", "None", driver=True), holder="kwargs")
    assert repaired(text, finding) == (
        'pool = ConnectionPool(\n    dsn,\n    open=False,\n    kwargs={"prepare_threshold": None},\n)\n'
    )


@each_row(
    ("before", "home", "value", "after"),
    [
        (
            "x = connect(dsn, statement_cache_size=100)\n",
            OptionKind.CALL,
            "100",
            "x = connect(dsn, statement_cache_size=0)\n",
        ),
        (
            "x = connect(dsn, statement_cache_size=(1 + 2), a=1)\n",
            OptionKind.CALL,
            "1 + 2",
            "x = connect(dsn, statement_cache_size=0, a=1)\n",
        ),
        (
            "opts = {'statement_cache_size': 7}\nx = connect(dsn, **opts)\n",
            OptionKind.CALL,
            "7",
            "opts = {'statement_cache_size': 0}\nx = connect(dsn, **opts)\n",
        ),
        (
            "opts = {}\nopts['statement_cache_size'] = 7\nx = connect(dsn, **opts)\n",
            OptionKind.CALL,
            "7",
            "opts = {}\nopts['statement_cache_size'] = 0\nx = connect(dsn, **opts)\n",
        ),
    ],
)
def test_a_wrong_value_is_changed_in_place(before: str, home: OptionKind, value: str, after: str) -> None:
    options = [option("statement_cache_size", home, span_of(before, value))]
    finding = request(before, "connect", CACHE_OFF, options=options)
    edits = repair_all(parse_source(before), [finding], Style())
    assert repaired(before, finding) == after
    assert sum(edit.end - edit.start for edit in edits) <= len(value) + 2


def test_a_keyword_that_the_case_does_not_show_is_changed_and_not_doubled() -> None:
    text = "x = connect(dsn, statement_cache_size=SIZE)\n"
    assert repaired(text, request(text, "connect", CACHE_OFF)) == "x = connect(dsn, statement_cache_size=0)\n"


@each_row(
    ("before", "after"),
    [
        ("x = connect(dsn, bad=1)\n", "x = connect(dsn)\n"),
        ("x = connect(bad=1)\n", "x = connect()\n"),
        ("x = connect(dsn, bad=())\n", "x = connect(dsn)\n"),
        ("x = connect(dsn, bad=((1)))\n", "x = connect(dsn)\n"),
        ("x = connect(bad=1, a=2)\n", "x = connect(a=2)\n"),
        ("x = connect(dsn, bad=1, a=2)\n", "x = connect(dsn, a=2)\n"),
        ("x = connect(dsn, bad=1,)\n", "x = connect(dsn,)\n"),
        ("x = connect(\n    dsn,\n    bad=1,\n    a=2,\n)\n", "x = connect(\n    dsn,\n    a=2,\n)\n"),
        ("x = connect(\n    dsn,\n    bad=1,\n)\n", "x = connect(\n    dsn,\n)\n"),
        ("x = connect(\n    dsn,\n    bad=1\n)\n", "x = connect(\n    dsn\n)\n"),
        ("x = connect(\n    bad=1,\n)\n", "x = connect()\n"),
        ("x = connect(dsn,\n            bad=1)\n", "x = connect(dsn)\n"),
        ("x = connect(bad=1,\n            a=2)\n", "x = connect(a=2)\n"),
        ("x = connect(a,\n            bad=1,\n            c=2)\n", "x = connect(a,\n            c=2)\n"),
        (
            "x = connect(\n    dsn,  # where\n    bad=1,  # why\n    a=2,  # other\n)\n",
            "x = connect(\n    dsn,  # where\n    a=2,  # other\n)\n",
        ),
        (
            "x = connect(\n    dsn,  # where\n    bad=1  # why\n)\n",
            "x = connect(\n    dsn  # where\n)\n",
        ),
        (
            "x = connect(\n    # first\n    bad=1,  # why\n    # last\n)\n",
            "x = connect(\n    # last\n)\n",
        ),
        ("x = connect(\n    dsn,\n    bad={  # why\n        1: 2\n    },\n)\n", "x = connect(\n    dsn,\n)\n"),
        ("x = connect(\n    dsn,\n    bad=1  # why\n    , a=2\n)\n", "x = connect(\n    dsn,\n    a=2\n)\n"),
        ("x = connect(a, bad=1,  # why\n            b=2)\n", "x = connect(a,\n            b=2)\n"),
    ],
)
def test_a_keyword_is_dropped_with_its_comments(before: str, after: str) -> None:
    assert repaired(before, request(before, "connect", DropOption("bad", OptionKind.CALL))) == after


@each_row(
    ("before", "home", "after"),
    [
        (
            "e = engine(url, connect_args={'bad': 1, 'a': 2})\n",
            OptionKind.DRIVER,
            "e = engine(url, connect_args={'a': 2})\n",
        ),
        (
            "e = engine(url, connect_args={'a': 2, 'bad': 1})\n",
            OptionKind.DRIVER,
            "e = engine(url, connect_args={'a': 2})\n",
        ),
        ("e = engine(url, connect_args={'bad': 1})\n", OptionKind.DRIVER, "e = engine(url)\n"),
        ("e = engine(url, connect_args=dict(bad=1))\n", OptionKind.DRIVER, "e = engine(url)\n"),
        (
            "o = {'bad': 1}\ne = engine(url, connect_args=o)\n",
            OptionKind.DRIVER,
            "o = {}\ne = engine(url, connect_args=o)\n",
        ),
        ("o = dict(a=1, bad=1)\ne = engine(url, **o)\n", OptionKind.CALL, "o = dict(a=1)\ne = engine(url, **o)\n"),
        (
            "e = engine(url, connect_args={'server_settings': {'bad': 1}, 'a': 2})\n",
            OptionKind.SERVER_SETTINGS,
            "e = engine(url, connect_args={'a': 2})\n",
        ),
        (
            "e = engine(url, connect_args={'server_settings': {'bad': 1}}, echo=True)\n",
            OptionKind.SERVER_SETTINGS,
            "e = engine(url, echo=True)\n",
        ),
        ("e = engine(url, server_settings={\n    'bad': 1,\n})\n", OptionKind.SERVER_SETTINGS, "e = engine(url)\n"),
        (
            "e = engine(url, connect_args={\n    'a': 1,  # one\n    'bad': 1,  # two\n})\n",
            OptionKind.DRIVER,
            "e = engine(url, connect_args={\n    'a': 1,  # one\n})\n",
        ),
    ],
)
def test_an_entry_is_dropped_and_an_empty_dict_with_it(before: str, home: OptionKind, after: str) -> None:
    value = span_of(before, "1", before[: before.index("bad")].count("1"))
    options = [option("bad", home, value)]
    assert repaired(before, request(before, "engine", DropOption("bad", home), options=options)) == after


def test_an_option_moves_to_where_it_works() -> None:
    text = "e = engine(url, statement_cache_size=0, echo=True)\n"
    finding = request(
        text, "engine", DropOption("statement_cache_size", OptionKind.CALL), *ALL_OFF, holder="connect_args"
    )
    assert repaired(text, finding) == (
        "e = engine(\n    url,\n    echo=True,\n"
        '    connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0},\n)\n'
    )


def test_the_last_entry_dropped_and_another_added_keeps_the_dict() -> None:
    text = "e = engine(url, connect_args={'bad': 1})\n"
    finding = request(
        text,
        "engine",
        DropOption("bad", OptionKind.DRIVER),
        CACHE_OFF,
        holder="connect_args",
        options=[option("bad", OptionKind.DRIVER, span_of(text, "1"))],
        driver_dict=Dict((), place=placed(span_of(text, "{'bad': 1}"))),
    )
    assert repaired(text, finding) == "e = engine(url, connect_args={'statement_cache_size': 0})\n"


def test_an_argument_of_another_call_is_dropped() -> None:
    text = "x = connect(dsn)\nx.execute(q, (1,), prepare=True)\n"
    finding = request(text, "connect", DropArgument(placed(call_span(text, "x.execute")), "prepare"))
    assert repaired(text, finding) == "x = connect(dsn)\nx.execute(q, (1,))\n"


def test_a_comment_inside_a_replaced_value_stops_the_repair() -> None:
    text = "x = connect(dsn, statement_cache_size=(\n    1 +  # one\n    2\n))\n"
    assert not can_repair(text, request(text, "connect", CACHE_OFF))


@each_row("blank", ["\n", " \\\n\n"])
def test_only_the_statement_of_a_fix_is_split_into_tokens(blank: str) -> None:
    """Before 3.12 Python's own tokenizer refuses a backslash in the place of an indentation, which its parser takes."""
    text = f"class A:\n    x = connect(dsn, statement_cache_size='#')\n{blank}"
    assert can_repair(text, request(text, "connect", CACHE_OFF))


@each_row("text", ["x = connect(a for a in b)\n", "x = {connect: 1}\ny = other(1)\n# connect(\n# )\n"])
def test_there_is_no_repair_where_none_is_safe(text: str) -> None:
    assert not can_repair(text, request(text, "connect", CACHE_OFF))


def test_unknown_and_shared_places_are_left_alone() -> None:
    text = "shared = {'bad': 1}\ne = engine(url, connect_args=shared)\n"
    shared = Dict((), place=placed(span_of(text, "{'bad': 1}")), exclusive=False)
    options = [option("bad", OptionKind.DRIVER)]
    drop = DropOption("bad", OptionKind.DRIVER)
    assert not can_repair(
        text, request(text, "engine", drop, holder="connect_args", options=options, driver_dict=shared)
    )
    assert not can_repair(text, request(text, "engine", DropOption("bad", OptionKind.CALL)))
    assert not can_repair(text, request(text, "engine", DropOption("bad", OptionKind.LATER)))
    hidden = [option("statement_cache_size", OptionKind.CALL)]
    assert not can_repair(text, request(text, "engine", CACHE_OFF, options=hidden))


def test_a_finding_without_wishes_has_no_fix() -> None:
    text = "x = connect(dsn)\n"
    assert repair(parse_source(text), request(text, "connect"), Style()) is None


def test_a_fix_changes_only_what_it_must() -> None:
    text = "x = connect(dsn)\n"
    fix = repair(parse_source(text), request(text, "connect", CACHE_OFF), Style())
    assert fix is not None
    assert [(edit.start, edit.end, edit.content) for edit in fix.edits] == [(15, 15, ", statement_cache_size=0")]


def test_two_findings_at_one_call_are_one_rewriting() -> None:
    text = "e = engine(url, pool_size=5)\n"
    findings = [
        request(text, "engine", CACHE_OFF, holder="connect_args"),
        request(text, "engine", *FULL_SET, holder="connect_args"),
        request(text, "engine", DropOption("pool_size", OptionKind.CALL)),
    ]
    assert repaired(text, *findings, line_length=160) == (
        'e = engine(url, connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0, '
        '"prepared_statement_name_func": lambda: ""})\n'
    )


def test_calls_inside_each_other_are_repaired_together() -> None:
    text = "x = connect(a, retry=connect(b), c=1)\n"
    findings = [request(text, "connect", CACHE_OFF, nth=0), request(text, "connect", CACHE_OFF, nth=1)]
    assert repaired(text, *findings, line_length=80) == (
        "x = connect(\n    a, retry=connect(b, statement_cache_size=0), c=1, statement_cache_size=0\n)\n"
    )


def test_contradicting_findings_leave_the_first_one() -> None:
    text = "x = connect(a, size=5)\n"
    findings = [
        request(text, "connect", SetOption("size", "1", driver=True)),
        request(text, "connect", SetOption("size", "2", driver=True)),
    ]
    assert repaired(text, *findings) == "x = connect(a, size=1)\n"


def test_a_finding_that_can_not_be_repaired_does_not_stop_the_others() -> None:
    text = "x = connect(a for a in b)\ny = connect(c)\n"
    findings = [request(text, "connect", CACHE_OFF, nth=0), request(text, "connect", CACHE_OFF, nth=1)]
    assert repaired(text, *findings) == "x = connect(a for a in b)\ny = connect(c, statement_cache_size=0)\n"


def test_a_repair_of_what_is_right_changes_nothing() -> None:
    text = "x = connect(dsn, statement_cache_size=0)\n"
    assert repaired(text, request(text, "connect", CACHE_OFF)) == text


def test_untouched_text_is_in_no_edit() -> None:
    text = "x = connect(\n    dsn,  # where\n    # user\n    user='me',\n)\n"
    edits = repair_all(parse_source(text), [request(text, "connect", CACHE_OFF)], Style())
    assert [(text[edit.start : edit.end], edit.content) for edit in edits] == [("", "    statement_cache_size=0,\n")]


def test_what_needs_no_change_is_not_repaired() -> None:
    text = "f(x)\nf(y, statement_cache_size=0)\n"
    first, second = (request(text, "f", CACHE_OFF, nth=nth) for nth in range(2))
    done = repairs_of(parse_source(text), [first, second], Style())
    assert [one.request for one in done.candidates] == [first]


def test_an_import_stays_where_nothing_asks_for_it_to_go() -> None:
    text = "from sqlalchemy.pool import QueuePool\n\nengine = create(url, poolclass=QueuePool)\n"
    done = repaired(text, request(text, "create", NULL_POOL))
    assert done.startswith("from sqlalchemy.pool import NullPool, QueuePool\n")


def test_a_repair_that_does_not_parse_is_none() -> None:
    source = parse_source("x = 1\n")
    assert _edits(source, Plan(imports=(Edit(0, 0, "(("),)), Style()) is None
    assert _edits(source, Plan(imports=(Edit(0, 0, "("), Edit(5, 5, ")"))), Style()) is None
    assert _edits(source, Plan(imports=(Edit(4, 5, "2"),)), Style()) == (Edit(4, 5, "2"),)


@each_row(
    ("edits", "kept"),
    [
        ([Edit(5, 10, "")], False),
        ([Edit(2, 10, "2")], False),
        ([Edit(2, 10, "2,  # c  ")], True),
        ([Edit(2, 14, "\n    # c\n    2")], True),
        ([Edit(2, 3, "2")], True),
        ([Edit(2, 3, "2"), Edit(7, 8, "# c\n#")], True),
    ],
)
def test_comments_are_kept(edits: list[Edit], kept: bool) -> None:
    text = "f(1,  # c \n  2)\n"
    assert _is_right(parse_source(text), edits) is kept
