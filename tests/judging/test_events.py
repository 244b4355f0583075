import pytest

from newsbot.judging.events import events, occasions


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("甲厂完成数亿元b轮融资", {"融资"}),
        ("甲厂起诉乙厂侵权", {"诉讼"}),
        ("甲厂开源新模型并起诉乙厂", {"发布", "诉讼"}),
        ("首席科学家从甲厂离职", {"人事"}),
        ("甲厂的一天", set()),
    ],
)
def test_a_headline_tells_kinds_of_event(title: str, found: set[str]) -> None:
    assert events(title) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲厂二季度营收百亿", {"财报"}),
        ("老板在业绩电话会上表示", {"财报"}),
        ("甲厂上市首日大涨", {"上市"}),
        ("甲厂发布新模型", set()),
    ],
)
def test_results_and_listings_are_occasions(text: str, found: set[str]) -> None:
    assert occasions(text) == found
