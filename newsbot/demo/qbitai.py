"""量子位: a WordPress feed in true UTC with one line an article, and complete pages with much around the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape as escape_html
from xml.sax.saxutils import escape

from newsbot.demo.markup import body_html, cdata, page_html
from newsbot.demo.origin import HTML, XML, Answer, Origin, answer, document, robots
from newsbot.demo.pieces import Piece, published_by
from newsbot.items import BEIJING

HOST = "https://www.qbitai.com"
FEED_LENGTH = 10


def qbitai(now: datetime) -> Mapping[str, Origin]:
    """The one host: feed and article pages."""
    listed = published_by(now, "qbitai")
    modified = listed[0].published if listed else now
    feed = document(_feed(listed[:FEED_LENGTH], modified), XML, modified)
    articles = {_path(piece): answer(_page(piece, listed[:FEED_LENGTH]), HTML) for piece in listed}
    return {HOST: Origin({"/feed": feed, "/robots.txt": robots("/wp-admin/")} | articles, _missing)}


def _path(piece: Piece) -> str:
    return f"/{piece.published.astimezone(BEIJING):%Y/%m}/{piece.id}.html"


def _feed(listed: tuple[Piece, ...], modified: datetime) -> str:
    items = "".join(_item(piece) for piece in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"\n'
        '\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        '\txmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        '\txmlns:atom="http://www.w3.org/2005/Atom"\n'
        '\txmlns:sy="http://purl.org/rss/1.0/modules/syndication/"\n\t>\n\n<channel>\n\t<title>量子位</title>\n'
        f'\t<atom:link href="{HOST}/feed" rel="self" type="application/rss+xml" />\n\t<link>{HOST}</link>\n'
        f"\t<description>示例</description>\n\t<lastBuildDate>{_utc(modified)}</lastBuildDate>\n"
        "\t<language>zh-Hans</language>\n\t<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>\n"
        f"\t<generator>https://wordpress.org/?v=6.9</generator>\n{items}</channel>\n</rss>\n"
    )


def _item(piece: Piece) -> str:
    categories = "".join(f"\t\t<category>{cdata(tag)}</category>\n" for tag in piece.tags)
    return (
        f"\t<item>\n\t\t<title>{escape(piece.title)}</title>\n\t\t<link>{HOST}{_path(piece)}</link>\n\n"
        f"\t\t<dc:creator>{cdata(piece.author)}</dc:creator>\n\t\t<pubDate>{_utc(piece.published)}</pubDate>\n"
        f'{categories}\t\t<guid isPermaLink="false">{HOST}/?p={piece.id}</guid>\n\n'
        f"\t\t\t\t\t<description>{cdata(piece.summary)}</description>\n\t\t\n\t</item>\n"
    )


def _utc(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC))


def _page(piece: Piece, others: tuple[Piece, ...]) -> str:
    hot = "".join(
        f'<li><a href="{_path(other)}">{escape_html(other.title)}</a></li>' for other in others if other != piece
    )
    return page_html(
        f"{piece.title} | 量子位",
        '<header class="header"><a href="/">量子位</a><nav><a href="/category/资讯">资讯</a> '
        '<a href="/category/auto">智能车</a></nav></header>\n<div class="main">\n<div class="content">\n'
        f'<div class="article"><h1>{escape_html(piece.title)}</h1>\n<div class="article_info">'
        f'<span class="author">{escape_html(piece.author)}</span> '
        f'<span class="date">{piece.published.astimezone(BEIJING):%Y-%m-%d}</span> '
        f'<span class="time">{piece.published.astimezone(BEIJING):%H:%M:%S}</span></div>\n{body_html(piece)}\n'
        '<div class="tags">版权所有，示例页面</div></div>\n</div>\n'
        f'<div class="sidebar"><h3>热门文章</h3><ul>{hot}</ul></div>\n</div>\n'
        '<footer class="footer"><p>关于我们 加入我们 寻求报道 商务合作</p></footer>',
    )


def _missing(_path: str) -> Answer:
    return answer(page_html("未找到页面 | 量子位", '<div class="error-404">没有这个页面</div>'), HTML, status=404)
