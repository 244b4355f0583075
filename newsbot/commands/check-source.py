"""``scrapy check-source``: what newsbot would make of an address. The file has the name that Scrapy calls it by."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsbot.commandline import NewsbotCommand, fail
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.crawling.probe import Seen
from newsbot.issue.states import WORDS
from newsbot.items import BEIJING, Article, Attempt, Outcome
from newsbot.probing import probe
from newsbot.reading.autodiscovery import named_feeds
from newsbot.reading.documents import read_text
from newsbot.reading.errors import ReadingError
from newsbot.reading.kinds import Fitting, fitting_reader
from newsbot.reading.pages import read_page
from newsbot.reading.publication import is_exact
from newsbot.reading.text import lead, one_line
from newsbot.reading.urls import absolute_url

_SHORT_SUMMARY = 40  # characters; below it the article's page is fetched (see pipelines.page)

# A feed that names the zone it means has no entry ahead of the clock; one may be a slip of its writers.
_SEVERAL_AHEAD = 2
_SEVERAL_TOGETHER = 3


class Command(NewsbotCommand):
    """Fetch a feed or a page through the network's gate, read it as a source would be read, and store nothing."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        return "[options] URL"

    def short_desc(self) -> str:
        return "Say what newsbot would make of a feed or a page"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        if len(args) != 1 or not absolute_url("", args[0]):
            fail("give one address, such as https://www.example.com/feed", EXIT_USAGE)
        seen = probe(self.crawler_process, self.settings, args[0], routes=True)
        console = Console()
        if seen.attempt is None:
            fail("the crawl ended before anything was asked; run again with -L INFO", EXIT_FAILED)
        console.print(Text("\n".join(_about(args[0], seen, seen.attempt))), soft_wrap=True)
        if seen.articles:
            console.print(_entries(seen.articles))
        for hint in _hints(seen, seen.attempt):
            console.print(Text(f"· {hint}"), soft_wrap=True)
        if not (seen.attempt.outcome.usable or _fitting(seen) or _article(seen)):
            self.exitcode = EXIT_FAILED


def _about(url: str, seen: Seen, attempt: Attempt) -> Iterator[str]:
    yield f"{url} → {seen.url}" if seen.url not in {"", url} else url
    words = WORDS[attempt.outcome].format(detail=attempt.detail)
    if seen.known is not None:
        route = seen.known.route
        yield f"信源: {seen.known.source} 的路线 {route.label}（{type(route).__name__}），按其读法"
    if (fitting := _fitting(seen)) is not None:
        yield f"结果: 不是订阅，{fitting.reader} 可以读"
    elif not attempt.outcome.usable and _article(seen):
        yield "结果: 不是订阅，是一篇文章的网页"
    else:
        more = f" {attempt.detail}" if attempt.detail not in words else ""
        yield f"结果: {attempt.outcome}（{words}）{more}"
    if attempt.retry_at is not None:
        yield f"对方要求暂停: {attempt.retry_at.astimezone(BEIJING):%Y-%m-%d %H:%M} 后再访问"
    if seen.body:
        yield f"类型: {seen.content_type or '未注明'}，{len(seen.body):,} 字节"
    if seen.articles:
        dates = [article.published for article in seen.articles if article.published is not None]
        newest = f"，最新 {max(dates).astimezone(BEIJING):%Y-%m-%d %H:%M}" if dates else ""
        yield f"条目: {len(seen.articles)} 条，{len(dates)} 条有时间{newest}"
    elif attempt.outcome is Outcome.PARSE_ERROR and seen.body.lstrip()[:1] in {b"{", b"["}:
        yield "JSON，不是订阅: 用 JsonList 和一个读取它的函数（见 docs/adding-a-source.md）"
    elif fitting is not None:
        first = f"；第一条 {fitting.first.published} {fitting.first.title}" if fitting.first else ""
        yield f"条目: {fitting.found} 条{first}"
    elif _html(seen).startswith("<"):
        yield from _page(seen)


def _fitting(seen: Seen) -> Fitting | None:
    """The reader for what is no feed, where one of those that sources share can read it."""
    if seen.attempt is None or seen.attempt.outcome.usable or seen.articles or seen.known is not None:
        return None
    fitting = fitting_reader(_html(seen), url=seen.url)
    of_page = fitting is not None and fitting.reader.endswith("read_cards") and _article(seen)
    return None if of_page else fitting  # an article has cards of others beside it


def _article(seen: Seen) -> str:
    """The article of a web page; "" for a page without one, and for anything else."""
    html = _html(seen)
    return read_page(html).text if html.startswith("<") else ""


def _html(seen: Seen) -> str:
    try:
        return read_text(seen.body, content_type=seen.content_type)
    except ReadingError:
        return ""


def _page(seen: Seen) -> Iterator[str]:
    """What a web page holds, where no feed was found."""
    html = _html(seen)
    page = read_page(html)
    dates = "，".join(f"{dating.written}（{dating.kind}）" for dating in page.dates)
    yield f"网页: {page.title or '没有标题'}；时间 {dates or '未注明'}；正文 {len(page.text)} 字"
    if page.stub is not None:
        yield f"正文不全或没有: {page.stub}"
    if page.text:
        yield f"摘要: {one_line(lead(page.text, 120))}"
    for feed in named_feeds(html, url=seen.url):
        yield f"页面指向的订阅: {feed}"


def _entries(articles: list[Article]) -> Table:
    table = Table(show_header=True)
    for name in ("时间", "级", "标题", "摘要", "理由"):
        table.add_column(name, overflow="fold")
    for article in articles[:30]:
        judgement = article.judgement
        table.add_row(
            f"{article.published.astimezone(BEIJING):%m-%d %H:%M}" if article.published else "–",
            "汇总" if judgement and judgement.roundup else str(judgement.grade) if judgement else "–",
            Text(article.title),
            f"{len(article.summary)} 字" if article.summary else "–",
            Text("；".join(judgement.reasons[:3]) if judgement else ""),
        )
    return table


def _together(articles: list[Article]) -> int:
    """How many entries at most have the same time; midnight, which stands for a day, is none."""
    times = {article.page: article.published for article in articles}.values()  # the items of a digest have one page
    return max(Counter(time for time in times if time is not None and is_exact(time)).values(), default=0)


def _hints(seen: Seen, attempt: Attempt) -> Iterator[str]:
    """What the source's module would have to say."""
    entries = len(seen.articles)
    if attempt.moved_to:
        yield f"地址已永久变更: routes 里写 {attempt.moved_to}"
    if seen.future >= _SEVERAL_AHEAD or seen.future * 2 >= entries > 0:
        yield f"{seen.future} 条的时间在未来：时间可能是北京时间而标成了别的时区，考虑 trust_zone = False"
    elif entries and attempt.undated * 2 > entries:
        yield f"{attempt.undated} 条没有可用的时间，将以首次见到的时间为准"
    together = _together(seen.articles)
    if together >= _SEVERAL_TOGETHER:
        yield f"{together} 条的时间完全相同：可能是抓取或生成订阅的时间，不是发布时间，各条时间需另有依据"
    short = sum(len(article.summary) < _SHORT_SUMMARY for article in seen.articles)
    if short * 2 > entries > 0:
        yield f"{short} 条没有像样的摘要，相关条目将另取正文页；正文页靠 JavaScript 填充时写 article_selector"
    if attempt.outcome is Outcome.STALE:
        yield "久无新条目：订阅可能已停用；更新本来就慢的信源写 longest_silence"
    if entries and not any(article.judgement and article.judgement.grade for article in seen.articles):
        yield "没有一条与国产大模型相关"
