"""Programs that the grammar of Python and the nodes of LibCST allow: `python -m pytest tests/trust/grammars.py`.

They take seconds to prepare, so they are no part of the fast suite; `.ci/run` runs them.
"""

from __future__ import annotations

import hypothesmith
from hypothesis import given, settings
from hypothesis import strategies as st

from pooler_lint.config import Settings
from tests.trust.invariants import hold
from tests.trust.test_fuzz import CONNECTS, EXAMPLES, QUIET, both


@settings(QUIET, max_examples=EXAMPLES)
@given(hypothesmith.from_grammar(), st.sampled_from(CONNECTS), both)
def test_all_that_the_grammar_allows(text: str, connects: str, set_: Settings) -> None:
    hold(f"{connects}{text}".encode("utf-8", "surrogatepass"), set_)


@settings(QUIET, max_examples=EXAMPLES)
@given(hypothesmith.from_node(), st.sampled_from(CONNECTS), both)
def test_all_that_the_tree_allows(text: str, connects: str, set_: Settings) -> None:
    hold(f"{connects}{text}".encode("utf-8", "surrogatepass"), set_)
