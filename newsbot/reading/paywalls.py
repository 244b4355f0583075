"""The free beginning of an article whose rest is for readers who pay or log in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.reading.sayings import StubKind, kind_of
from newsbot.reading.stubs import Stub
from newsbot.reading.text import sentences

_MAX_LINE = 90
# Text behind such a line, more than this: the line belongs to the article, or covers nothing.
_MAX_BEHIND = 300
_NEXT_LINES = 5

# Whole lines, without case, one pattern a line; each names the text itself, as adverts for a membership do not.
_PARTS = {
    "<read>": r"(?:本文|全文|该文|文章|后面|[您你]已(?:免费)?阅读.{0,16})?[，,]?(?:还有|剩余|余下|还剩)(?:内容)?\s?",
    "<join>": r"(?:subscribe|register|become a member|join)(?: now| today)?",
    "<article>": (
        r"(?:the )?(?:rest|(?:(?:full|whole|entire|complete|rest of|this|the) ){1,2}"
        r"(?:article|story|post|text|piece|report|content|essay))"
    ),
    "<share>": r"[0-9０-９]{1,3}(?:\.[0-9])?\s?[%％]",
    "<for>": r"(?:付费|会员|订阅|vip|pro)(?:用户|读者|者|会员|专享|专属|可见|内容|文章|阅读|开放|后|可|查看|解锁)",
    "<text>": r"(?:全文|本文|此文|剩余|余下|(?:完整|全部)(?:文章|正文|章节|报道|内容|版))",
    "<pay>": r"(?:开通|成为|加入|升级|购买|订阅|充值|支付|付费)",
}
_SAYINGS = r"""
<read><share>的?(?:精彩|付费|重要)?(?:内容|正文|未读|未阅读|文章|全文|篇幅|（[0-9]{1,6}字）)
<read><share>.{0,12}(?:内容|未读|字）)(?:需|须|请|，|待|为|包含|付费|订阅|会员|登录|开通|解锁).{0,44}
<read><share>(?:，|需|须|请){0,2}(?:付费|订阅|登录|开通|解锁|购买).{0,30}
<read>[0-9]{1,6}\s?字(?:未读|未阅读|，|需|付费|登录).{0,24}
(?:付费|支付|仅需)?\s?[¥￥]?\s?[0-9]{1,4}(?:\.[0-9]{1,2})?\s?元?(?:即可)?(?:阅读|解锁|购买)(?:全文|本文|完整|剩余).{0,10}
(?:抱歉，)?(?:(?:此处|以下|部分|该|此)内容(?:为|已|已经|被)?隐藏|(?:此处|以下|查看)?隐藏的?内容).{0,10}(?:评论|回复|登录|付费|购买|关注|输入|会员).{0,16}
(?:以下|剩余|余下|本文|该文|此|全文|完整)(?:内容|文章|部分|章节|正文)?(?:仅|只)?(?:为|是|需要?|对|限|供|须)?.{0,6}<for>.{0,16}
(?:这是一?篇|本文是|本文为|此文为).{0,8}(?:付费|会员|vip)(?:专享|专属)?(?:文章|内容|专栏|阅读).{0,16}
(?:立即|马上|现在)?<pay>.{0,14}(?:后|即可|，|可|以|来|就能)?.{0,4}(?:阅读|查看|解锁|畅读|看)<text>.{0,10}
(?:立即|付费|购买|订阅|扫码|登录|登录后|会员|马上|点击)?解锁<text>.{0,10}
(?:免费)?(?:试读|试看)(?:部分|内容)?(?:已)?(?:结束|到此|完毕|完).{0,24}
您的?(?:免费)?(?:阅读|文章)(?:次数|篇数|额度|权限).{0,16}
<join> to (?:continue|(?:continue|keep) reading.{0,40}|read (?:on|more))
<join> to (?:read|unlock|get|access|view) <article>.{0,30}
(?:the rest of )?this (?:article|post|content|story) is (?:only )?(?:for|available to) .{0,20}(?:subscribers|members)
you(?:'ve| have) reached your .{0,24}(?:article|story|stories|reading).{0,12}limit.{0,24}
(?:to continue|continue) reading.{0,20}(?:subscri|sign|log|register).{0,24}
"""
_CORES = re.sub("<[a-z]+>", lambda match: _PARTS[match[0]], "|".join(_SAYINGS.strip().split("\n")))
_PAYWALL = re.compile(rf"[\s\W]{{0,4}}(?:{_CORES})[\s。！!.~>》→]{{0,4}}", re.IGNORECASE)
# Who is asked to log in for one of these is asked for the text.
_TEXT = re.compile(
    r"全文|[本此该]文|文章|正文|剩余|余下|完整|未读|(?:继续|后|再|可|能|以)阅读|阅读[\s。！!>》→]*$"
    r"|reading|article|story|full|rest of",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(
    r"功能|(?<!阅读)额度|(?:发表|查看|参与)评论|评论区|作者原创|newsletter|credits|comment|feature", re.IGNORECASE
)
_CUT = re.compile(r"(?:…|\.\.\.)[”’」』）)]{0,2}$")
_WHOLE = re.compile(r"[。！？!?.][’”」』）)》】\"']{0,3}$")


def free_beginning(text: str, lines: Sequence[str], *, free: bool) -> tuple[str, Stub | None]:
    """The text up to where only some may read on, in whole sentences, and what the page says there.

    The text as it is, and None, where everybody may read it all. ``lines`` are what the page shows;
    ``free`` is what its data say.
    """
    kept = text.split("\n")
    behind = 0
    for position in range(len(kept) - 1, -1, -1):
        if _is_wall(kept[position]):
            return _whole(kept[:position]), _stub(kept[position])
        behind += len(kept[position])
        if behind > _MAX_BEHIND:
            break
    if words := next(filter(_is_wall, _next_lines(kept[-1], lines)), ""):
        return _whole(kept), _stub(words)
    return (text, None) if free else (_whole(kept), Stub(StubKind.PAYWALL, "isAccessibleForFree"))


def _stub(words: str) -> Stub:
    return Stub(kind_of(words) or StubKind.PAYWALL, words)


def _is_wall(line: str) -> bool:
    if len(line) > _MAX_LINE or _NO_TEXT.search(line):
        return False
    return bool(_PAYWALL.fullmatch(line) or (kind_of(line) is StubKind.LOGIN and _TEXT.search(line)))


def _next_lines(last: str, lines: Sequence[str]) -> Sequence[str]:
    """What the page shows behind the last line of the article."""
    places = [position for position, line in enumerate(lines) if line == last]
    return lines[places[-1] + 1 :][:_NEXT_LINES] if last and places else ()


def _whole(lines: list[str]) -> str:
    """The lines without what was cut at their end."""
    while lines:
        said = sentences(lines[-1])
        while said and (_CUT.search(said[-1]) or not _WHOLE.search(said[-1])):
            said.pop()
        if said:
            end = lines[-1].rindex(said[-1]) + len(said[-1])
            return "\n".join([*lines[:-1], lines[-1][:end]])
        lines = lines[:-1]
    return ""
