"""36氪: a feed of newsflashes and articles, whose bare host answers a robot with a check instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape

from newsbot.demo.markup import body_html, cdata, page_html, script_json
from newsbot.demo.origin import HTML, XML, Answer, Origin, answer, document, robots
from newsbot.demo.pieces import Piece, published_by
from newsbot.items import BEIJING

FEED_LENGTH = 30


def kr36(now: datetime) -> Mapping[str, Origin]:
    """Both hosts: the feed is on ``www``, its links point to the bare one."""
    listed = published_by(now, "kr36")
    articles = {_path(piece): answer(_page(piece), HTML) for piece in listed}
    shared = {"/robots.txt": robots("/search", "/api", "/detail")} | articles
    feed = document(_feed(listed[:FEED_LENGTH]), XML, listed[0].published if listed else now)
    return {
        "https://www.36kr.com": Origin(shared | {"/feed": feed}, _missing),
        "https://36kr.com": Origin(shared | {"/feed": answer(_CHECK, HTML)}, _missing),
    }


def _path(piece: Piece) -> str:
    return f"/newsflashes/{piece.id}" if piece.flash else f"/p/{piece.id}"


def _feed(listed: tuple[Piece, ...]) -> str:
    # The outlet's own order is not that of time; by the last digits of the number is as good a disorder as any.
    items = "".join(_item(piece) for piece in sorted(listed, key=lambda piece: piece.id[::-1]))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>36氪</title>'
        f"<link>https://36kr.com</link><language>zh-cn</language>\n{items}</channel></rss>\n"
    )


def _item(piece: Piece) -> str:
    text = "\n".join(piece.body) if piece.flash else _article_html(piece)
    return (
        f"<item><title>{cdata(piece.title)}</title>"
        f"<link>{cdata(f'https://36kr.com{_path(piece)}?f=rss')}</link>"
        # Two spaces, which RFC 822 readers refuse.
        f"<pubDate>{piece.published.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}  +0800</pubDate>"
        f"<description>{cdata(text)}</description></item>\n"
    )


def _article_html(piece: Piece) -> str:
    image = (
        '<p class="image-wrapper"><img data-img-size-val="1080,608" '
        f'src="https://img.36krcdn.com/sample/{piece.id}.jpg" referrerpolicy="no-referrer"></p>'
    )
    first, _, rest = body_html(piece).partition("\n")
    return f"{first}\n{image}\n{rest}"


def _page(piece: Piece) -> str:
    milliseconds = int(piece.published.timestamp() * 1000)
    data = {
        "widgetTitle": piece.title,
        "publishTime": milliseconds,
        "widgetContent": body_html(piece),
        "author": piece.author,
    }
    name = "newsflashDetail" if piece.flash else "articleDetail"
    state = {name: {f"{name}Data": {"code": 0, "data": data}}}
    # The meta element tells when the page was made, not when the article came out; only publishTime is to be trusted.
    made = piece.published.astimezone(BEIJING) + timedelta(hours=9)
    return page_html(
        f"{piece.title}-36氪",
        f'<header><nav><a href="/">首页</a> <a href="/newsflashes">快讯</a></nav></header>\n<article>\n'
        f"<h1>{escape(piece.title)}</h1>\n{body_html(piece)}\n</article>\n<footer>示例页面</footer>\n"
        f"<script>window.initialState={script_json(state)}</script>",
        f'<meta property="article:published_time" content="{made.isoformat()}">\n',
    )


def _missing(_path: str) -> Answer:
    return answer(page_html("404-36氪", '<div class="error-page"><p>你访问的页面不存在</p></div>'), HTML, status=404)


# The address in it is not well-formed XML, so that an XML reader stops where the real page stops it.
_CHECK = page_html(
    "36氪",
    '<div id="captcha"><noscript>请开启 JavaScript 后继续访问&nbsp;</noscript></div>\n'
    '<script>window.check = "/check?scene=feed&app=demo&step=1";</script>',
)
