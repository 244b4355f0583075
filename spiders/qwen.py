import re
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Feed, JsonList
from newsbot.reading.dates import first_date
from newsbot.reading.entry import Entry
from newsbot.reading.markdown import plain
from newsbot.reading.rows import Row, read_rows, text_of

SITE = "https://qwen.ai"
LONGEST_HEAD = 100_000  # characters of a page in which its head ends

DATES = (
    re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"<>]{4,60})"'),
    re.compile(r"""article:published_time["']?\s{1,5}content\s{0,3}=\s{0,3}["']([^"'<>]{4,60})"""),
)
# Where the text begins, the surest first; before it there is the site's own, which speaks of other posts.
BEGINNINGS = (
    re.compile(r'<div[^<>]{0,200}class="[^"<>]{0,200}post-content[^<>]{0,500}>'),
    re.compile(r"<article[^<>]{0,500}>"),
    re.compile(r"<body[^<>]{0,500}>"),
)
END = re.compile(r"</article>|<footer[\s>]")


def article(row: Row) -> Entry | None:
    """One of ``data.articles[]``: ``{title, path, content, extra: {date, introduction, description}}``.

    ``content`` is the whole page. Its canonical link leads to a site that is no more: the page is qwen.ai/blog?id=path.
    ``extra.date`` is often empty; where it names a day, it is what the site shows, and the page's own date may be one
    that was copied from an older post.
    """
    title, path, page = (text_of(row, key) for key in ("title", "path", "content"))
    if not title or not path:
        return None
    extra = row.get("extra")
    about: Row = extra if isinstance(extra, dict) else {}
    return Entry(
        title=title,
        link=f"{SITE}/blog?id={quote(path)}",
        published=first_date(text_of(about, "date"), *_dates(page[:LONGEST_HEAD])),
        summary=plain(text_of(about, "introduction", "description")),
        content=_body(page),
        author=text_of(about, "author"),
    )


def _dates(head: str) -> list[str]:
    return [match[1] for pattern in DATES if (match := pattern.search(head))]


def _body(page: str) -> str:
    begins = next((match.end() for pattern in BEGINNINGS if (match := pattern.search(page))), 0)
    end = END.search(page, begins)
    return page[begins : end.start() if end else None]


class QwenSpider(LabSpider):
    """阿里通义千问."""

    name = "qwen"
    title = "通义千问"
    maker = "通义千问"
    names = ("Qwen", "QwQ", "千问", "通义", "阿里")
    routes = (
        JsonList(
            f"{SITE}/api/v2/article/retrieval?type=qwen_ai&language=zh-CN",
            entries=partial(read_rows, path=("data", "articles"), entry=article),
            # Forty posts, each with its whole page.
            largest=16 * 1024 * 1024,
        ),
        # The former site answers as ever, with what it had on 2025-09-23.
        Feed("https://qwenlm.github.io/blog/index.xml", label="RSS（旧站）"),
    )
    # It publishes every week or two.
    longest_silence = timedelta(days=60)
