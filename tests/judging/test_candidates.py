from datetime import UTC, datetime, timedelta

from newsbot.items import Article
from newsbot.judging.candidates import Postings
from newsbot.judging.traits import Traits, traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(title: str, hours: float = 0) -> Traits:
    return traits(Article(source="a", url="", title=title, published=NOON + timedelta(hours=hours)))


def postings(*titles: str) -> Postings:
    made = Postings()
    for number, title in enumerate(titles):
        made.add(number, told(title))
    return made


def test_candidates_share_rare_words_and_the_most_alike_come_first() -> None:
    found = postings("甲厂开源语音模型", "丙丁公司在成都租下新楼", "丙丁公司租楼", "公司发布模型")
    assert found.candidates(told("丙丁公司在成都租下新楼")) == [1, 2]


def test_common_words_find_nothing() -> None:
    assert postings("公司发布人工智能模型").candidates(told("公司发布人工智能模型")) == []


def test_what_lies_outside_the_window_is_not_found() -> None:
    found = postings("丙丁公司在成都租下新楼")
    assert found.candidates(told("丙丁公司在成都租下新楼", 96)) == [0]
    assert found.candidates(told("丙丁公司在成都租下新楼", 97)) == []


def test_what_is_removed_is_not_found_and_leaves_nothing_behind() -> None:
    found = postings("丙丁公司租楼", "戊己公司租楼")
    for number in (0, 1, 1, 7):
        found.remove(number)
    assert found.candidates(told("丙丁公司租楼")) == []
    assert (found._places, found._traits) == ({}, {})  # or the memory would grow with the archive


def test_of_a_flood_the_latest_are_found_and_no_more_than_a_bound() -> None:
    found = postings(*[f"丙丁公司在成都租下新楼{number}号" for number in range(200)])
    candidates = found.candidates(told("丙丁公司在成都租下新楼"))
    assert len(candidates) == 56
    assert min(candidates) >= 200 - 64
