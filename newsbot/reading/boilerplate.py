"""By-lines and stock phrases at the ends of an article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.reading.characters import clean

# The patterns below are for text whose white space is single blanks.
# A line longer than this says something, whatever it begins with.
_MAX_LINE = 120

_ROLE = (
    r"(?:本文|特约|责任|执行|首席|助理|实习|值班|视频)?"
    r"(?:作者|记者|编辑|责编|主编|撰文|撰稿|原文|文字|整理|采访|编译|翻译|译者|译|校对|审校|审核|监制|策划|统筹|制作|出品|排版|运营"
    r"|来源|出处|图源|题图|头图|封面|配图|图片|图|文)(?:来源)?"
)
_NAME = r"[^|｜丨:：。！？\n]{1,40}?"
_BY_LINE = re.compile(
    rf"[(（\[【]?{_ROLE} ?[|｜丨/／:：] ?{_NAME}(?:[ ,，;；]{{1,3}}{_ROLE} ?[|｜丨/／:：] ?{_NAME}){{0,6}}[)）\]】]?"
)
_STOCK_LINE = re.compile(
    r"[(（\[【*※]*(?:本文(?:来自|来源|首发|转自|转载|系|由|经|为|图片|仅代表|不代表|不构成|版权)|该文观点|文章来源|原文(?:链接|标题|来源)|[首头题]图[来购]自"
    r"|未经(?:授权|许可|允许)|转载(?:请|须|需)|如需转载|版权(?:声明|所有)|免责声明|风险提示|特别声明|郑重声明"
    r"|欢迎(?:关注|添加|加入|扫码|订阅|投稿)|(?:长按|扫码|扫描|识别).{0,12}(?:二维码|关注)|关注我们|点击(?:关注|下方|上方|蓝字)|点赞|商务合作|寻求报道"
    r"|更多精彩|更多.{0,20}(?:请|敬请|欢迎)(?:关注|点击)|延伸阅读|相关阅读|推荐阅读|往期(?:推荐|回顾|精彩)).*"
)
_SEPARATOR_LINE = re.compile(r"[\W_]*(?:(?:the\s+)?end|完|全文完|图片|广告)?[\W_]*", re.IGNORECASE)
_READ_ON = re.compile(
    r"[ (（\[【]{0,5}(?:点击)?(?:此处)?(?:查看|阅读|浏览)(?:原文|全文|更多|详情) ?[>＞»›→…)）\]】。]{0,5}$"
)

_OUTLET = (
    r"(?:36氪|硬氪|智能涌现|暗涌|投资界|钛媒体|虎嗅|量子位|机器之心|新智元|智东西|雷峰网|爱范儿|品玩|极客公园|澎湃|记者|编辑部|本报|本站|本刊|本网|我们"
    r"|[^\s，,。！？：:；据从]{0,10}?(?:网|社|报|新闻|财经|科技|媒体|之家|星球|资讯|在线|证券|快讯))"
    r"(?: ?App|APP)?(?:记者)?"
)
_DAY = r"(?: ?讯)?(?: ?(?:[0-9]{4} ?年)? ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日)?(?: ?(?:凌晨|早间|上午|午间|下午|晚间))?"
_LEARNT = re.compile(
    rf"(?:(?:近日|日前|今日|昨日)[，,] ?)?{_OUTLET}{_DAY} ?"
    r"(?:(?:独家|从[^，。]{1,15}处|最新|注意到)?获悉|注意到|独家消息|消息|讯|电|报道) ?[，,：:] ?"
)
_DATELINE = re.compile(
    rf"{_OUTLET}[^\s，。、0-9]{{0,10}} ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日电 ?"
    r"(?:[(（][^()（）。]{1,30}[)）])? ?[，,：:]? ?"
)
_BRACKETED = re.compile(
    rf"[【\[(（] ?{_OUTLET}{_DAY} ?(?:消息|讯|电|报道)?"
    r"(?: ?(?:特约|见习)?(?:记者|编辑)[^】\])）。]{1,20})? ?[】\])）] ?"
)
_EDITORS_NOTE = re.compile(r"编者[按注] ?[:：] ?")
# 新智元报道 编辑：某某【新智元导读】
_GUIDE = re.compile(r"(?:[^\s【】:：。]{1,10}报道 ?)?(?:编辑 ?[:：] ?[^【】。\n]{1,20})?【[^【】\n]{0,10}导读】 ?")
_ORIGIN = re.compile(r"(?:本文|文章)(?:来自|转自|首发于|原载于|经)[^。！？]{1,100}。 ?")
_RECENTLY = re.compile(r"(?:近日|日前|近期|今日|昨日|今天|昨天|刚刚) ?[，,] ?")
# In the order in which they can follow each other.
_OPENINGS = (_GUIDE, _EDITORS_NOTE, _ORIGIN, _BRACKETED, _DATELINE, _LEARNT)


def without_boilerplate(text: str, patterns: Sequence[re.Pattern[str]] = ()) -> str:
    """The text without by-lines and stock phrases at its beginning and end; empty if it is nothing else.

    ``text`` is plain, one paragraph a line; ``patterns`` are a source's own phrases, removed wherever they stand.
    Inside the text nothing else is touched, so that a source named in a sentence stays.
    """
    for pattern in patterns:
        text = pattern.sub("", text)
    lines = clean(text).split("\n")
    first, last = 0, len(lines)
    while last > first:
        line = _READ_ON.sub("", lines[last - 1])
        if line and not _is_boilerplate(line):
            lines[last - 1] = line
            break
        last -= 1
    while first < last:
        line = _without_opening(lines[first])
        if line and not _is_boilerplate(line):
            lines[first] = line
            break
        first += 1
    return "\n".join(lines[first:last])


def _is_boilerplate(line: str) -> bool:
    if len(line) > _MAX_LINE:
        return False
    return any(pattern.fullmatch(line) for pattern in (_BY_LINE, _STOCK_LINE, _SEPARATOR_LINE, _READ_ON))


def _without_opening(line: str) -> str:
    """The line without "36氪获悉，近日，" and the like; "近日，" alone is part of its sentence."""
    for opening in _OPENINGS:
        if match := opening.match(line):
            line = line[match.end() :]
            if opening is _LEARNT:
                line = _RECENTLY.sub("", line, count=1) if _RECENTLY.match(line) else line
    return line
