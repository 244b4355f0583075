"""``scrapy explain``: why an article was graded, told, ranked and printed as it was."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from newsbot.clock import clock_of
from newsbot.commandline import NewsbotCommand, checked, fail, say
from newsbot.commands import EXIT_FAILED, EXIT_USAGE
from newsbot.commands.asked import asked
from newsbot.commands.explanations import record, source_title
from newsbot.configuration import press_of
from newsbot.explaining import Explanation, explained, gather
from newsbot.items import BEIJING, Judgement
from newsbot.judging.lexicon import load_lexicon
from newsbot.judging.likeness import BIAS, SAME, Comparison
from newsbot.judging.ranking import Rank
from newsbot.judging.story_index import Neighbour
from newsbot.placing import Place
from newsbot.press import Press
from newsbot.storing.database import Database, DatabaseError

_GRADES = ("无关", "相关", "核心")


class Command(NewsbotCommand):
    """Explain a stored article by its URL, or a headline (and text) that no source need have listed."""

    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] URL | TITLE [TEXT]"

    def short_desc(self) -> str:
        return "Say why an article was graded, told and printed as it was"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = checked(self.settings)
        if not 1 <= len(args) <= 2 or not args[0].strip():
            fail("give the URL of an article, or a headline (and its text, each in quotes)", EXIT_USAGE)
        now = clock_of(settings)()
        press, lexicon = press_of(settings), settings["NEWSBOT_LEXICON"]
        try:
            with Database.open(settings["NEWSBOT_DATABASE"]).reading() as connection:
                article = asked(connection, args)
                words = load_lexicon(Path(lexicon) if lexicon else None)
                gathered = gather(connection, press, words, article, now=now)
        except DatabaseError as error:
            fail(error, EXIT_FAILED)
        found = explained(gathered, press)
        say([json.dumps(record(found, press), ensure_ascii=False)] if opts.json else _lines(found, press))


def _lines(found: Explanation, press: Press) -> Iterator[str]:
    article = found.article
    yield f"标题  {article.title}"
    if article.url:
        yield f"链接  {article.url}"
        times = f"发布 {_moment(article.published)}，首次抓取 {_moment(article.first_seen)}"
        yield f"来源  {source_title(article, press)}，{times}"
    yield f"判断  {_grade(found.judgement)}"
    yield from (f"      {reason}" for reason in found.judgement.reasons or ("没有词表里的词",))
    if found.stored is not None:
        yield f"      入库时（另一份词表或正文）：{_grade(found.stored)}"
    for place in found.places:
        yield from _place_lines(place)
    if not found.places or found.differs:
        yield from _story_lines(found, press)
    yield from _nearest_lines(found, press)
    if not found.places:
        yield f"未刊  {found.unprinted}"


def _place_lines(place: Place) -> Iterator[str]:
    """What was printed, and what decided that it stands there."""
    yield f"刊载  {place.day}.md#{place.anchor} {place.part}"
    if (line := place.line) is not None:
        if (before := line.follow_up) is not None:
            added = f"，新增 {'、'.join(before.added)}" if before.added else ""
            yield f"      连续报道第 {before.day_number} 天，首见 {before.day}.md#{before.anchor}{added}"
        yield f"事件  刊出时 {len(place.told)} 篇同题报道" if len(place.told) > 1 else "事件  刊出时没有同题报道"
        yield f"      {line.source}：{line.title}"
        for link in line.also:
            yield f"      {link.label}：{link.title or link.url}"
            yield from ([f"        {link.reason}"] if link.reason else [])
    if (standpoint := place.standpoint) is None:
        yield "排名  算不出刊出时的排名：此后这一期的报道、信源或设置有改动"
        return
    yield f"排名  {_GRADES[standpoint.rank.grade]}，其中 {_rank(standpoint.rank)}；列全期第 {standpoint.place} 位"
    if standpoint.repeats:
        yield "      没有带来新内容，排在同级新事件之后"
    if standpoint.waits:
        yield f"      选入详细资讯时让给同级其他事件：{standpoint.waits}"
    if standpoint.shut:
        yield f"      不入详细资讯：{standpoint.shut}"


def _story_lines(found: Explanation, press: Press) -> Iterator[str]:
    story = found.story
    head = "今天  如今的库里" if found.places else "事件  "
    if len(story.articles) > 1:
        yield f"{head}{'会并为 ' if found.places else ''}{len(story.articles)} 篇同题报道（{story.reason}）"
        for other, reason in zip(story.articles, story.reasons, strict=True):
            yield f"      {source_title(other, press)}：{other.title}"
            yield f"        {reason}"
    else:
        yield f"{head}没有同题报道"
    if found.rank.grade and not found.places:
        yield f"排名  {_GRADES[found.rank.grade]}，其中 {_rank(found.rank)}"


def _nearest_lines(found: Explanation, press: Press) -> Iterator[str]:
    for number, near in enumerate(found.nearest):
        head = "相近  " if number == 0 else "      "
        yield f"{head}{_likeness(near)}  {source_title(near.article, press)}：{near.article.title}"
        yield f"        {_parts(near.comparison)}"


def _likeness(near: Neighbour) -> str:
    comparison = near.comparison
    if comparison.veto:
        return f"不并（{comparison.veto}）"
    enough = f"够 {SAME:.2f}" if comparison.likeness >= SAME else f"不足 {SAME:.2f}"
    return f"{comparison.likeness:.2f}（{enough}{f'，但没有并：{near.parted}' if near.parted else ''}）"


def _parts(comparison: Comparison) -> str:
    parts = "，".join(f"{name} {worth:+.1f}" for name, worth in comparison.parts)
    return f"起点 {BIAS:+.1f}，{parts}" if parts else "没有共同之处"


def _rank(rank: Rank) -> str:
    named = (
        ("独立信源", rank.sources),
        ("信源权重", rank.weight),
        ("厂商自述", rank.own),
        ("新近", rank.freshness),
        ("并非新闻", rank.genre),
    )
    return f"{'，'.join(f'{name} {points:+.2f}' for name, points in named)}，合计 {rank.points:.2f}"


def _grade(judgement: Judgement) -> str:
    about = " / ".join(dict.fromkeys((*judgement.vendors, *judgement.products)))
    words = (f"{judgement.grade}（{_GRADES[judgement.grade]}）", judgement.category, about)
    return " · ".join(word for word in words if word) + ("，汇总" if judgement.roundup else "")


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}" if moment is not None else "不详"
