"""What is true of all rules."""

from __future__ import annotations

import ast
import pickle
import pkgutil
import re
from pathlib import Path

import pytest

import pooler_lint.rules
from pooler_lint.facts.options import option_facts
from pooler_lint.facts.statements import statement_facts
from pooler_lint.rules import RULES, Rule, by_code
from pooler_lint.rules.pages import HEADINGS, code_of, explain, main, pages, stale
from tests.table import each_row

ROOT = Path(__file__).parents[2]
FOLDER = Path(pooler_lint.rules.__file__).parent

each_rule = each_row("rule", RULES)


def test_codes_and_names_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert not rule.name.startswith(("no-", "use-", "missing-"))
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.severity in ("error", "warning", "info")
    assert f"- {rule.url}\n" in rule.page() + "\n"
    assert by_code(rule.code.lower()) is rule


def test_every_file_of_a_rule_is_in_the_list() -> None:
    files = {module.name for module in pkgutil.iter_modules([str(FOLDER)]) if module.name.startswith("pgb")}
    assert {type(rule).__module__.rpartition(".")[2] for rule in RULES} == files
    assert all(name.startswith(rule.code.lower()) for rule, name in zip(RULES, sorted(files), strict=True))


@each_rule
def test_a_page_has_all_its_parts_in_order(rule: Rule) -> None:
    found = re.findall(r"^## (.*)$", rule.page(), re.MULTILINE)
    assert found == list(HEADINGS)
    sections = re.split(r"^## .*$", rule.page(), flags=re.MULTILINE)
    assert all(section.strip() for section in sections)
    assert "https://" in sections[-1]


@each_rule
def test_what_to_use_instead_is_python_and_so_is_the_example(rule: Rule) -> None:
    ast.parse(code_of(rule, "Use instead"))
    if rule.code != "PGB900":
        ast.parse(code_of(rule, "Example"))
        return
    with pytest.raises(SyntaxError):
        ast.parse(code_of(rule, "Example"))


def test_rules_see_model_data_only() -> None:
    allowed = (
        "pooler_lint.flow",
        "pooler_lint.lines",
        "pooler_lint.model",
        "pooler_lint.records",
        "pooler_lint.slots",
        "pooler_lint.values",
        "pooler_lint.facts",
        "pooler_lint.report",
        "pooler_lint.rules",
        "pooler_lint.versions",
    )
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pooler_lint"):
                assert (node.module or "").startswith(allowed), f"{file.name} imports {node.module}"


@each_rule
def test_rules_can_be_sent_to_another_process(rule: Rule) -> None:
    assert pickle.loads(pickle.dumps(rule)).code == rule.code


def test_explains_a_rule_by_its_code_in_any_case() -> None:
    text = explain("pgb101")
    assert text.startswith("PGB101 asyncpg-statement-cache-on-transaction-pooler\n")
    assert "## Why is this bad" in text


def test_explaining_an_unknown_code_names_the_codes_that_exist() -> None:
    with pytest.raises(LookupError, match="PGB101, PGB102"):
        explain("PGB000")


def test_the_generated_pages_are_up_to_date() -> None:
    assert stale(ROOT / "docs" / "rules") == []


def test_check_fails_on_a_page_that_differs_is_missing_or_left_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rules"
    assert main([str(folder), "--check"]) == 1
    assert main([str(folder)]) == 0
    assert main([str(folder), "--check"]) == 0
    (folder / "PGB101.md").write_text("old", encoding="utf-8")
    (folder / "PGB000.md").write_text("left over", encoding="utf-8")
    capsys.readouterr()
    assert main([str(folder), "--check"]) == 1
    assert "PGB000.md, PGB101.md" in capsys.readouterr().err
    assert main([str(folder)]) == 0
    assert not (folder / "PGB000.md").exists()


def test_the_index_links_every_page() -> None:
    generated = pages()
    assert all(f"({rule.code}.md)" in generated["README.md"] for rule in RULES)
    assert generated.keys() == {"README.md", *(f"{rule.code}.md" for rule in RULES)}


def test_rows_of_facts_have_addresses_of_their_own() -> None:
    ids = [fact.id for fact in statement_facts()] + [fact.id for fact in option_facts()]
    assert len(ids) == len(set(ids))


class Bare(Rule):
    """A rule of a module without a text."""


def test_a_module_without_a_text_has_no_page() -> None:
    Bare.__module__ = "tests.rules"
    assert Bare.page() == ""
