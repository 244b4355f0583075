import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.pages import Page, read_links, read_page

URL = "https://www.example.cn/p/1"
FIRST = "星图实验室今天开放了第三代模型的全部权重，任何人都可以下载、修改并用于商业产品。"
SECOND = "新模型在长文本理解上有明显进步，推理成本比上一代低一半，接口价格也随之下调。"
WORDS = "The model is open now, and anyone may use it for what they like."
SECTION = f"<section><p>{WORDS}</p></section>"
BODY = f"<p>{FIRST}</p>\n<p>{SECOND}</p>"


def page(head: str = "", body: str = BODY) -> str:
    return f"""<!DOCTYPE html><html><head><title>星图开源 - 示例网</title>{head}</head><body>
      <nav><a href="/">首页</a><a href="/ai">人工智能</a></nav><script>var x = "<p>脚本。</p>";</script>
      <article><h1>星图开源</h1>{body}</article><footer>示例网 2026</footer></body></html>"""


def test_article_is_its_paragraphs_without_title_and_navigation() -> None:
    assert read_page(page()) == Page(title="星图开源", text=f"{FIRST}\n{SECOND}")


def test_title_is_that_of_the_metadata_then_heading_then_title_element() -> None:
    assert read_page(page('<meta property="og:title" content="星图 3 &amp; 开源">')).title == "星图 3 & 开源"
    assert read_page("<title>只有 &lt;标题&gt;</title><p>文</p>").title == "只有 <标题>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html><head><title>请验证</title></head><body><div id=app></div><script>sec_sdk()</script></body></html>",
        "<body>" + "".join(f"<li><a href='/p/{n}'>这里是第 {n} 条新闻的完整标题。</a></li>" for n in range(30)),
        "<body><p>" + "没有句子的导航文字 " * 20,
    ],
    ids=["nothing", "blank", "shell", "list", "no sentence"],
)
def test_page_without_an_article_has_no_text(html: str) -> None:
    assert read_page(html).text == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<body><p " + "".join(f"a{n}=1 " for n in range(100_000)) + ">" + BODY,
        '<body><p x="<" y=">" ' + "".join(f'a{n}=">" ' for n in range(50_000)) + ">" + BODY,
        "<body>" + "<div>" * 50_000 + BODY,
        "<body>" + "<div class=article>" * 100 + BODY * 4000,
        "<body><div class='" + "a " * 500_000 + "'>" + BODY,
        "<script type=application/ld+json>" * 30_000,
        "<script type=application/ld+json>" + "[" * 100_000 + "</script>" + BODY,
        "<table><tr><td>" * 3000 + BODY,
        "\0" * 100_000 + "\ud800" + BODY,
        "a" * 4_000_000,
        "<a " * 900_000,
        "<body>" + "<div class=content><p>文字文字文字文字文字文字文字文字文字文字<a href=1>x</a></p>" * 3000,
        "<body><div class=content><p>" + FIRST * 9 + "</p></div>" + f"<div class=comment>x</div>{FIRST}" * 4000,
        "<body><div class=content><p>" + FIRST * 9 + "</p>" + "<div><img src=1></div>" * 4900,
        "<main><section>" + SECTION * 2000 + "</section><section><blockquote>x</blockquote>" + SECTION * 1000,
        "<article>" + "<div>" * 20 + "<i class=subtitle>x</i>" * 5000 + "</div>" * 20 + f"<div>{SECTION * 800}</div>",
    ],
    ids=[
        "attributes",
        "quoted attributes",
        "depth",
        "many paragraphs",
        "class",
        "json-ld",
        "json",
        "tables",
        "nul",
        "large",
        "tags that never end",
        "nested candidates",
        "loose text",
        "pictures",
        "quotes",
        "standfirsts",
    ],
)
def test_hostile_page_ends_soon(hostile: str) -> None:
    # Quadratic work on these would take minutes.
    assert isinstance(read_page(hostile), Page)


PIECES = [
    *("<p>", "<div", ">", "<a href=", "'", '"', "。", "文字", "<h1>", "</", "&lt;", "<time>", "\n", " class=pub-time>"),
    *(
        "<script>",
        "</script>",
        "<script type=application/ld+json>",
        "window.a={",
        '"publishTime":',
        "1788516721882",
        "}",
    ),
    *(
        "[",
        "],",
        '"title":"文字"',
        "undefined",
        'self.__next_f.push([1,"',
        "JSON.parse(",
        "2026-01-20 13:32",
        "剩余80%内容需付费",
    ),
    *(
        "请完成验证",
        "页面不存在",
        "<meta name=date content=2026>",
        "id=__NUXT_DATA__>",
        "相关阅读",
        "作者：",
        "1e999",
        "\\u",
        "\ud800",
    ),
]


@settings(max_examples=200)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_a_page(html: str) -> None:
    assert isinstance(read_page(html), Page)
    assert all(entry.link.startswith("http") for entry in read_links(html, url=URL, pattern=re.compile("")))


def test_links_that_match_come_in_order_and_once() -> None:
    html = """<base href="/news/"><a href="/about">关于</a>
      <a href="/p/1"><img src="1.png"></a><a href="/p/1">第一 <em>篇</em></a>
      <a href="../p/2"><span>2 天前</span><h3>第二篇</h3><p>摘要</p></a>
      <a href="/p/1#comments">评论</a><a href="javascript:void('/p/3')">三</a><a href="/p/4" title="第四篇"></a>"""
    assert read_links(html, url=URL, pattern=re.compile(r"/p/\d+$")) == [
        Entry(title="第一 篇", link="https://www.example.cn/p/1"),
        Entry(title="第二篇", link="https://www.example.cn/p/2"),
        Entry(title="第四篇", link="https://www.example.cn/p/4"),
    ]


def test_a_page_with_links_of_which_none_is_an_article_has_changed() -> None:
    html = '<a href="/about">关于</a><a href="/post/2"><h3>第二篇</h3></a><a href="javascript:void(0)">三</a>'
    with pytest.raises(ReadingError) as caught:
        read_links(html, url=URL, pattern=re.compile(r"/p/\d+$"))
    assert (caught.value.outcome, str(caught.value)) == (
        Outcome.PARSE_ERROR,
        "no link of an article among 2: the site has changed them",
    )


def test_a_page_without_any_link_has_none() -> None:
    assert read_links("<p>这里暂时没有内容。</p>", url=URL, pattern=re.compile("")) == []
