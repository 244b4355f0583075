from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.evaluation import (
    Rates,
    at_threshold,
    bcubed,
    best_threshold,
    confusion,
    counted,
    flags,
    grades,
    kappa,
    pairwise,
)

Clusters = list[tuple[int, int]]
CLUSTERS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)
SCORED = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.4, 0.5, 0.9])), max_size=12)


def test_rates_count_hits_among_what_was_found_and_what_was_due() -> None:
    assert counted(3, 4, 6) == Rates(0.75, 0.5, pytest.approx(0.6))


def test_nothing_found_where_nothing_was_due_is_right() -> None:
    assert counted(0, 0, 0) == Rates(1.0, 1.0, 1.0)


def test_nothing_found_where_something_was_due_is_wrong() -> None:
    assert counted(0, 0, 2) == Rates(0.0, 0.0, 0.0)


def test_something_found_where_nothing_was_due_is_wrong() -> None:
    assert counted(0, 2, 0) == Rates(0.0, 0.0, 0.0)


def test_flags_count_false_alarms_and_omissions_apart() -> None:
    assert flags([(True, True), (True, False), (True, False), (False, True), (False, False)]) == Rates(
        0.5, pytest.approx(1 / 3), pytest.approx(0.4)
    )


def test_a_grade_too_high_counts_against_the_higher_grade_only() -> None:
    outcomes = [(1, 2), (2, 2), (0, 0)]
    assert (grades(outcomes, 1), grades(outcomes, 2)) == (Rates(1.0, 1.0, 1.0), Rates(0.5, 1.0, pytest.approx(2 / 3)))


def test_confusion_has_a_row_a_label() -> None:
    assert confusion([(0, 0), (0, 2), (1, 0), (2, 2), (2, 2)]) == [[1, 0, 1], [1, 0, 0], [0, 0, 2]]


def test_kappa_of_a_worked_example() -> None:
    # 20 both 1, 15 both 0, 5 and 10 apart: 0.7 agreed, 0.5 by chance
    outcomes = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(outcomes) == pytest.approx(0.4)


def test_kappa_of_one_grade_is_one() -> None:
    assert (kappa([(2, 2)]), kappa([])) == (1.0, 1.0)


def test_pairwise_of_one_event_in_two_stories() -> None:
    # events a a a b, stories 1 1 2 2: of 3 pairs due one is found, of 2 found one is right
    assert pairwise([("a", 1), ("a", 1), ("a", 2), ("b", 2)]) == Rates(0.5, pytest.approx(1 / 3), pytest.approx(0.4))


def test_bcubed_of_one_event_in_two_stories() -> None:
    rates = bcubed([("a", 1), ("a", 1), ("a", 2), ("b", 2)])
    assert (rates.precision, rates.recall) == (pytest.approx(3 / 4), pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4))


def _pairs_by_hand(clusters: Clusters) -> Rates:
    both = list(combinations(clusters, 2))
    due = [one[0] == other[0] for one, other in both]
    found = [one[1] == other[1] for one, other in both]
    return flags(zip(due, found, strict=True))


@given(CLUSTERS)
def test_pairwise_is_what_counting_all_pairs_gives(clusters: Clusters) -> None:
    assert pairwise(clusters) == _pairs_by_hand(clusters)


@given(CLUSTERS)
def test_bcubed_is_what_going_through_the_items_gives(clusters: Clusters) -> None:
    def share(item: tuple[int, int], side: int) -> float:
        own = [each for each in clusters if each[side] == item[side]]
        return sum(each == item for each in own) / len(own)

    rates = bcubed(clusters)
    if clusters:
        assert rates.precision == pytest.approx(sum(share(item, 1) for item in clusters) / len(clusters))
        assert rates.recall == pytest.approx(sum(share(item, 0) for item in clusters) / len(clusters))
    else:
        assert rates == Rates(1.0, 1.0, 1.0)


@given(SCORED)
def test_no_threshold_does_better_than_the_best(scored: list[tuple[bool, float]]) -> None:
    threshold, rates = best_threshold(scored)
    assert rates.f1 == max(
        (at_threshold(scored, each).f1 for _, each in scored if any(s for s, _ in scored)), default=0
    )
    if rates.f1:
        assert at_threshold(scored, threshold) == rates


def test_a_pair_at_the_threshold_is_found() -> None:
    assert at_threshold([(True, 0.4), (False, 0.39)], 0.4) == Rates(1.0, 1.0, 1.0)


def test_the_best_threshold_parts_what_can_be_parted() -> None:
    assert best_threshold([(True, 0.9), (False, 0.3), (True, 0.6)]) == (0.6, Rates(1.0, 1.0, 1.0))
