"""Whether a headline tells that its maker brings something out: a product's own news, before all that is said of it."""

from __future__ import annotations

import re

from newsbot.items import Article
from newsbot.judging.genre import is_essay
from newsbot.judging.names import names
from newsbot.judging.offering import is_of

_TITLE_LENGTH = 120
# What is done behind the maker's or the product's name; a meeting, and the day or the time after it, is no release.
_RELEASES = re.compile(
    "(?:发布|推出|上线|开源|亮相|首发|登场|面世|问世|放出|公测|杀入|来了)(?![会前后日]|在即|之)"
    r"|\b(?:launch|releas|unveil|introduc|open[- ]?sourc)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,。：:；;！!？?｜|丨]")
# What is announced, said or denied has not come out.
_NOT_YET = re.compile(
    "将|拟|计划|承诺|有望|或(?!者)|[曝传未没不]|预计|预热|消息|取消|推迟|延期|终止|要求|会(?!议|话)"
    r"|\b(?:will|may|might|plans?|to|not)\b",
    re.IGNORECASE,
)


def is_release(article: Article) -> bool:
    """Whether the first vendor of the judgement, or a product of it, is the subject of a release in the headline."""
    vendor = article.judgement.vendors[0] if article.judgement and article.judgement.vendors else ""
    if not vendor or is_essay(article):
        return False
    title = article.title[:_TITLE_LENGTH]
    own = [name for name in names(title) if is_of(name, vendor)]
    for verb in _RELEASES.finditer(title):
        begin = max((mark.end() for mark in _CLAUSE.finditer(title, 0, verb.start())), default=0)
        subject = any(begin <= name.start and name.end <= verb.start() for name in own)
        if subject and not _NOT_YET.search(title, begin, verb.start()):
            return True
    return False
