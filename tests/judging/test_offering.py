import pytest

from newsbot.items import Article, Judgement
from newsbot.judging.offering import makers, offering


def of(title: str, *vendors: str) -> tuple[str, str, str] | None:
    return offering(Article(source="a", url="", title=title, canonical_url="", judgement=Judgement(2, "", vendors)))


@pytest.mark.parametrize(
    ("title", "vendor", "product"),
    [
        ("稀宇科技放出设计工具 MiniMax Design", "MiniMax", ("MiniMax", "design")),
        ("做海报的 MiniMax Design 有了中文版", "MiniMax", ("MiniMax", "design")),
        ("MiniMax H9 开源", "MiniMax", ("MiniMax", "h9")),
        ("小米承认匿名模型是自家的：MiMo-V2 将开源", "小米", ("MiMo", "v2")),
        ("小米一次放出三款 MiMo-V2-Pro 新模型", "小米", ("MiMo", "v2")),
        ("Qwen3.7-Plus 来了", "阿里", ("Qwen", "3.7")),
        ("通义千问 3.7 登顶", "阿里", ("Qwen", "3.7")),
        ("月之暗面 Kimi K3 庆功", "月之暗面", ("Kimi", "k3")),
        ("阿里「千问办公」新增日程", "阿里", ("千问办公", "")),
        ("WorkBuddy 用户过千万", "腾讯", ("WorkBuddy", "")),
        ("DeepSeek Harness 首发新版", "DeepSeek", ("DeepSeek", "harness")),
    ],
)
def test_a_product_is_told_from_its_family(title: str, vendor: str, product: tuple[str, str]) -> None:
    assert of(title, vendor) == (vendor, *product)


@pytest.mark.parametrize(
    ("title", "vendor"),
    [
        ("月之暗面 Kimi 完成融资", "月之暗面"),
        ("DeepSeek 涨价", "DeepSeek"),
        ("阿里 AI 收入翻番", "阿里"),
        ("百度 Q2 业绩：收入与上年相当", "百度"),
        ("千问 App 上新", "阿里"),
        ("MiniMax CEO 谈开源", "MiniMax"),
        ("某云适配 Kimi K3", "阿里"),
        ("", "阿里"),
        ("Kimi K3 开源", ""),
    ],
)
def test_a_family_alone_is_no_product_nor_is_one_of_another_maker(title: str, vendor: str) -> None:
    assert of(title, *([vendor] if vendor else [])) is None


def test_an_article_without_judgement_has_no_product() -> None:
    assert offering(Article(source="a", url="", title="Kimi K3 开源", canonical_url="")) is None


@pytest.mark.parametrize(
    ("title", "vendors", "expected"),
    [
        ("都说是 DeepSeek V9，其实出自小米", ("DeepSeek", "小米"), ("DeepSeek", "小米")),
        ("罗福莉谈 Kimi 的新论文", ("月之暗面", "小米"), ("月之暗面", "小米")),
        ("智谱换帅", ("智谱", "腾讯"), ("智谱",)),
        ("一场收购", ("智谱", "腾讯"), ("智谱",)),
        ("自家词典里的厂商与腾讯", ("自家", "腾讯"), ("自家", "腾讯")),
        ("智谱换帅", (), ()),
    ],
)
def test_makers_are_those_of_the_judgement_that_the_headline_names(
    title: str, vendors: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    article = Article(source="a", url="", title=title, canonical_url="", judgement=Judgement(2, "", vendors))
    assert makers(article) == expected


def test_an_article_without_judgement_has_no_makers() -> None:
    assert makers(Article(source="a", url="", title="Kimi K3 开源", canonical_url="")) == ()
