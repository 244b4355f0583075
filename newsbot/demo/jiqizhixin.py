"""机器之心: pages that only JavaScript fills, from a JSON that can be read as well; the feed is a web page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from newsbot.demo.markup import body_html, page_html
from newsbot.demo.origin import HTML, JSON, Answer, Origin, answer, document, robots
from newsbot.demo.pieces import Piece, published_by
from newsbot.items import BEIJING

LIST = "/api/article_library/articles.json"
PER_PAGE = 20


def jiqizhixin(now: datetime) -> Mapping[str, Origin]:
    """The one host: list and articles as JSON, and empty shells that fetch them."""
    listed = published_by(now, "jiqizhixin")
    modified = listed[0].published if listed else now

    def article_list(query: Mapping[str, str]) -> Answer:
        page, per = _number(query.get("page"), 1), _number(query.get("per"), PER_PAGE)
        return document(_list(listed, page, per), JSON, modified)

    shell = answer(_SHELL, HTML)
    details = {f"/api/article_library/articles/{piece.id}.json": answer(_detail(piece), JSON) for piece in listed}
    shells = {f"/articles/{piece.id}": shell for piece in listed}
    fixed = {"/robots.txt": robots("/users"), "/rss": shell, "/articles": shell, "/": shell}
    return {"https://www.jiqizhixin.com": Origin({LIST: article_list, **fixed, **details, **shells}, _missing)}


def _list(listed: tuple[Piece, ...], page: int, per: int) -> str:
    end = page * per
    articles = [_row(piece) for piece in listed[end - per : end]]
    return _json({"success": True, "articles": articles, "totalCount": len(listed), "hasNextPage": end < len(listed)})


def _row(piece: Piece) -> dict[str, object]:
    return {
        "id": f"sample-{piece.id}",
        "title": piece.title,
        "coverImageUrl": f"https://image.jiqizhixin.com/sample/{piece.id}.jpg",
        "category": "industry",
        "slug": piece.id,
        "tagList": piece.tags,
        "author": piece.author,
        "publishedAt": f"{piece.published.astimezone(BEIJING):%Y/%m/%d %H:%M}",  # names no zone
        "content": piece.summary,
        "source": "机器之心",
    }


def _detail(piece: Piece) -> str:
    fields = {
        "title": piece.title,
        "author": {"id": "sample", "name": piece.author},
        "copyright": "示例",
        "published_at": f"{piece.published.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
        "description": piece.summary,
        "content": f"<section>\n{body_html(piece)}\n</section>",
    }
    return _json(fields)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(text: str | None, default: int) -> int:
    # Five digits: int() refuses very long ones, and no list is that long.
    return int(text) if text and len(text) <= 5 and text.isdecimal() and int(text) else default


def _missing(path: str) -> Answer:
    if path.startswith("/api/"):
        return answer(_json({"success": False, "error": "not found"}), JSON, status=404)
    return answer(page_html("404 | 机器之心", "<h1>页面走丢了</h1>"), HTML, status=404)


# One page for every address, as single-page applications have. The timer keeps the content out of a reader that
# does not wait for it; textContent keeps titles text.
_SCRIPT = """
const root = document.getElementById("root");
const library = "/api/article_library/articles";
const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

function showArticle(article) {
  const box = document.createElement("article");
  const text = document.createElement("div");
  text.innerHTML = article.content;
  box.append(element("h1", article.title), element("time", article.published_at), text);
  document.title = article.title + " | 机器之心";
  root.replaceChildren(box);
}

function showList(list) {
  const rows = document.createElement("ul");
  for (const article of list.articles) {
    const link = element("a", article.title);
    link.href = "/articles/" + article.slug;
    const row = document.createElement("li");
    row.append(link, " ", element("time", article.publishedAt));
    rows.append(row);
  }
  root.replaceChildren(rows);
}

async function show() {
  const slug = location.pathname.match(/^\\/articles\\/([^/]+)/);
  const address = slug ? library + "/" + slug[1] + ".json" : library + ".json?sort=time&page=1&per=20";
  const answer = await fetch(address);
  const data = await answer.json();
  setTimeout(() => (slug ? showArticle(data) : showList(data)), 120);
}

show();
"""
_SHELL = page_html("机器之心", f'<div id="root"></div>\n<script>{_SCRIPT}</script>')
