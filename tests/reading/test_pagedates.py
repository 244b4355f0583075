"""Pages in the shapes that sites serve, written for these tests: which dates are found in them."""

import json

import pytest

from newsbot.reading.pages import read_page
from newsbot.reading.publication import DateKind, Dating

TITLE = "星图实验室开放第三代模型的全部权重"
FIRST = "星图实验室今天开放了第三代模型的全部权重，任何人都可以下载、修改并用于商业产品。"
SECOND = "该实验室 2025-12-01 10:00 曾公布过计划，新模型的推理成本比上一代低一半，接口价格也随之下调。"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
WRITTEN = "2026-01-20 13:32"


def found(head: str = "", above: str = "", body: str = BODY, *, tail: str = "") -> list[tuple[str, str]]:
    page = f"""<!DOCTYPE html><html><head><title>{TITLE} - 示例网</title>{head}</head><body>
      <div class="header"><span class="today">2026年1月21日 星期三</span></div>
      <div class="main"><h1>{TITLE}</h1>{above}<div class="content">{body}</div></div>{tail}</body></html>"""
    return [(dating.kind, dating.written) for dating in read_page(page).dates]


def state(value: object, before: str = "window.initialState=", behind: str = "") -> str:
    return f"<script>{before}{json.dumps(value, ensure_ascii=False)}{behind}</script>"


def json_script(name: str, value: object) -> str:
    return f'<script id="{name}" type="application/json">{json.dumps(value, ensure_ascii=False)}</script>'


ARTICLE = {"widgetTitle": TITLE, "publishTime": 1768887120882, "author": "某人", "widgetContent": f"<p>{FIRST}</p>"}
FLASHES = [{"widgetTitle": f"别的快讯 {n}", "publishTime": 1768880000000 + n} for n in range(5)]


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (state({"theme": "default", "articleDetail": {"articleDetailData": {"data": ARTICLE}}}), "1768887120882"),
        (
            state({"hot": FLASHES, "articleDetail": {"data": {"widgetTitle": "", "publishTime": 1768887120882}}}),
            "1768887120882",
        ),
        (
            state({"list": [*FLASHES, ARTICLE]}, "window.__INITIAL_STATE__ = ", ";(function(){var s;}())"),
            "1768887120882",
        ),
        (
            state({"a": 0, "post": {"title": TITLE, "published_at": WRITTEN}}).replace('"a": 0', '"a":undefined'),
            WRITTEN,
        ),
        (
            f"<script>window.__D__=JSON.parse({json.dumps(json.dumps({'title': TITLE, 'pubTime': WRITTEN}))})</script>",
            WRITTEN,
        ),
        (json_script("__NEXT_DATA__", {"props": {"post": {"headline": TITLE, "publishedAt": WRITTEN}}}), WRITTEN),
        (json_script("__NUXT_DATA__", [["Reactive", 1], {"title": 2, "createTime": 3}, TITLE, WRITTEN]), WRITTEN),
        (
            '<script>self.__next_f.push([1,"5:[\\"$\\",\\"div\\",null,{\\"post\\":{\\"title\\":\\"'
            + TITLE
            + '\\",\\"publi"])'
            '</script><script>self.__next_f.push([1,"shedAt\\":\\"$D2026-01-20T05:32:00.000Z\\"}}]\\n"])</script>',
            "2026-01-20T05:32:00.000Z",
        ),
        (
            '<script id="RENDER_DATA" type="application/json">%7B%22publishTime%22%3A%221768887120%22%7D</script>',
            "1768887120",
        ),
    ],
    ids=["36kr", "without a title", "in a list", "undefined", "parsed", "next", "nuxt", "flight", "encoded"],
)
def test_state_of_a_site_tells_the_time_of_its_article(tail: str, expected: str) -> None:
    assert found(tail=tail) == [(DateKind.STATE, expected)]


@pytest.mark.parametrize(
    "tail",
    [
        state({"hotList": FLASHES}),
        state({"a": {"publishTime": 1768887120882}, "b": {"publishTime": 1768880000000}}),
        state({"state": "9f8e7d", "isEncrypt": True}),
        state({"article": {"title": TITLE, "published": True, "publishTime": "3 小时前"}}),
        "<script>window.initialState={broken</script>",
        '<script>window.initialState={"publishTime":1768887120882',
    ],
    ids=["others", "which?", "encrypted", "no date", "broken", "cut"],
)
def test_state_that_does_not_tell_is_no_date(tail: str) -> None:
    assert found(tail=tail) == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var biz = "x"; var ct = "1768887120"; var user_name = "gh_1";', "1768887120"),
        ("var createTime = '2026-01-20 13:32'; var msg_title = '';", WRITTEN),
        ('window.__NUXT__=(function(a){return {article:{id:a,publishTime:"2026-01-20 13:32"}}}(7))', WRITTEN),
        (
            f'x({{list:[{{pubTime:"2026-01-19 08:00",t:"别的"}}],{" " * 3000}title:"{TITLE}",pubTime:"{WRITTEN}"}})',
            WRITTEN,
        ),
        ('x([{pubTime:"2026-01-19 08:00"},{pubTime:"2026-01-18 08:00"}])', None),
        ('var act = "1768887120"; sct="1768887120"', None),
    ],
)
def test_variable_of_a_script_tells_the_time_where_only_one_can_be_meant(script: str, expected: str | None) -> None:
    assert found(tail=f"<script>{script}</script>") == ([(DateKind.SCRIPT, expected)] if expected else [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-01-20T13:32:00+08:00"},
            "2026-01-20T13:32:00+08:00",
        ),
        ({"@graph": [{"@type": "WebSite"}, {"@type": "Article", "datePublished": "2026-01-20"}]}, "2026-01-20"),
        ({"title": TITLE, "pubDate": "2026-01-20T13:32:00", "upDate": "2026-01-20T18:00:00"}, "2026-01-20T13:32:00"),
        ([{"@type": ["NewsArticle"], "name": f"{TITLE} - 示例网", "datePublished": WRITTEN}], WRITTEN),
        ({"@type": "ItemList", "itemListElement": [{"headline": "别的", "datePublished": WRITTEN}]}, None),
        ({"@type": "VideoObject", "datePublished": WRITTEN}, None),
        ({"@type": "Article", "comment": {"datePublished": WRITTEN}}, None),
    ],
    ids=["article", "graph", "baidu", "list", "other articles", "video", "comment"],
)
def test_linked_data_tells_the_time_of_the_article_itself(data: object, expected: str | None) -> None:
    head = f'<script type="application/ld+json">\n// <![CDATA[\n{json.dumps(data, ensure_ascii=False)}\n</script>'
    assert found(head) == ([(DateKind.JSON_LD, expected)] if expected else [])


def test_linked_data_may_hold_line_breaks_and_tags() -> None:
    head = (
        f'<script type="application/ld+json">{{"articleBody": "<p>一\n二</p>", "datePublished": "{WRITTEN}"}}</script>'
    )
    assert found(head) == [(DateKind.JSON_LD, WRITTEN)]


def test_metadata_is_all_told_in_the_order_of_its_worth() -> None:
    head = f'<meta name="PubDate" content=" {WRITTEN} "><meta property="article:published_time" content="2026-01-19">'
    above = '<meta itemprop="datePublished" content="2026-01-18">'
    assert found(head, above) == [
        (DateKind.META, "2026-01-19"),
        (DateKind.META, "2026-01-18"),
        (DateKind.META, WRITTEN),
    ]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ('<span id="pubtime_baidu">2026/9/7 11:56:28</span>', "2026/9/7 11:56:28"),
        ('<time datetime="2026-01-17T08:00+08:00">三天前</time>', "2026-01-17T08:00+08:00"),
        ("<time>2026年1月17日</time>", "2026年1月17日"),
        (
            '<div class="date-source"><span class="date">2026年01月20日 13:32</span><a>某网</a></div>',
            "2026年01月20日 13:32",
        ),
        (
            '<time class="updated">2026-01-21</time><time class="entry-date published updated">2026-01-20</time>',
            "2026-01-20",
        ),
        ('<span class="post-time">2 小时前</span>', None),
        ("<ul><li><time>2026-01-17</time></li></ul>", None),
        ('<div class="related"><time>2026-01-17</time></div>', None),
        ('<aside><p class="date">2026-01-17</p></aside>', None),
    ],
)
def test_marked_date_is_that_of_the_article_and_not_of_what_is_beside(above: str, expected: str | None) -> None:
    # Between the two, so that the date is not found by where it stands.
    page = found(above=f"<p>{FIRST * 3}</p>{above}")
    assert page == ([(DateKind.MARKED, expected)] if expected else [])


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<div><b>某人</b> · 2026-01-20 13:32</div>", WRITTEN),
        ("<div>2026-01-20 13:32:11　来源：某报</div>", "2026-01-20 13:32:11"),
        ("<div><i>2026-01-20</i>\n <b>13:32:00</b></div>", "2026-01-20 13:32:00"),
        ("<p>2026年1月20日 星期二 13:32　某人</p>", "2026年1月20日 星期二 13:32"),
        ("<p>2026年01月20日13:32 | 来源：某网</p>", "2026年01月20日13:32"),
        ("<p>更新于 2026-01-21 09:00，发布于 2026-01-20 13:32</p>", WRITTEN),
        ("<p>January 20, 2026 · 3 min</p>", "January 20, 2026"),
        ("<p>20 Jan 2026</p>", "20 Jan 2026"),
        ("<p>活动时间：2026-02-01 10:00</p>", None),
        ("<p>编号 12026-01-20</p>", None),
        ("<p>昨天 13:32</p>", None),
        (f"<p>{FIRST * 3}</p><p>2026-01-20 13:32</p>", None),
    ],
)
def test_date_beneath_the_heading_is_found_until_the_article_begins(above: str, expected: str | None) -> None:
    assert found(above=above) == ([(DateKind.SHOWN, expected)] if expected else [])


def test_dates_of_pictures_and_of_the_text_are_none_of_the_article_s() -> None:
    picture = '<img src="https://cdn.example.cn/uploads/2026/01/18/20260118.png" alt="2026-01-18 08:00">'
    assert found(body=f"{picture}{BODY}") == []


def test_date_above_the_heading_counts_where_it_is_right_above() -> None:
    page = f"<body><p>2026/07/16</p><h1>{TITLE}</h1>{BODY}</body>"
    assert read_page(page).dates == (Dating(DateKind.SHOWN, "2026/07/16"),)
