"""What the data in a page's scripts says of the page's own article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsbot.reading.dates import is_date
from newsbot.reading.scripts import Script, objects, scripts, values

# Keys without case and underscores. When an article was published counts more than when it was created.
_DATES = (
    "datepublished",
    *("publishtime", "publishedtime", "publishat", "publishedat", "publishdate", "publisheddate", "published"),
    *("pubdate", "pubtime", "displaypublishtime", "firstpublishtime", "firstpublishedat", "releasetime", "releasedate"),
    *("issuetime", "ptime", "showtime", "displaytime", "onlinetime", "postdate", "posttime"),
    *("createtime", "createdtime", "createat", "createdat", "createdate", "ctime", "inputtime", "addtime"),
)
_TITLES = ("headline", "title", "widgettitle", "articletitle", "newstitle", "subject", "titlezh", "name")
_BODIES = (
    *("widgetcontent", "articlebody", "articlecontent", "contenthtml", "bodyhtml", "content", "body", "html"),
    *("richcontent", "detail", "text"),
)
_MIN_BODY = 100
# Under these keys stand other articles, or what is none.
_OTHERS = re.compile(
    r"(?i:itemlist|haspart|mention|comment|review|citation|isbasedon|video|image|author|publisher|breadcrumb"
    r"|recommend|relate|latest|newest|similar|sidebar|banner)|(?:^|_)(?:hot|rank|prev|next|more)|Hot|Rank|Prev|Next|More"
)
_NO_ARTICLES = re.compile(r"Person|.*(?:Organization|Comment|Review|Object)|BreadcrumbList|Rating|WebSite")
_NO_LETTER = re.compile(r"[\W_]+")
_MAX_TITLE, _MAX_DATE = 300, 60
_MIN_SHARED = 6  # characters of a title that are enough to know it by


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a page's data has it: ``published`` as written (epochs in digits), ``body`` HTML or text.

    ``own``: nothing on the way to it says that it stands among others.
    """

    title: str
    published: str
    body: str
    own: bool


@dataclass(frozen=True, slots=True)
class PageData:
    """The scripts of a page, and what its JSON-LD and its site's own data say of the article.

    ``free``: the JSON-LD does not say that only some may read it.
    """

    scripts: list[Script]
    linked: Record | None
    state: Record | None
    free: bool = True


def page_data(html: str, title: str) -> PageData:
    """What the scripts of the page of an article with this title say."""
    found = list(scripts(html))
    linked_data = list(values(script for script in found if script.is_linked_data))
    linked = record_of(linked_data, title)
    state = record_of(values(script for script in found if not script.is_linked_data), title)
    return PageData(found, linked, state, free=not any(_is_not_free(value, title) for value in linked_data))


def record_of(values: Iterable[object], title: str) -> Record | None:
    """The record of the article with this title; without one, that which alone does not stand among others."""
    found = [record for value in values for record in _records(value)]
    named = [record for record in found if same_title(record.title, title)]
    if not named:
        named = [record for record in found if record.own]
        if len({record.published for record in named if record.published}) > 1:
            return None
    # The fullest: lists repeat an article with its title and date alone.
    return max(named, key=lambda record: (bool(record.published), record.own, len(record.body)), default=None)


def same_title(one: str, other: str) -> bool:
    """Whether one title is the other, or stands in it beside the name of a site."""
    shorter, longer = sorted((_letters(one), _letters(other)), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) >= _MIN_SHARED and shorter in longer))


def _records(value: object) -> Iterator[Record]:
    for item, path in objects(value):
        fields = {key.replace("_", "").lower(): each for key, each in item.items()}
        published = next(filter(None, (_date(fields.get(key)) for key in _DATES)), "")
        body = next((text for text in _texts(fields, _BODIES) if len(text) >= _MIN_BODY), "")
        if (published or body) and not _NO_ARTICLES.fullmatch(str(item.get("@type"))[:40]):
            yield Record(next(_texts(fields, _TITLES), ""), published, body, own=_is_own(path))


def _is_not_free(value: object, title: str) -> bool:
    """Whether JSON-LD says of the article with this title, or of the page without naming one, that it is not free."""
    for item, path in objects(value):
        if str(item.get("isAccessibleForFree")).rpartition("/")[2].lower() not in {"false", "no"}:
            continue
        titles = list(_texts(item, ("headline", "name")))
        outermost = set(path) <= {"@graph", "[]"}
        if _is_own(path) and (any(same_title(each, title) for each in titles) if titles else outermost):
            return True
    return False


def _is_own(path: tuple[str, ...]) -> bool:
    lists = [position for position, step in enumerate(path) if step == "[]"]
    among_others = any(position and path[position - 1] != "@graph" for position in lists)
    return not among_others and not any(map(_OTHERS.search, path))


def _date(value: object) -> str:
    match value:
        case bool():
            return ""
        case int() | float() if 10**9 <= value < 10**13:
            return str(int(value))
        case str() if len(value) <= _MAX_DATE:
            written = value.removeprefix("$D").strip()  # "$D": so Next.js writes what is a date to its code
            return written if is_date(written) else ""
    return ""


def _texts(fields: dict[str, object], keys: Iterable[str]) -> Iterator[str]:
    return (value for key in keys if isinstance(value := fields.get(key), str) and value)


def _letters(title: str) -> str:
    return _NO_LETTER.sub("", title[:_MAX_TITLE]).casefold()
