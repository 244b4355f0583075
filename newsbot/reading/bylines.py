"""Who wrote, drew and sent an article, and when: lines of their own, and what stands before its first words."""

from __future__ import annotations

import re

# The patterns are for text whose white space is single blanks.
_ROLE = (
    r"(?:本文|特约|特邀|责任|执行|首席|助理|实习|见习|值班|视频|新媒体|文字|图片|本报|本刊|本网)?"
    r"(?:作者|记者|编辑|责编|主编|总编|编委|编审|终审|撰文|撰稿|供稿|原文|文字|整理|采访|采写|编译|翻译|译者|译|校对|校审|审校|审核|审读"
    r"|总?监制|策划|统筹|制作|出品|排版|设计|美编|视觉|摄影|摄像|剪辑|视频|运营|通讯员|实习生"
    r"|来源|出处|图源|题图|头图|首图|封面图?|配图|图文|图片|图|文)(?:来源)?"
)
_MARK = r" ?[|｜丨/／:：] ?"
_NAME = r"[^|｜丨:：。！？\n]{1,40}?(?:[(（](?:id|微信号?|公众号)[ :：][^()（）]{1,40}[)）])?"
_PERSON = r"(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]|[A-Z][A-Za-z]{1,15}(?: [A-Z][A-Za-z]{1,15})?)"
_PEOPLE = rf"{_PERSON}(?:[ 、,，]{{1,2}}{_PERSON}){{0,4}}"
_ANY_OUTLET = r"[^\s，,。！？：:；、（(《“]{0,14}?"

_OUTLETS = (
    r"(?:36 ?氪|硬氪|智能涌现|暗涌|投资界|钛媒体|虎嗅|量子位|机器之心|新智元|智东西|芯东西|雷峰网|爱范儿|品玩"
    r"|PingWest品玩|极客公园|澎湃|鞭牛士|格隆汇|DoNews|AIbase|Readhub|TechWeb|C114|InfoQ|AI科技评论|DeepTech深科技)"
)
_CLOCK = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
_CREDIT = rf"(?:{_ANY_OUTLET} ?)?{_ROLE}{_MARK}{_NAME}"
_PLACE = r"(?:[\u4e00-\u9fff]{2,6}报道|摄|摄影|发自.{2,6}|综合报道)"
_BY_LINE = re.compile(
    # 作者 | 王某 编辑：李某
    rf"[(（\[【]?{_CREDIT}(?:[ ,，;；]{{1,3}}{_CREDIT}){{0,6}}[)）\]】]?"
    r"|(?:译者|编译|编辑|作者|校对|责编|审校)[:：] ?(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z][A-Za-z .]{1,20})。"
    # 某报记者 王某 北京报道
    rf"|[(（\[【]?(?:{_ANY_OUTLET} ?)?(?:记者|编辑|责编|校对|审核|实习生|通讯员|特约作者|摄影|摄|撰稿人) ?{_PEOPLE}"
    rf"(?: {_PLACE})?[)）\]】]?"
    # 王某 发自 凹非寺，量子位 | 公众号 QbitAI
    rf"|{_PEOPLE} (?:发自|编辑|整理|编译) ?[\u4e00-\u9fffA-Za-z]{{2,12}}(?: [|｜丨] .{{1,30}})?"
    rf"|{_ANY_OUTLET} ?[|｜丨] ?公众号 ?[A-Za-z0-9_-]{{2,30}}"
    rf"|(?:{_OUTLETS}|本刊|本报)(?:报道|编辑部|发布|原创|专栏|综合报道|AI工作室|编译)"
    # 2026-01-20 13:32 来源：某报
    r"|(?:(?:发布(?:时间|于)?|时间|日期)[:：]? ?)?20[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?日?"
    rf"(?: ?(?:星期|周).)?(?: ?{_CLOCK})?(?: ?[|｜丨·]? ?(?:(?:来源|作者|编辑){_MARK})?[^，。！？\n]{{0,20}})?",
    re.IGNORECASE,
)

_KNOWN = (
    rf"(?:{_OUTLETS}|记者|编辑部|本报|本站|本刊|本网|我们|《[^》]{{2,12}}》|每经AI|央视新闻客户端|(?:证券时报)?e公司"
    r"|[^\s，,。！？：:；据从（(《]{1,10}?(?:网|社|报|新闻|财经|科技|媒体|之家|星球|资讯|在线|证券|快讯))"
    r"(?: ?App)?(?:记者)?(?:[(（][A-Za-z0-9.]{3,20}[)）])?"
)
_DATE = r"(?:北京时间 ?)?(?:[0-9]{4} ?年 ?)?(?:[0-9]{1,2} ?月 ?)?[0-9]{1,2} ?日"
_DAY = rf"(?: ?讯)?(?: ?{_DATE})?(?: ?(?:凌晨|早间|上午|午间|下午|晚间))?"
_REPORTER = r"(?: ?[(（](?:特约|见习|实习)?(?:作者|记者|编辑|通讯员)[^()（）。]{1,30}[)）])"
_SENT = r"(?:(?:独家|从[^，。]{1,15}处|最新|注意到)?获悉|注意到|独家消息|消息|快讯|讯|电|报道)"
_END = r" ?[，,：:] ?"
_RECENTLY = r"(?:(?:近日|日前|近期|今日|昨日|今天|昨天|刚刚) ?[，,] ?)"
_CALLING = (
    r"(?:记者|撰稿人|编辑|主编|作家|博主|创始人|合伙人|投资人|分析师|研究员|教授|博士|工程师|顾问"
    r"|总裁|CEO|经理|总监|律师)"
)
# Sentences that say where an article is from and who wrote it: before its first paragraph, or in that.
_SENTENCES = (
    (
        r"(?:本文|文章)(?:内容|素材|数据)?(?:来自|来源于|源自|转自|转载自|摘自|选自|节选自|编译自|整理自|首发于|原载于|经)"
        r"[^。！？]{1,100}。 ?"
    ),
    # 本文根据某人的演讲整理而来，略有删减。
    r"(?:本文|文章)(?:系|是)?(?:根据|由)[^。！？]{2,120}?(?:整理|编译|编辑|改写|授权)[^。！？]{0,60}。 ?",
    # 本文作者：某人。本文作者某人是某刊撰稿人。关于作者：某人，某公司创始人。
    r"(?:本文(?:的)?(?:原)?作者|关于作者|作者(?:简介|介绍|系|单位))[:：是为系][^。！？]{1,140}。 ?",
    (
        rf"本文(?:的)?(?:原)?作者[^。！？，,：:]{{1,30}}(?:是|系|为|[，,])"
        rf"[^。！？]{{0,120}}?{_CALLING}[^。！？]{{0,80}}。 ?"
    ),
    (
        rf"(?:{_OUTLETS}|本站|本号|本刊|我们)?(?:已?获|已?经)[^。！？，,]{{0,16}}授权"
        r"(?:首发|发布|转载|刊发|编译)[^。！？]{0,6}。 ?"
    ),
)
# Inside a paragraph "文章…" may speak of another.
_SENTENCE = re.compile(rf"(?<=[。！？”]) ?(?!文章)(?:{'|'.join(_SENTENCES)})")
_OPENINGS = (
    # 新智元报道 编辑：某某【新智元导读】；编者按：…，导读：
    r"(?:[^\s【】:：。]{1,10}报道 ?)?(?:编辑 ?[:：] ?[^【】。\n]{1,20})?【[^【】\n]{0,10}导读】 ?",
    r"【?[^\s：:，。】【]{0,6}(?:导读|导语|摘要|提要|核心提示|编者按|编者注|编辑按|小编按|网按)(?:[:：】] ?)",
    r"原标题[:：] ?[^ 。]{4,40} (?=\S)",
    *_SENTENCES,
    rf"[【\[(（] ?{_KNOWN}{_DAY} ?(?:消息|讯|电|报道)?(?: ?(?:记者|编辑)[^】\])）。]{{1,20}})? ?[】\])）] ?",
    # 新华社北京1月20日电（记者王某），某报讯（记者王某）
    rf"{_KNOWN}[^\s，。、0-9（(]{{0,10}} ?{_DATE}(?:电|讯) ?{_REPORTER}? ?[，,：:]? ?",
    rf"{_KNOWN} ?讯{_REPORTER} ?[，,：:]? ?",
    # 36氪获悉，近日，…；IT之家 1 月 20 日消息，
    rf"{_RECENTLY}?{_KNOWN}{_DAY} ?{_SENT}{_END}{_RECENTLY}?",
    rf"据(?:{_OUTLETS}|本报|记者)(?:独家|记者)?(?:获悉|了解){_END}",
    rf"{_KNOWN} ?{_DATE} ?(?:消息|讯) (?=\S)",
    rf"{_KNOWN} ?{_DATE} ?[|｜丨] ?",
    rf"{_DATE} ?(?:凌晨|早间|上午|午间|下午|晚间)?消息{_END}{_RECENTLY}?",
    r"[^\s，,。！？：:；据从]{0,10}(?:网|报|社|财|科技|财经)讯 (?=\S)",
    # 某报记者 王某 北京报道
    rf"{_ANY_OUTLET}记者 ?{_PEOPLE} [\u4e00-\u9fff]{{2,6}}报道(?: |[：:，,] ?)(?=\S)",
)
_OPENING = re.compile("|".join(f"(?:{opening})" for opening in _OPENINGS), re.IGNORECASE)
_MOST_OPENINGS = 4


def is_by_line(line: str) -> bool:
    """Whether a line only says who wrote, drew, edited or sent the article, or when it appeared."""
    return bool(_BY_LINE.fullmatch(line))


def without_origin(line: str) -> str:
    """A first paragraph without the sentences in it that say where the article is from or who wrote it."""
    return _SENTENCE.sub("", line)


def without_opening(line: str) -> str:
    """The line without "36氪获悉，近日，" and the like; "近日，" alone is part of its sentence."""
    for _ in range(_MOST_OPENINGS):
        match = _OPENING.match(line)
        if match is None:
            break
        line = line[match.end() :]
    return line
