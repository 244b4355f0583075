import pytest

from newsbot.items import Article, Judgement
from newsbot.judging.releases import is_release


def of(title: str, *vendors: str) -> bool:
    return is_release(Article(source="a", url="", title=title, canonical_url="", judgement=Judgement(2, "", vendors)))


@pytest.mark.parametrize(
    ("title", "vendor"),
    [
        ("小米一次放出三款 MiMo-V9 新模型", "小米"),
        ("刚刚，DeepSeek V9 发布", "DeepSeek"),
        ("Kimi K9 开源：一次读完一座图书馆", "月之暗面"),
        ("月之暗面推出 Kimi K9", "月之暗面"),
        ("成本减半，GLM-9 亮相", "智谱"),
        ("Moonshot AI launches Kimi K9", "月之暗面"),
        ("罗福莉团队放出 MiMo-V9 权重", "小米"),
    ],
)
def test_a_maker_or_its_product_that_brings_something_out_is_a_release(title: str, vendor: str) -> None:
    assert of(title, vendor)


@pytest.mark.parametrize(
    ("title", "vendor"),
    [
        ("小米承认匿名模型是自家的：MiMo-V9 将开源", "小米"),
        ("都说是 DeepSeek V9，其实出自小米", "DeepSeek"),
        ("DeepSeek V9 推迟发布", "DeepSeek"),
        ("曝智谱下周发布 GLM-9", "智谱"),
        ("Kimi K9 发布会定在周五", "月之暗面"),
        ("Kimi K9 发布前夜", "月之暗面"),
        ("某云上线 DeepSeek V9", "DeepSeek"),
        ("MiMo-V9，罗福莉没有发布的那一半", "小米"),
        ("Kimi K9 发布后，为什么没人谈价格？", "月之暗面"),
        ("Moonshot AI may launch Kimi K9", "月之暗面"),
        ("Kimi K9 发布", "智谱"),
        ("", "智谱"),
    ],
)
def test_what_is_to_come_or_done_by_others_or_mused_about_is_no_release(title: str, vendor: str) -> None:
    assert not of(title, vendor)


def test_an_article_of_no_maker_releases_nothing() -> None:
    plain = Article(source="a", url="", title="Kimi K9 发布", canonical_url="")
    assert (is_release(plain), of("Kimi K9 发布")) == (False, False)
