from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import JsonList
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of

SITE = "https://seed.bytedance.com"
VACANCIES = "招聘信息"


def article(row: Row) -> Entry | None:
    """One of ``sub_article_list[]``: ``{ArticleMeta: {PublishDate, ResearchArea, IsPinned, ...}, ArticleSubContentZh:
    {Title, Abstract, TitleKey}, ArticleSubContentEn: ...}``; either language may be empty.

    ``PublishDate`` is midnight in Beijing, in ms since 1970. Known of this is the date and where it stands; the other
    names are those under which public programs of 2026 read this list.
    """
    if VACANCIES in _areas(row):
        return None
    chinese, english = (_part(row, f"ArticleSubContent{language}") for language in ("Zh", "En"))
    title = text_of(chinese, "Title") or text_of(english, "Title")
    key = text_of(chinese, "TitleKey") or text_of(english, "TitleKey")
    if not title or not key:
        return None
    return Entry(
        title=title,
        link=f"{SITE}/zh/blog/{quote(key, safe='')}",
        published=text_of(_part(row, "ArticleMeta"), "PublishDate"),
        summary=text_of(chinese, "Abstract") or text_of(english, "Abstract"),
    )


def _areas(row: Row) -> Iterator[str]:
    match _part(row, "ArticleMeta"):
        case {"ResearchArea": list(areas)}:
            yield from (text_of(area, "ResearchAreaNameZh") for area in areas if isinstance(area, dict))


def _part(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, dict) else {}


class SeedSpider(LabSpider):
    """字节跳动 Seed. The list begins with what is pinned, which may be old."""

    name = "seed"
    title = "字节 Seed"
    maker = "字节跳动"
    names = ("字节", "ByteDance", "豆包", "Doubao", "Seedance", "Seedream")
    routes = (
        JsonList(
            # 1 are papers, 2 is the blog.
            f"{SITE}/api/get_article_list_v2?article_type=2&count=20&order_desc=true",
            entries=partial(read_rows, path=("sub_article_list",), entry=article),
            # Without it some entries are missing; both languages come with either.
            headers={"x-tt-locale": "US"},
        ),
    )
    # Its pages are empty without JavaScript.
    uses_browser = True
    article_selector = "p"
    # A laboratory tells of versions, and those lie up to a quarter apart.
    longest_silence = timedelta(days=100)
