import pytest

from newsbot.items import Article
from newsbot.judging.newness import additions, brings_news


def article(title: str, summary: str = "") -> Article:
    return Article(source="a", url="u", title=title, summary=summary)


TOLD = article("甲厂开源 300 亿参数模型 Foo", summary="谷歌投资 1.5 亿美元。")


@pytest.mark.parametrize(
    ("title", "summary", "added"),
    [
        ("甲厂 300 亿参数模型 Foo 开源", "", ()),
        ("甲厂模型 Foo 有三百亿参数", "谷歌投了 15,000 万美元。", ()),
        ("甲厂模型 Foo 下载 50 万次", "", ("50万",)),
        ("甲厂开源 Foo 2.5", "", ("Foo 2.5",)),
        ("英伟达也投资甲厂", "共 2 亿美元。", ("英伟达",)),
        ("NVIDIA 与 Google 投资甲厂", "", ("英伟达",)),
        ("甲厂 Q2 财报", "", ()),  # a quarter is no version
        ("甲厂桌面版 5.0.10 发布", "", ()),  # nor is the beginning of a version a figure
        ("甲厂模型 Foo 开源", "甲厂估值 8520 亿美元。", ()),  # an opening tells of what was before
        ("Foo 2.5：下载 50 万次，估值 30 亿元", "用户 8000 万。", ("Foo 2.5", "50万", "30亿元")),  # at most three
    ],
)
def test_what_was_not_told_before_is_new(title: str, summary: str, added: tuple[str, ...]) -> None:
    assert additions([article(title, summary)], [TOLD]) == added


def test_what_any_of_those_before_told_is_not_new() -> None:
    assert additions([article("Foo 下载 50 万次")], [TOLD, article("下载量达 50.1 万")]) == ()


def test_of_several_articles_each_addition_stands_once() -> None:
    assert additions([article("下载 50 万次"), article("下载量 50 万")], [TOLD]) == ("50万",)


def test_a_figure_of_the_opening_is_news_though_no_headline() -> None:
    assert brings_news([article("甲厂模型 Foo 开源", "下载量达 80 万次。")], [TOLD])
    assert not brings_news([article("甲厂模型 Foo 开源", "谷歌投资 1.5 亿美元。")], [TOLD])
