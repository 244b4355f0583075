"""InfoQ 中国: a feed without XML declaration or summaries that calls Beijing time GMT, and complete pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape as escape_html
from xml.sax.saxutils import escape

from newsbot.demo.markup import body_html, page_html
from newsbot.demo.origin import HTML, XML, Answer, Origin, answer, document, robots
from newsbot.demo.pieces import Piece, published_by
from newsbot.items import BEIJING

HOST = "https://www.infoq.cn"
FEED_LENGTH = 20


def infoq(now: datetime) -> Mapping[str, Origin]:
    """The one host: feed and article pages."""
    listed = published_by(now, "infoq")
    modified = listed[0].published if listed else now
    feed = document(_feed(listed[:FEED_LENGTH], modified), XML, modified)
    articles = {f"/article/{piece.id}": answer(_page(piece), HTML) for piece in listed}
    return {HOST: Origin({"/feed": feed, "/robots.txt": robots("/search")} | articles, _missing)}


def _feed(listed: tuple[Piece, ...], modified: datetime) -> str:
    items = "".join(_item(piece) for piece in listed)
    return (
        '<rss version="2.0">\n  <channel>\n    <title>InfoQ 中国</title>\n'
        f"    <link>{HOST}</link>\n    <description>示例</description>\n"
        f"    <pubDate>{_mislabelled(modified)}</pubDate>\n{items}  </channel>\n</rss>\n"
    )


def _item(piece: Piece) -> str:
    link = f"{HOST}/article/{piece.id}?utm_source=rss&utm_medium=article"
    button = f"<div align='right'><a href='{link}'>点击查看原文></a></div>"
    return (
        f"    <item>\n      <title>{escape(piece.title)}</title>\n      <link>{escape(link)}</link>\n"
        f"      <description>{escape(button, {chr(39): '&#39;'})}</description>\n"
        f"      <author>作者：{escape(piece.author)}</author>\n      <guid>{escape(link)}</guid>\n"
        f"      <pubDate>{_mislabelled(piece.published)}</pubDate>\n    </item>\n"
    )


def _mislabelled(moment: datetime) -> str:
    beijing = moment.astimezone(BEIJING).replace(tzinfo=None)
    return format_datetime(beijing).replace("-0000", "GMT")


def _page(piece: Piece) -> str:
    return page_html(
        f"{piece.title}-InfoQ",
        f'<header><a href="/">InfoQ</a></header>\n<main>\n<article>\n<h1>{escape_html(piece.title)}</h1>\n'
        f'<ul class="meta"><li>{escape_html(piece.author)}</li>'
        f"<li>{piece.published.astimezone(BEIJING):%Y-%m-%d}</li></ul>\n"
        f'<div class="article-content">\n{body_html(piece)}\n</div>\n</article>\n</main>\n<footer>示例页面</footer>',
    )


def _missing(_path: str) -> Answer:
    return answer(page_html("404-InfoQ", "<p>抱歉，没有找到这篇内容</p>"), HTML, status=404)
