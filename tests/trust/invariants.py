"""What holds for every input, whatever is in it."""

from __future__ import annotations

import ast
import difflib
import io
import tokenize
from collections import Counter
from collections.abc import Iterator

from pooler_lint.config import Settings
from pooler_lint.files.screen import could_matter
from pooler_lint.files.text import encode
from pooler_lint.fixes.edits import apply_edits
from pooler_lint.index.deep import deep
from pooler_lint.index.parsing import parse
from pooler_lint.lines import LineIndex
from pooler_lint.output import diff, endpoints
from pooler_lint.report import FileReport, Report
from pooler_lint.run import check_bytes
from tests.output.formats.test_all import FORMATS

OURS = ("internal error", "please report this")


def hold(data: bytes, settings: Settings) -> FileReport:
    """Check and repair the bytes of a file, and assert all that is promised; the report of the repair."""
    checked, _ = check_bytes(data, "fuzzed.py", settings, repair=False)
    repaired, source = check_bytes(data, "fuzzed.py", settings, repair=True)
    for error in (*checked.errors, *repaired.errors):
        assert not any(word in f"{error.reason} {error.help}" for word in OURS), error.reason
    if not could_matter(data):
        assert [item for item in checked.diagnostics if item.code != "PGB900"] == [], "the screen would have missed it"
    _rendered(checked)
    _rendered(repaired)
    if repaired.fixed_text is None:
        assert repaired.diagnostics == checked.diagnostics, "check and fix disagree"
        for item in checked.diagnostics:
            assert item.fix is None or not _is_made(item.fix.safety, settings), f"{item.code} says it is repaired"
        return repaired
    assert checked.diagnostics, "a file without findings is changed"
    assert source is not None
    try:
        new = encode(repaired.fixed_text, source)
    except UnicodeEncodeError:
        return repaired  # then nothing is written
    _repaired_well(checked, repaired, source.text, settings)
    again, _ = check_bytes(new, "fuzzed.py", settings, repair=True)
    assert again.fixed_text is None, "the repair is not final"
    assert again.errors == ()
    assert again.diagnostics == repaired.diagnostics, "what is left is not what a new check finds"
    return repaired


def _is_made(safety: str, settings: Settings) -> bool:
    return safety == "safe" or (safety == "unsafe" and settings.unsafe_fixes)


def _rendered(report: FileReport) -> None:
    whole = Report((report,), 1)
    for name, one in FORMATS.items():
        assert one.render(whole, True).endswith("\n") == bool(report.diagnostics or one.is_document), name
    for render in (diff.render, endpoints.render):
        render(whole)


def _repaired_well(checked: FileReport, repaired: FileReport, text: str, set_: Settings) -> None:
    fixed = repaired.fixed_text
    assert fixed is not None
    old, new = _parsed(text), _parsed(fixed)
    before, after = Counter(d.code for d in checked.diagnostics), Counter(d.code for d in repaired.diagnostics)
    assert after <= before, "the repair brought a finding"
    assert after != before, "the repair repaired nothing"
    lost = Counter(_comments(text)) - Counter(_comments(fixed))
    assert not lost or _named(old) - _named(new), f"comments are lost, and no argument is: {lost}"
    announced = tuple(item.fix for item in checked.diagnostics if item.fix and _is_made(item.fix.safety, set_))
    if len(announced) == sum((before - after).values()) == 1:
        assert fixed == apply_edits(text, announced[0].edits), "the repair is not the one that was announced"
    gone, came = _changed(text, fixed)
    written = _lines(text)
    # Which of several blank lines went can't be told from the two texts.
    lines = {half // 2 for half in gone if half % 2 == 0 and written[half // 2 - 1].strip()}
    touched = _statements_around(old, _announced_lines(checked, text))
    assert lines <= touched, f"lines {sorted(lines - touched)} change outside of the announced edits"
    assert _outside(old, gone) == _outside(new, came), "other statements read differently now"


def _announced_lines(checked: FileReport, text: str) -> set[int]:
    """The lines (from 1) of the findings and of the edits that are to repair them."""
    index = LineIndex(text)
    lines: set[int] = set()
    for item in checked.diagnostics:
        lines |= set(range(item.line, item.place.end_line + 1))
        for edit in item.fix.edits if item.fix else ():
            lines |= set(range(index.position(edit.start)[0], index.position(edit.end)[0] + 1))
    return lines


def _statements_around(tree: ast.Module, lines: set[int]) -> set[int]:
    """These lines, and all lines of the simple statements and heads of blocks that they are in."""
    around = set(lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None) or getattr(node, "cases", None)
            end = (node.end_lineno or node.lineno) if not body else _first_line(body[0]) - 1
            own = range(node.lineno, max(end, node.lineno) + 1)
            if not lines.isdisjoint(own):
                around |= set(own)
    return around


def _first_line(node: ast.AST) -> int:
    first = node.pattern if isinstance(node, ast.match_case) else node
    lineno: int = getattr(first, "lineno", 1)
    return lineno


def _parsed(text: str) -> ast.Module:
    return deep(lambda: parse(text))


def _named(tree: ast.Module) -> Counter[tuple[str, str]]:
    """Return the arguments, and the keys of the dicts, each with the key that its dict stands under.

    If one of them goes, or moves to another dict, its comments may go.
    """
    nodes = list(ast.walk(tree))
    keywords = (("argument", node.arg) for node in nodes if isinstance(node, ast.keyword) and node.arg)
    entries = [
        (id(node), str(key.value), id(value))
        for node in nodes
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant)
    ]
    above = {value: key for _, key, value in entries}
    return Counter([*keywords, *((f"key of {above.get(node, '')}", key) for node, key, _ in entries)])


def _comments(text: str) -> Iterator[str]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT:
                yield token.string.strip()
    except (tokenize.TokenError, SyntaxError):
        return  # Python's tokenizer of the library takes less than its parser


def _changed(text: str, fixed: str) -> tuple[set[int], set[int]]:
    """What is gone from the old text, and what came to the new one: 2n is line n (from 1), 2n+1 the gap behind it."""
    gone: set[int] = set()
    came: set[int] = set()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, _lines(text), _lines(fixed), autojunk=False).get_opcodes():
        if kind != "equal":
            gone |= set(range(2 * a + 1, 2 * b + 2))
            came |= set(range(2 * c + 1, 2 * d + 2))
    return gone, came


def _lines(text: str) -> list[str]:
    starts = LineIndex(text)
    return [starts.line_text(number) for number in range(1, starts.position(len(text))[0] + 1)]


def _outside(tree: ast.Module, changed: set[int]) -> list[str]:
    """The statements that nothing of this touches."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            if changed.isdisjoint(range(2 * first, 2 * (node.end_lineno or node.lineno) + 1)):
                found.append(_dumped(node))
    return sorted(found)


def _dumped(node: ast.stmt) -> str:
    return deep(lambda: ast.dump(node))
