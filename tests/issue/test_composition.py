from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from newsbot.issue.composition import Composition, Printed, Standpoint, compose
from newsbot.issue.daily import Daily, FollowUp, Item, Line, Link, Source, SourceState, Window
from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.judging.ranking import Outlet, rank_of
from newsbot.judging.stories import Story
from tests.anchors import anchor

Make = Callable[..., Article]
SOURCES = {"kr36": Source("kr36", "36Kr"), "infoq": Source("infoq", "InfoQ")}
STATES = (SourceState("36Kr", True, True, "正常", 2, None),)
RELEASE = "智谱开源GLM-Sample-9B：90亿参数，采用MIT许可"


def _composed(
    noon: datetime,
    articles: list[Article],
    printed: dict[str, Printed] | None = None,
    reach: dict[str, datetime] | None = None,
    kept: set[str] | None = None,
) -> Composition:
    return compose(
        noon.date(),
        Window(noon - timedelta(hours=24), noon, noon - timedelta(hours=36)),
        articles,
        reach=reach or {},
        kept=kept or set(),
        printed=printed or {},
        sources=SOURCES,
        standing=None,
        states=STATES,
        made_at=noon,
        sample=False,
    )


def test_an_issue_is_made_of_its_articles(article: Make, noon: datetime) -> None:
    only = article(title=RELEASE, summary="权重今日开放。")
    line = Line(
        anchor(only), RELEASE, only.url, "36Kr", noon - timedelta(hours=2), False, (), None, "发布", ("智谱",), 2
    )
    item = Item(line, f"{RELEASE}。", "发布", ("智谱", "GLM"), "权重今日开放。")
    daily = Daily(
        noon.date(),
        Window(noon - timedelta(hours=24), noon, noon - timedelta(hours=36)),
        noon,
        False,
        (item,),
        (),
        None,
        STATES,
    )
    rank = rank_of(Story((only,)), now=noon, outlets={"kr36": Outlet()})
    assert _composed(noon, [only]) == Composition(
        daily,
        {only.canonical_url: anchor(only)},
        {anchor(only): only},
        {anchor(only): Standpoint(rank, 1, repeats=False, waits="", shut="")},
    )


def test_a_digest_that_tells_an_event_twice_is_linked_once(article: Make, noon: datetime) -> None:
    own = article("a", title=RELEASE, source="infoq")
    told = [article("d", title=RELEASE, canonical_url=f"https://example.com/d{ITEM_MARK}{n}") for n in (1, 2)]
    made = _composed(noon, [own, *told])
    reason = f"与「{RELEASE}」标题相同；同提 GLM、mit、sample-9b；数字一致 90亿"
    assert [(item.line.url, item.line.also) for item in made.daily.items] == [
        (own.url, (Link("36Kr", told[0].url, reason, RELEASE),))
    ]
    assert made.anchors == {each.canonical_url: anchor(own) for each in (own, *told)}
    assert made.daily.items[0].line.aliases == tuple(map(anchor, told))


def test_an_event_told_twice_is_one_item_with_both_links(article: Make, noon: datetime) -> None:
    first = article("a", title=RELEASE)
    second = article("b", title="GLM-Sample-9B今日开源，智谱90亿参数模型采用MIT许可", source="infoq")
    made = _composed(noon, [first, second])
    (item,) = made.daily.items
    told = {item.line.url: item.line.source} | {link.url: link.label for link in item.line.also}
    assert told == {first.url: "36Kr", second.url: "InfoQ"}
    assert sorted(item.line.anchors) == sorted(map(anchor, (first, second)))
    assert made.anchors == dict.fromkeys((first.canonical_url, second.canonical_url), item.line.anchor)


def test_a_printed_article_is_not_printed_again(article: Make, noon: datetime) -> None:
    printed = {article().canonical_url: Printed(noon.date() - timedelta(days=1), "item-1")}
    made = _composed(noon, [article()], printed)
    assert (made.daily.items, made.daily.others, made.anchors) == ((), (), {})


def test_a_source_that_failed_before_tells_what_it_had_then(article: Make, noon: datetime) -> None:
    late = article(published=noon - timedelta(hours=50))
    assert _composed(noon, [late]).daily.items == ()
    (item,) = _composed(noon, [late], reach={"kr36": noon - timedelta(hours=60)}).daily.items
    assert item.line.url == late.url


def test_what_the_issue_had_before_stays(article: Make, noon: datetime) -> None:
    changed = article(published=noon - timedelta(days=9), judgement=Judgement(0))
    (item,) = _composed(noon, [changed], kept={changed.canonical_url}).daily.items
    assert item.line.url == changed.url


def test_a_story_that_goes_on_says_since_when(article: Make, noon: datetime) -> None:
    before = article("a", title=RELEASE, published=noon - timedelta(hours=30), first_seen=noon - timedelta(hours=29))
    now = article("b", title="智谱GLM-Sample-9B权重开放下载：90亿参数，MIT许可", source="infoq")
    yesterday = noon.date() - timedelta(days=1)
    made = _composed(noon, [before, now], {before.canonical_url: Printed(yesterday, "item-3")})
    (item,) = made.daily.items
    assert (item.line.url, item.line.also) == (now.url, ())
    assert item.line.follow_up == FollowUp(2, yesterday, "item-3")


def test_a_story_that_goes_on_says_what_is_new_in_it(article: Make, noon: datetime) -> None:
    before = article("a", title=RELEASE, published=noon - timedelta(hours=30), first_seen=noon - timedelta(hours=29))
    now = article("b", title="智谱GLM-Sample-9B开源首日下载破50万次：90亿参数，MIT许可", source="infoq")
    yesterday = noon.date() - timedelta(days=1)
    made = _composed(noon, [before, now], {before.canonical_url: Printed(yesterday, "item-3")})
    assert [item.line.follow_up for item in made.daily.items] == [FollowUp(2, yesterday, "item-3", ("50万",))]


def test_an_issue_stored_before_follow_ups_said_what_is_new_is_read(article: Make, noon: datetime) -> None:
    before = article("a", title=RELEASE, published=noon - timedelta(hours=30), first_seen=noon - timedelta(hours=29))
    now = article("b", title="智谱GLM-Sample-9B权重开放下载：90亿参数，MIT许可", source="infoq")
    printed = {before.canonical_url: Printed(noon.date() - timedelta(days=1), "item-3")}
    daily = _composed(noon, [before, now], printed).daily
    assert ',"added":[]' in daily.to_json()
    assert Daily.from_json(daily.to_json().replace(',"added":[]', "")) == daily


def test_further_reports_of_one_source_are_told_apart(article: Make, noon: datetime) -> None:
    titles = [
        "智谱开源GLM-Sample-9B：90亿参数",
        "GLM-Sample-9B开源：智谱90亿参数模型",
        "智谱GLM-Sample-9B开源，90亿参数",
    ]
    (item,) = _composed(noon, [article(str(n), title=title) for n, title in enumerate(titles)]).daily.items
    assert [link.label for link in item.line.also] == ["36Kr (2)", "36Kr (3)"]


@pytest.mark.parametrize(
    ("title", "order"),
    [
        ("智谱GLM-Sample-9B权重开放下载：90亿参数，MIT许可", "new first"),
        ("智谱GLM-Sample-9B开源首日下载破50万次：90亿参数，MIT许可", "by rank"),
    ],
)
def test_what_only_repeats_stands_behind_what_is_new(article: Make, noon: datetime, title: str, order: str) -> None:
    before = article("a", title=RELEASE, published=noon - timedelta(hours=30), first_seen=noon - timedelta(hours=29))
    goes_on = article("b", title=title, published=noon)
    new = article("c", title="百度文心助手接入地图", judgement=Judgement(2, "产品", ("百度",), ("文心",)))
    yesterday = noon.date() - timedelta(days=1)
    made = _composed(noon, [before, goes_on, new], {before.canonical_url: Printed(yesterday, "item-3")})
    assert [item.line.follow_up is not None for item in made.daily.items].count(True) == 1
    expected = [new.url, goes_on.url] if order == "new first" else [goes_on.url, new.url]
    assert [item.line.url for item in made.daily.items] == expected


def test_a_product_named_like_its_maker_is_named_once(article: Make, noon: datetime) -> None:
    same = article(judgement=Judgement(2, "发布", ("DeepSeek",), ("DeepSeek", "DeepSeek App")))
    (item,) = _composed(noon, [same]).daily.items
    assert item.subjects == ("DeepSeek", "DeepSeek App")


def test_what_is_not_chosen_is_listed(article: Make, noon: datetime) -> None:
    products = "语音助手 视频编辑 代码审查 地图导航 翻译耳机 会议纪要 法律检索 医疗问答 数学辅导 图像修复".split()  # noqa: SIM905
    articles = [
        article(name, title=f"样例厂商{n}推出{name}模型", judgement=Judgement(2, "发布", (f"厂商{n}",)), source=f"s{n}")
        for n, name in enumerate([*products, "天气预报"])
    ]
    made = _composed(noon, articles)
    assert (len(made.daily.items), len(made.daily.others), made.daily.total) == (10, 1, 11)
    assert made.anchors == {each.canonical_url: anchor(each) for each in articles}


def test_an_undated_article_is_marked_and_has_the_time_it_was_seen(article: Make, noon: datetime) -> None:
    (item,) = _composed(noon, [article(published=None)]).daily.items
    assert (item.line.undated, item.line.time) == (True, noon - timedelta(hours=1))


def test_an_issue_survives_its_json(article: Make, noon: datetime) -> None:
    daily = _composed(noon, [article("a"), article("b", title="<b>|“引号”\u202e", published=None)]).daily
    assert Daily.from_json(daily.to_json()) == daily


def test_a_link_of_an_unknown_source_has_its_name(article: Make, noon: datetime) -> None:
    (item,) = _composed(noon, [article(source="gone")]).daily.items
    assert (item.line.source, item.line.also) == ("gone", ())


def test_what_any_article_under_the_same_anchor_said_is_not_new(article: Make, noon: datetime) -> None:
    early = {"published": noon - timedelta(hours=30), "first_seen": noon - timedelta(hours=29)}
    before = article("a", title=RELEASE, **early)
    beside = article(
        "c", title="某社区一周下载榜：头名五十万次", **early
    )  # told under the same anchor, of another story
    now = article("b", title="智谱GLM-Sample-9B开源首日下载破50万次：90亿参数，MIT许可", source="infoq")
    yesterday = Printed(noon.date() - timedelta(days=1), "item-3")
    printed = {before.canonical_url: yesterday, beside.canonical_url: yesterday}
    made = _composed(noon, [before, beside, now], printed)
    assert [item.line.follow_up for item in made.daily.items] == [FollowUp(2, yesterday.day, "item-3")]


def test_a_headline_that_no_line_can_tell_is_printed_in_detail_only(article: Make, noon: datetime) -> None:
    endless = article("a", title="智谱GLM" + "以及很多别的话" * 8, summary="")
    made = _composed(noon, [endless, article("b", title="月之暗面开源Kimi Sample模型")])
    assert {item.line.title[:4]: item.highlight for item in made.daily.items} == {
        "智谱GL": "",
        "月之暗面": "月之暗面开源Kimi Sample模型。",
    }
    assert [lead.title for lead in made.leads.values()] == ["月之暗面开源Kimi Sample模型"]


def test_news_that_no_line_can_tell_does_not_make_a_quiet_day(article: Make, noon: datetime) -> None:
    title = "智谱" + "与多家国内芯片厂商共同发布面向企业私有化部署场景的新一代开源大语言模型推理加速套件" * 2
    daily = _composed(noon, [article(title=title, summary="")]).daily
    assert [item.highlight for item in daily.items] == [title]
