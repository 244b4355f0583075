"""A Daily as short messages: its highlights with their links, where the models stand, how the sources did."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count

from newsbot.issue.daily import Daily, Item
from newsbot.publishing.board_dates import OLD, data_date
from newsbot.publishing.render import WEEKDAYS
from newsbot.publishing.splitting import Cost, split
from newsbot.publishing.styles import Style

TITLE = "国产大模型日报"
# What a message tells beside the stories, which are called by their anchors.
STANDING, AROUND = "standing", "around"
_LEADING = 3  # models


@dataclass(frozen=True, slots=True)
class Form:
    """How messages are written for a channel, and what one may cost, its title included.

    ``titled``: the title travels beside the body; else it is the body's first line.
    """

    style: Style
    limit: int
    cost: Cost
    titled: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A message. ``told``: what has been told in full once this and the parts before it have been read."""

    title: str
    body: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    subject: str
    text: str


def subjects(daily: Daily) -> tuple[str, ...]:
    """What there is to tell of an issue, in this order; nothing of a quiet day."""
    told = tuple(item.line.anchor for item in daily.items if item.highlight)
    standing = (STANDING,) if daily.standing is not None and daily.standing.chinese else ()
    return (*told, *standing, AROUND) if told else ()


def message(daily: Daily, form: Form, *, address: str, known: Collection[str] = ()) -> list[Part]:
    """The issue in as many messages as the channel's limit makes of it, without the subjects that are ``known``.

    A story that costs more than a message is told over two. Nothing is left out but links that would fill a quarter of
    a message: their stories are told without. No parts where all is known. ``address`` is that of the site, or "".
    """
    blocks = list(_blocks(daily, form, address, known))
    if not blocks:
        return []
    new = sum(block.subject not in {STANDING, AROUND} for block in blocks)
    return _parts(_title(daily, new if known else 0), blocks, form)


def quiet(daily: Daily, form: Form, *, address: str) -> list[Part]:
    """What is said of a day without highlights."""
    said = "今日无重大更新。" if daily.was_read else "今天没有读到任何新闻信源。"
    lines = [form.style.line(form.style.text(said)), *_around(daily, form, address)]
    return _parts(_title(daily, 0), [_Block(AROUND, "".join(lines))], form)


def _title(daily: Daily, new: int) -> str:
    sample = "（样例）" if daily.sample else ""
    return f"{TITLE}{sample} {daily.day} 星期{WEEKDAYS[daily.day.weekday()]}" + (f" 新增 {new} 条" if new else "")


def _blocks(daily: Daily, form: Form, address: str, known: Collection[str]) -> Iterator[_Block]:
    style, numbers = form.style, count(1)
    items = {item.line.anchor: item for item in daily.items}
    for subject in subjects(daily):
        if subject in known:
            continue
        if subject == STANDING:
            yield _Block(subject, style.line(style.text(_standing(daily))))
        elif subject == AROUND:
            yield _Block(subject, "".join(_around(daily, form, address)))
        else:
            yield _Block(subject, _story(daily, items[subject], next(numbers), form, address))


def _story(daily: Daily, item: Item, number: int, form: Form, address: str) -> str:
    style, line = form.style, item.line
    found = [(line.source, line.url)]
    page = f"{address}{daily.day}.html#{line.anchor}"
    if address and not _is_bare(style):
        found.append(("详情", page))
    links = [style.link(label, url) for label, url in found]
    kept = [link for link in links if link and form.cost(link) <= form.limit // 4]
    if not kept and address:
        kept = [style.link("详情", page)]
    return style.line(style.item(number, style.text(item.highlight), kept))


def _is_bare(style: Style) -> bool:
    """Whether a link is its address: two under each story would be more address than story."""
    return style.link("", "https://example.com/") == "https://example.com/"


def _standing(daily: Daily) -> str:
    assert daily.standing is not None  # noqa: S101 (it is a subject only then)
    standing = daily.standing
    age = f"，距今 {standing.age_days} 天" if standing.age_days > OLD else ""
    models = "、".join(f"{row.model}（全球第 {row.rank}）" for row in standing.chinese[:_LEADING])
    return f"LM Arena 国产前列（数据日期 {data_date(standing)}{age}）：{models}"


def _around(daily: Daily, form: Form, address: str) -> Iterator[str]:
    style = form.style
    failing = sum(source.run and not source.working for source in daily.sources)
    said = f"共 {daily.total} 条相关资讯" + (f"，{failing} 个信源异常" if failing else "") + "。"
    yield style.line(style.text(said))
    if address and (link := style.link("阅读全文", f"{address}{daily.day}.html")):
        yield style.line(link)


def _parts(title: str, blocks: list[_Block], form: Form) -> list[Part]:
    bodies = _bodies("".join(block.text for block in blocks), title, form)
    parts: list[Part] = []
    reached = 0
    for number, body in enumerate(bodies, start=1):
        told = _told(blocks, reached, reached + len(body))
        reached += len(body)
        heading = _numbered(title, number, len(bodies))
        parts.append(Part(heading, body if form.titled else form.style.heading(heading) + body, told))
    return parts


def _bodies(text: str, title: str, form: Form) -> list[str]:
    """The text in parts that leave room for their title and number."""

    def room(heading: str) -> int:
        return form.limit - form.cost(form.style.heading(heading))

    if form.cost(text) <= room(title):
        return [text]
    most = 10
    while len(bodies := split(text, room(_numbered(title, most, most)), form.cost, form.style.whole)) > most:
        most *= 10
    return bodies


def _numbered(title: str, number: int, parts: int) -> str:
    return title if parts == 1 else f"{title}（{number}/{parts}）"


def _told(blocks: list[_Block], start: int, end: int) -> tuple[str, ...]:
    """The subjects whose text ends behind ``start``, at ``end`` the latest."""
    reached = 0
    told: list[str] = []
    for block in blocks:
        reached += len(block.text)
        if start < reached <= end:
            told.append(block.subject)
    return tuple(told)
