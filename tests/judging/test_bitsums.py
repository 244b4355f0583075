from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.bitsums import Sums, places_in

PLACES = st.sets(st.integers(0, 40))
ADDED = st.lists(st.tuples(st.integers(0, 60), PLACES), max_size=12)


def bits(places: set[int]) -> int:
    return sum(1 << place for place in places)


def sums_of(added: list[tuple[int, set[int]]]) -> tuple[Sums, list[int]]:
    sums, plain = Sums(), [0] * 41
    for value, places in added:
        sums.add(value, bits(places))
        for place in places:
            plain[place] += value
    return sums, plain


@given(ADDED)
def test_sums_are_those_of_plain_numbers(added: list[tuple[int, set[int]]]) -> None:
    sums, plain = sums_of(added)
    assert [sums[place] for place in range(41)] == plain


@given(ADDED, ADDED, PLACES)
def test_numbers_are_compared_at_all_places(
    left: list[tuple[int, set[int]]], right: list[tuple[int, set[int]]], among: set[int]
) -> None:
    (one, plain), (other, plain_other) = sums_of(left), sums_of(right)
    not_below = {place for place in among if plain[place] >= plain_other[place]}
    assert set(places_in(one.not_below(other, bits(among)))) == not_below


@given(ADDED, PLACES, st.integers(0, 45))
def test_the_highest_are_taken_and_those_at_the_edge_told(
    added: list[tuple[int, set[int]]], among: set[int], count: int
) -> None:
    sums, plain = sums_of(added)
    taken, tied = (set(places_in(found)) for found in sums.highest(count, bits(among)))
    if len(among) <= count:
        assert (taken, tied) == (among, set())
        return
    edge = sorted((plain[place] for place in among), reverse=True)[count - 1] if count else None
    higher = {place for place in among if edge is not None and plain[place] > edge}
    at_edge = {place for place in among if plain[place] == edge}
    assert (taken, tied) == ((higher | at_edge, set()) if len(higher | at_edge) == count else (higher, at_edge))


def test_a_number_changes_by_its_digits() -> None:
    sums, _ = sums_of([(5, {1, 2})])
    sums.flip(2, 5 ^ 9)
    assert [sums[place] for place in range(4)] == [0, 5, 9, 0]
