"""Columns that tell many stories under one headline, known by their titles."""

from __future__ import annotations

import re

# Set off from the rest of the title as columns are: "早报｜…", "AI日报：…", "…｜周报". Chinese before the word makes it
# another one: 人民日报 and 科技日报 are newspapers.
_COLUMN = re.compile(
    r"(?:(?:^|[｜|丨】【:：])\s{0,3}|(?<=[A-Za-z0-9])\s{0,3})"
    r"(?:(?<![A-Za-z0-9０-９])(?:[89８９]\s?点\s?[1１]\s?氪|AI\s?速递)|每日\s?AI\s?速递|氪星晚报|钛?晨报|派早报"
    r"|(?:科技|财经|行业|大公司|雷[峰锋])[早晚]报|大模型[早日周]报|数智周报|[早晚日午周月]报"
    r"|热点速递|今日要闻|一周要闻|每日速览|(?:极客)?早知道|早餐|新闻早班车)"
    r"(?=\s|$|[｜|丨】:：(（#0-9０-９第·—-])",
    re.IGNORECASE,
)


def is_digest(title: str) -> bool:
    """Whether a title is that of a digest, which is taken apart where its body allows it.

    `newsbot.judging` knows these columns too, and more: whatever it knows is kept out of an issue.
    """
    return _COLUMN.search(title[:300]) is not None
