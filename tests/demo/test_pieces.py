from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.pieces import Piece, pieces, published_by
from newsbot.items import BEIJING

OUTLETS = ("kr36", "jiqizhixin", "qbitai", "infoq")
EVE, DAY = SAMPLE_DAYS


def told(outlet_pieces, since, until):
    return [piece for piece in outlet_pieces if since < piece.published <= until]


def everything():
    return [piece for outlet in OUTLETS for piece in pieces(outlet)]


def test_piece_is_read_with_its_own_time_and_tuples():
    assert pieces("kr36")[3] == Piece(
        id="3640000000000117",
        flash=True,
        published=datetime(2026, 1, 20, 12, 45, tzinfo=BEIJING),
        title="安克与飞书合作的AI录音豆开售，机身比一枚硬币大不了多少",
        grade=0,
        body=(
            "36氪获悉，安克创新与飞书合作的“AI录音豆”今日开售。产品体积接近硬币，可以夹在衣领上录音，录音同步到飞书后自动整理成纪要。",
            "这是飞书首次参与硬件产品的设计，首批只在线上销售。",
        ),
    )


@pytest.mark.parametrize("outlet", OUTLETS)
def test_pieces_are_newest_first_and_all_within_the_two_days(outlet):
    times = [piece.published for piece in pieces(outlet)]
    assert times == sorted(times, reverse=True)
    assert told(pieces(outlet), EVE - timedelta(days=1), DAY) == list(pieces(outlet))


@pytest.mark.parametrize("outlet", OUTLETS)
def test_identities_are_unique(outlet):
    ids = [piece.id for piece in pieces(outlet)]
    assert sorted(set(ids)) == sorted(ids)


def test_only_what_was_out_is_published_whatever_the_zone_of_the_question():
    noon = datetime(2026, 1, 20, 3, 42, tzinfo=timezone(timedelta(0)))
    assert [piece.id for piece in published_by(noon, "qbitai")][:2] == ["900109", "900108"]


def test_a_piece_is_out_at_its_own_minute_and_not_a_second_before():
    first = pieces("infoq")[0]
    assert published_by(first.published, "infoq")[0] == first
    assert first not in published_by(first.published - timedelta(seconds=1), "infoq")


def test_the_day_is_mixed_as_a_real_one():
    days = [
        [piece.grade for outlet in OUTLETS for piece in told(pieces(outlet), end - timedelta(days=1), end)]
        for end in SAMPLE_DAYS
    ]
    assert [Counter(grades) for grades in days] == [Counter({2: 5, 1: 2, 0: 2}), Counter({0: 20, 2: 17, 1: 14})]


def test_one_event_is_told_by_three_outlets_one_by_two_and_one_comes_back():
    tellers: dict[str, list[tuple[str, bool]]] = {}
    for outlet in OUTLETS:
        for piece in pieces(outlet):
            if piece.story:
                tellers.setdefault(piece.story, []).append((outlet, piece.published > EVE))
    assert {story: sorted(told_by) for story, told_by in tellers.items()} == {
        "coze-2": [("jiqizhixin", True), ("kr36", True), ("qbitai", True)],
        "mimo-sample": [("infoq", True), ("qbitai", True)],
        "glm-sample": [("kr36", True), ("qbitai", False)],
    }


@pytest.mark.parametrize(
    ("story", "figures"),
    [
        ("coze-2", ["2.0", "四项"]),
        ("mimo-sample", ["MiMo-Sample-VL", "68.5", "六分之一", "MIT"]),
        ("glm-sample", ["GLM-Sample-9B", "90亿", "128K"]),
    ],
)
def test_every_teller_of_a_story_gives_its_figures(story, figures):
    texts = ["".join((piece.title, *piece.body)) for piece in everything() if piece.story == story]
    assert [[figure for figure in figures if figure in text] for text in texts] == [figures] * len(texts)


def test_titles_attack_every_format():
    titles = "\n".join(piece.title for piece in everything() if piece.grade)
    marks = ["|", "`", "*", "[", "](", "<script>", "</script>", "</a>", "\u202e", "\u202c", "“", "”"]
    assert [mark for mark in marks if mark in titles] == marks
    assert [piece.id for piece in everything() if piece.grade and len(piece.title) > 50] == [
        "2026-01-20-3",
        "2026-01-19-10",
    ]


def test_articles_are_articles_and_newsflashes_are_short():
    lengths = {
        flash: {len(piece.body) for piece in everything() if piece.flash is flash and not piece.title.startswith("8点")}
        for flash in (True, False)
    }
    assert lengths == {True: {1, 2, 3}, False: {4, 5, 6, 7}}
