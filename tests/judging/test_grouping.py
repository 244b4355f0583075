import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import Article
from newsbot.judging.grouping import Parting, grouped, parting
from newsbot.judging.traits import Traits, traits

A, B, C, D, E = range(5)


def told(title: str) -> Traits:
    return traits(Article(source="a", url="", title=title))


def links(*pairs: tuple[int, int, float]) -> dict[int, dict[int, float]]:
    made: dict[int, dict[int, float]] = {}
    for left, right, likeness in pairs:
        made.setdefault(left, {})[right] = likeness
        made.setdefault(right, {})[left] = likeness
    return made


ALIKE = {number: told("题") for number in range(5)}


def test_two_articles_join_from_a_likeness_of_two_fifths() -> None:
    assert grouped([A, B], links((A, B, 0.4)), ALIKE) == [[A, B]]
    assert grouped([A, B], links((A, B, 0.39)), ALIKE) == [[A], [B]]


def test_a_group_takes_in_what_is_like_some_of_it_but_asks_for_more() -> None:
    # D is like C alone: the mean over D and the three of how like the nearest is, is (.9 + .9 + 0 + 0) / 4.
    near = links((A, B, 0.9), (B, C, 0.9), (A, C, 0.9), (C, D, 0.9))
    assert grouped([A, B, C, D], near, ALIKE) == [[A, B, C], [D]]
    near[D][B] = near[B][D] = 0.3
    assert grouped([A, B, C, D], near, ALIKE) == [[A, B, C, D]]


def test_a_chain_does_not_join() -> None:
    chain = links((A, B, 0.8), (B, C, 0.45), (C, D, 0.8), (D, E, 0.45))
    assert grouped([A, B, C, D, E], chain, ALIKE) == [[A, B], [C, D], [E]]


def test_a_veto_between_any_two_keeps_groups_apart() -> None:
    kinds = ALIKE | {A: told("Foo 4.1 上线"), C: told("Foo 4.2 上线")}
    assert grouped([A, B, C], links((A, B, 0.9), (B, C, 0.8)), kinds) == [[A, B], [C]]


def test_what_keeps_two_groups_apart_is_told() -> None:
    chain = links((A, B, 0.8), (B, C, 0.45), (C, D, 0.8))
    assert parting([A, B], [C, D], chain, ALIKE) == Parting(0.225, 0.6)
    kinds = ALIKE | {A: told("Foo 4.1 上线"), C: told("Foo 4.2 上线")}
    assert parting([A, B], [C], chain, kinds) == Parting(pytest.approx(0.3), 0.5, (A, C), "版本不同：foo 4.1 / 4.2")


def test_nothing_is_grouped_into_nothing() -> None:
    assert grouped([], {}, {}) == []


LIKENESSES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.1, 1)
)


@settings(deadline=None)
@given(LIKENESSES, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_in_which_links_were_found(
    likenesses: dict[tuple[int, int], float], chance: random.Random
) -> None:
    found = [(*pair, likeness) for pair, likeness in likenesses.items()]
    shuffled = chance.sample(found, len(found))
    kinds = {number: told("题") for number in range(7)}
    assert grouped(range(7), links(*shuffled), kinds) == grouped(range(7), links(*found), kinds)


@given(LIKENESSES)
def test_every_member_is_in_exactly_one_group(likenesses: dict[tuple[int, int], float]) -> None:
    kinds = {number: told("题") for number in range(7)}
    groups = grouped(range(7), links(*((*pair, likeness) for pair, likeness in likenesses.items())), kinds)
    assert sorted(member for group in groups for member in group) == list(range(7))
