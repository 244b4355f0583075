import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import Article
from newsbot.judging.candidates import NEAREST, Postings
from newsbot.judging.story import Head
from newsbot.judging.traits import traits

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(title: str, hours: float = 0) -> Head:
    article = Article(source="a", url="", title=title, published=NOON + timedelta(hours=hours))
    return Head(article, traits(article))


def postings(*titles: str) -> Postings:
    made = Postings()
    for number, title in enumerate(titles):
        made.add(number, told(title))
    return made


def test_candidates_share_rare_words_and_the_most_alike_come_first() -> None:
    found = postings("甲厂开源语音模型", "丙丁公司在成都租下新楼", "丙丁公司租楼", "公司发布模型")
    assert found.candidates(told("丙丁公司在成都租下新楼")) == [1, 2]
    assert found.nearest(1) == {2}


def test_common_words_find_nothing() -> None:
    assert postings("公司发布人工智能模型").candidates(told("公司发布人工智能模型")) == []


def test_what_lies_outside_the_window_is_not_found() -> None:
    found = postings("丙丁公司在成都租下新楼")
    assert found.candidates(told("丙丁公司在成都租下新楼", 96)) == [0]
    assert found.candidates(told("丙丁公司在成都租下新楼", 96.5)) == []


def test_what_has_no_time_is_found_at_any() -> None:
    undated = Article(source="a", url="", title="丙丁公司在成都租下新楼")
    head = Head(undated, traits(undated))
    found = Postings()
    found.add(0, head)
    assert found.candidates(told("丙丁公司租楼", 500)) == [0]
    assert postings("丙丁公司在成都租下新楼").candidates(head) == [0]


def test_what_is_removed_is_not_found_and_leaves_nothing_behind() -> None:
    found = postings("丙丁公司租楼", "戊己公司租楼")
    assert found.nearest(0) == {1}
    for number in (1, 1, 7):
        found.remove(number)
    assert found.nearest(0) == set()
    found.remove(0)
    assert found.candidates(told("丙丁公司租楼")) == []
    kept = (found._heads, found._places, found._having, found._hours, found._nearest, found._asked)
    assert kept == ({}, {}, {}, {}, {}, 0)  # or the memory would grow with the archive


def test_the_place_of_what_was_removed_is_taken_again() -> None:
    found = postings("戊己公司租楼", "丙丁公司租楼")
    found.remove(0)
    found.add(2, told("丙丁公司在成都租楼"))
    assert (found.nearest(1), found.nearest(2), len(found._numbers)) == ({2}, {1}, 2)


def test_what_is_retired_keeps_its_nearest_and_is_found_no_more() -> None:
    found = postings("丙丁公司租楼", "丙丁公司在成都租楼")
    found.retire(0)
    assert (found.nearest(0), found.candidates(told("丙丁公司租楼"))) == ({1}, [1])


def test_of_a_flood_those_of_about_the_same_time_are_found_and_no_more_than_a_bound() -> None:
    flood = Postings()
    for number in range(300):
        flood.add(number, told(f"丙丁公司在成都租下新楼{number}号", number / 4))
    found = flood.candidates(told("丙丁公司在成都租下新楼", 40))
    assert len(found) == NEAREST
    assert max(abs(number / 4 - 40) for number in found) < 11


WORDS = ["丙丁", "戊己", "租下", "新楼", "成都", "重庆", "谷歌", "Foo", "Bar", "语音", "芯片", "上海"]
HEADS = st.lists(
    st.builds(
        lambda words, hours: told("".join(words), hours),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=6),
        st.integers(0, 120),
    ),
    min_size=2,
    max_size=NEAREST + 20,
    unique_by=lambda head: head.first,
)


@settings(max_examples=40, deadline=None)
@given(HEADS, st.data(), st.randoms(use_true_random=False))
def test_who_is_nearest_does_not_depend_on_the_order_nor_on_when_it_was_asked(
    heads: list[Head], data: st.DataObject, chance: random.Random
) -> None:
    """Those removed leave no trace either."""
    whole, other = Postings(), Postings()
    removed = set(data.draw(st.lists(st.integers(0, len(heads) - 1), max_size=4)))
    for number, head in enumerate(heads):
        if number not in removed:
            whole.add(number, head)
    for number in chance.sample(range(len(heads)), len(heads)):
        other.add(number, heads[number])
        other.nearest(number)
    for number in removed:
        other.remove(number)
    kept = [number for number in range(len(heads)) if number not in removed]
    assert [other.nearest(number) for number in kept] == [whole.nearest(number) for number in kept]
