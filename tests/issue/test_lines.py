"""Of faithful lines nearly all are printed; of those that say something else, none."""

import pytest

from newsbot.issue.condensed import fault_of
from newsbot.items import Article
from newsbot.judging.lexicon import bundled_lexicon
from tests.issue.lines import FAITHFUL, UNFAITHFUL, Case

LEXICON = bundled_lexicon()


def _fault(case: Case) -> str:
    title, text, line = case
    return fault_of(line, Article("s", "u", title, summary=text), LEXICON)


@pytest.mark.parametrize("case", FAITHFUL, ids=range(len(FAITHFUL)))
def test_a_faithful_line_is_printed(case: Case) -> None:
    assert _fault(case) == ""


@pytest.mark.parametrize("case", [case for cases in UNFAITHFUL.values() for case in cases])
def test_a_line_that_says_something_else_is_not(case: Case) -> None:
    assert _fault(case) != ""
