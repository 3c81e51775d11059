"""The words of findings, repairs, reasons and evidence: a change of them is seen where it is made.

After a change that is meant, `python -m tests.sentences` writes them down anew, to be read in the diff.
"""

from __future__ import annotations

import pytest

from tests.sentences import read_sentences, sentences
from tests.testdata_format import Case, read_cases

SAID = read_sentences()
CASES = [case for case in read_cases() if case.name in SAID]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said_of_a_case(case: Case) -> None:
    said = sentences(case)
    assert [line for line in SAID[case.name] if line not in said] == []


def test_every_case_that_is_written_down_exists() -> None:
    assert {case.name for case in CASES} == SAID.keys()
