"""The words that may be left away from a statement without making it another one. All others may not.

The list is of what is harmless, not of what is not: that would never end.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from newsbot.issue.scope import scope_of

# What somebody announces that he does.
_DEEDS = (
    "发布|推出|上线|开源|完成|获|成立|与|和|收购|开放|启动|升级|更新|支持|接入|入股|投资|融资|[上下]调|签|任命|裁|以"
)
# What kind of thing a name is of. Behind it stands another thing: GLM-6 and its plug-in, its data, its vision model.
_KIND = (
    r"(?<!首)(?<!首[个款])(?<!最)(?:首[个款])?(?:(?:新一代|下一代|新|旗舰|国产|自研|自主研发|开源|通用|基础|基座|多模态|推理|视觉|视频|图像|语音|文本"
    r"|代码|编程|生成|医疗|金融|法律|教育|大语言|语言|千亿|万亿|混合专家|稠密|世界|具身|ai|moe|大)(?:级别?|化)?的?){0,6}(?:模型|系列|产品)"
)
_NAMED_KIND = r"(?:系列)?(?:大?模型)?"
_FIRM = (
    r"(?:(?:国内|中国|国产|北京|上海|杭州|深圳|知名|大?模型|人工智能|ai|科技|互联网|创业|初创|独角兽|明星|头部)的?){0,5}"
    r"(?:公司|企业|厂商|巨头|大厂|独角兽|实验室)"
)
_OCCASION = "大会|论坛|采访|发布会|会议|峰会|活动|直播|电话会|(?:社交|招聘|官方)平台|社交媒体|官网|公众号|微博"
# Marks that neither end a sentence nor say who speaks, and are no part of a figure: neither its sign nor its fraction.
_MARKS = (
    r"[\s“”\"‘’'「」『』《》〈〉【】（）()\[\]·•・，、,|｜丨_]",
    r"[-–—−](?![\d.$¥￥])|(?<=[a-z])[-–—−]",
    r"；|;|&(?=[a-z])",
)
# When it was told, not when it holds: neither years nor quarters, which say what a figure is of.
_TOLD = (
    r"今[天日晚早]|昨[天日晚]|当[天日]|近日|日前|刚刚|最近|(?:北京|当地|美东)时间|(?:\d{1,2}月)?\d{1,2}日|(?:周|星期)[一二三四五六日天]",
    r"于(?=近日|日前|[今昨当][天日]|\d{1,2}月\d{1,2}日)",
    r"[上下中]午|凌晨|晚间|早间|同日",
)
_BETWEEN = (
    r"[（(](?:(?:以下)?简称[^（）()]{1,12}|股票代码[^（）()]{1,16}|\d{4,6}\.[a-z]{2})[）)]",
    rf"(?:正式|全面|成功|大幅|显著|明显|进一步|持续|快速|迅速|重磅|同步)(?=地?(?:{_DEEDS}|[上下]?[涨跌升降增减调]|提[升高]|优化|改善))",
    r"已经?|就(?=在)|便|也|还|则|了|的|最新|全新|首[个款次]|一[款个项]|这[款个一]",
    rf"宣布[，,]?(?:正式)?(?={_DEEDS})|(?<=传闻)称|挂牌(?=上市)",
    # Where it was told.
    rf"[在于](?:[\u3400-\u9fffa-z0-9 ]{{0,10}}(?:{_OCCASION})[上中期间]{{0,2}}|(?:北京|上海|杭州|深圳|广州|香港))",
    r"旗下的?(?!公司|企业|集团|子|团队|业务|部门|模型|产品|平台|官)",
    # Not of what rises or falls: to 5% is not by 5%.
    r"(?<![涨升降跌调增减高落滑缩翻长加少大小至到标])(?:达到|达|为)(?=\s?(?:[\d$￥¥一二三四五六七八九十百千两超近约逾]))",
    rf"{_KIND}(?=[\s“《「『]?[a-z])|(?:(?<=[0-9”」』》])|(?<=[0-9][a-z])|(?<=[0-9] ))\s?{_NAMED_KIND}",
    rf"{_FIRM}(?=[\s“《「『]?[a-z])",
    r"(?<=[a-z\u3400-\u9fff])(?:公司|集团|官方)(?=[今昨近日正宣发推上开完已将，])",
    r"比(?:上一代|前代|上代|去年同期|上年同期)(?:产品|模型)?(?=(?:大幅)?(?:提[升高]|增[长加]|下降|降低|减少))",
    r"以\s?[\d.]{1,9}\s?[千百十]?[万亿]{0,2}(?:美元|元|港元|欧元)(?:的?(?:价格|估值))?(?=收购|融资)",
)
_LEADING = (
    r"同时|此外|另外|据介绍|而且|并且|并|而|且|不过|但是?|然而",
    r"(?:36氪|记者|本报|[\u3400-\u9fff]{2,4}(?:社|网|报|新闻|财经))(?:独家)?获悉",
    r"[（(]?(?:\d{1,2}月)?\d{1,2}日(?:消息|电|讯)",
)
_ANAPHOR = r"(?:(?:该|这[款个一]|此次|本次)(?:模型|公司|产品|平台|系统|系列|版本|工具|服务|芯片)|公司|新模型|其|它)的?"
_TAIL = (r"(?<=许可)(?:证|协议)", r"[）)。！!？?…]")


class Place(Enum):
    """Where something is left away: between what is kept, at the beginning of a clause, and at its end.

    What is said of "it" may be said of whom the line has named before; who is called a firm is named behind it.
    """

    BETWEEN = tuple(map(re.compile, _BETWEEN))
    FIRST = tuple(map(re.compile, (*_BETWEEN, *_LEADING)))
    FIRST_NAMED = tuple(map(re.compile, (*_BETWEEN, *_LEADING, _FIRM)))
    NEXT = tuple(map(re.compile, (*_BETWEEN, *_LEADING, _ANAPHOR)))
    NEXT_NAMED = tuple(map(re.compile, (*_BETWEEN, *_LEADING, _ANAPHOR, _FIRM)))
    BEHIND = tuple(map(re.compile, (*_BETWEEN, *_TAIL)))


_MERE_MARKS, _TOLD_WORDS = (tuple(map(re.compile, words)) for words in (_MARKS, _TOLD))
ANAPHOR = re.compile(_ANAPHOR)
_LONGEST = 60  # characters that are left away in one place


def reach(text: str, start: int, place: Place) -> set[int]:
    """The ends of all stretches of a folded text that begin at ``start`` and are nothing but harmless words."""
    reached, fresh = {start}, [start]
    while fresh:
        at = fresh.pop()
        if at - start > _LONGEST:
            continue
        for end in _ends(text, at, place) - reached:
            reached.add(end)
            fresh.append(end)
    return reached


@lru_cache(maxsize=65536)  # the same places are come by on many ways
def _ends(text: str, start: int, place: Place) -> frozenset[int]:
    """The ends of the harmless words that begin at a place: mere marks, where each word counts."""
    scope = scope_of(text)
    words = (() if scope.has_times else _TOLD_WORDS) + (() if start >= scope.narrow else place.value)
    return frozenset(found.end() for word in _MERE_MARKS + words if (found := word.match(text, start)) is not None)
