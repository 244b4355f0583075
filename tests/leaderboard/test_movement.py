from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsbot.items import Leaderboard, Score
from newsbot.leaderboard.movement import Movement, movement, printed_rating


def snapshot(day: int, *scores: Score, complete: bool = False) -> Leaderboard:
    at = datetime(2026, 4, day, tzinfo=UTC)
    return Leaderboard("lmarena", "p", "u", "text", "overall", date(2026, 4, day), at, scores, complete)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Movement(date(2026, 4, 1), places=2, points=6), "↑2 (+6)"),
        (Movement(date(2026, 4, 1), places=-1, points=-4), "↓1 (-4)"),
        (Movement(date(2026, 4, 1), places=-3, points=5), "↓3 (+5)"),
        (Movement(date(2026, 4, 1), places=0, points=2), "→ (+2)"),
        (Movement(date(2026, 4, 1), places=12, points=0), "↑12"),
        (Movement(date(2026, 4, 1), places=2, points=6, tied=True), "↑2 (+6) ≈"),
        (Movement(date(2026, 4, 1), places=-1, tied=True), "↓1 ≈"),
        (Movement(date(2026, 4, 1)), "–"),
        (Movement(), "–"),
        (Movement(new=True), "新上榜"),
    ],
)
def test_movement_is_printed(change: Movement, text: str) -> None:
    assert change.text == text


def test_movement_is_against_the_last_snapshot_that_saw_the_model() -> None:
    earlier = [snapshot(3, Score(1, "b", 1500)), snapshot(2, Score(7, "a", 1400)), snapshot(1, Score(9, "a", 1390))]
    assert movement(Score(4, "a", 1410), earlier) == Movement(date(2026, 4, 2), places=3, points=10)


def test_points_are_those_between_the_printed_ratings() -> None:
    earlier = [snapshot(1, Score(5, "a", 1400.4))]
    assert movement(Score(5, "a", 1400.6), earlier) == Movement(date(2026, 4, 1), places=0, points=1)


def test_model_is_new_when_a_complete_list_did_not_have_it() -> None:
    assert movement(Score(9, "a", 1300), [snapshot(1, Score(1, "b", 1500), complete=True)]) == Movement(new=True)


def test_model_is_new_when_a_cut_list_reached_below_it() -> None:
    assert movement(Score(2, "a", 1450), [snapshot(1, Score(1, "b", 1500), Score(2, "c", 1449))]) == Movement(new=True)


def test_older_deeper_list_shows_that_a_model_is_new() -> None:
    earlier = [snapshot(2, Score(1, "b", 1500)), snapshot(1, Score(1, "b", 1500), Score(2, "c", 1400))]
    assert movement(Score(2, "a", 1450), earlier) == Movement(new=True)


def test_list_that_ends_above_a_model_says_nothing_about_it() -> None:
    earlier = [snapshot(1, Score(1, "b", 1500), Score(2, "c", 1450))]
    assert movement(Score(3, "a", 1449), earlier) == Movement()
    assert movement(Score(3, "a", 1450), earlier) == Movement()


def test_list_that_ends_within_the_interval_of_a_model_says_nothing_about_it() -> None:
    earlier = [snapshot(1, Score(1, "b", 1500), Score(2, "c", 1446))]
    assert movement(Score(2, "a", 1450, rating_lower=1444, rating_upper=1456), earlier) == Movement()


def test_points_of_two_scales_are_not_compared_places_are() -> None:
    earlier = [snapshot(1, Score(5, "a", 1300, "", 1290, 1410))]
    moved = movement(Score(3, "a", 1400, "", 1390, 1410), earlier, rescaled={date(2026, 4, 1)})
    assert moved == Movement(date(2026, 4, 1), places=2, rescaled=True)
    assert moved.text == "↑2"


@pytest.mark.parametrize("complete", [True, False])
def test_cut_list_of_another_scale_says_nothing_about_who_is_new(*, complete: bool) -> None:
    earlier = [snapshot(1, Score(1, "b", 1300), complete=complete)]
    assert movement(Score(3, "a", 1400), earlier, rescaled={date(2026, 4, 1)}) == Movement(new=complete)


def test_nothing_is_known_without_an_earlier_list() -> None:
    assert movement(Score(1, "a", 1500), []) == Movement()
    assert movement(Score(1, "a", 1500), [snapshot(1, complete=True)]) == Movement()


@pytest.mark.parametrize(("rating", "printed"), [(1446.5, 1447), (1445.5, 1446), (1446.49, 1446), (1446.0, 1446)])
def test_halves_are_rounded_up(rating: float, printed: int) -> None:
    assert printed_rating(rating) == printed


@pytest.mark.parametrize(
    ("before", "now", "tied"),
    [
        ((1395, 1405), (1404, 1414), True),
        ((1395, 1405), (1405, 1415), True),
        ((1395, 1405), (1406, 1416), False),
        ((1425, 1435), (1405, 1415), False),
        ((None, None), (1405, 1415), False),
        ((1395, 1405), (None, None), False),
    ],
)
def test_change_within_the_intervals_is_marked(
    before: tuple[float | None, float | None], now: tuple[float | None, float | None], *, tied: bool
) -> None:
    earlier = [snapshot(1, Score(5, "a", 1400, "", *before))]
    assert movement(Score(3, "a", 1410, "", *now), earlier).tied is tied


def test_what_has_not_changed_is_not_marked() -> None:
    score = Score(5, "a", 1400, "", 1395, 1405)
    assert movement(score, [snapshot(1, score)]) == Movement(date(2026, 4, 1))


def test_list_whose_ranks_heed_the_intervals_may_hide_a_better_rated_model_behind_its_end() -> None:
    # "c" stands behind "b" with 20 points more; so somebody with 1,460 may stand behind "d".
    rows = [Score(1, "a", 1500), Score(2, "b", 1450), Score(3, "c", 1470), Score(4, "d", 1450)]
    assert movement(Score(4, "new", 1460), [snapshot(1, *rows)]) == Movement()
    assert movement(Score(4, "new", 1471), [snapshot(1, *rows)]) == Movement(new=True)
