"""The words that may be left away from a statement without making it another one. All others may not.

The list is of what is harmless, not of what is not: that would never end.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

# What somebody announces that he does.
_DEEDS = (
    "发布|推出|上线|开源|完成|获|成立|与|和|将|收购|开放|启动|升级|更新|支持|接入|入股|投资|融资|[上下]调|签|任命|裁|以"
)
# What kind of thing a name is of.
_KIND = (
    r"(?:(?:新一代|下一代|新|旗舰|国产|自研|自主研发|开源|通用|基础|基座|端侧|轻量级?|多模态|推理|视觉|视频|图像|语音|文本|代码|编程|生成|数学"
    r"|医疗|金融|法律|教育|翻译|搜索|机器人|行业"
    r"|大语言|语言|千亿|万亿|混合专家|稠密|世界|具身|智能体|ai|moe|大)(?:级别?|化)?的?){0,6}"
    r"(?:模型|系列|版本?|产品|平台|工具|应用|助手|系统|框架|服务|芯片|智能体|数据集)"
)
_FIRM = (
    r"(?:(?:国内|中国|国产|北京|上海|杭州|深圳|知名|大?模型|人工智能|ai|科技|互联网|创业|初创|独角兽|明星|头部)的?){0,5}"
    r"(?:公司|企业|厂商|巨头|大厂|独角兽|实验室)"
)
_OCCASION = "大会|论坛|采访|发布会|会议|峰会|活动|直播|电话会|(?:社交|招聘|官方)平台|社交媒体|官网|公众号|微博"
_BETWEEN = (
    r"[^\w：:？?！!。…、%+]|_",  # marks that neither end a sentence nor say who speaks
    r"[（(](?:[a-z0-9 .:&·-]{1,24}|(?:以下)?简称[^（）()]{1,12}|股票代码[^（）()]{1,16})[）)]",
    # When it was told, not when it holds: neither years nor quarters, which say what a figure is of.
    r"今[天日晚早]|昨[天日晚]|当[天日]|近日|日前|刚刚|最近|(?:北京|当地|美东)时间|(?:\d{1,2}月)?\d{1,2}日|(?:周|星期)[一二三四五六日天]",
    r"于(?=近日|日前|[今昨当][天日]|\d{1,2}月\d{1,2}日)",
    r"[上下中]午|凌晨|晚间|早间|同时|同步|同日",
    r"正式|全面|成功|大幅|显著|明显|进一步|持续|快速|迅速|重磅|已经?|均|都|就|便|也|还|则|了|的",
    r"最新|全新|首[个款次]|一[款个项]|这[款个一]",
    rf"宣布[，,]?(?:正式)?(?={_DEEDS})|(?<=传闻)称|挂牌(?=上市)",
    # Where it was told.
    rf"[在于](?:[\u3400-\u9fffa-z0-9 ]{{0,10}}(?:{_OCCASION})[上中期间]{{0,2}}|(?:北京|上海|杭州|深圳|广州|香港))",
    r"旗下的?(?!公司|企业|集团|子|团队|业务|部门|模型|产品|平台|官)",
    # Not of what rises or falls: to 5% is not by 5%.
    r"(?<![涨升降跌调增减高落滑缩翻长加少大小至到])(?:达到|达|为)(?=\s?(?:[\d$￥¥一二三四五六七八九十百千两超近约逾]))",
    rf"{_KIND}(?=[\s“《「『]?[a-z])|(?:(?<=[0-9”」』》])|(?<=[0-9][a-z])|(?<=[0-9] ))\s?{_KIND}",
    rf"{_FIRM}(?=[\s“《「『]?[a-z])",
    r"(?<=[a-z\u3400-\u9fff])(?:公司|集团|官方)(?=[今昨近日正宣发推上开完已将，])",
    r"比(?:上一代|前代|上代|去年同期|上年同期)(?:产品|模型)?",
    r"以\s?[\d.]{1,9}\s?[千百十]?[万亿]{0,2}(?:美元|元|港元|欧元)(?:的?(?:价格|估值))?(?=收购|融资)",
)
_LEADING = r"同时|此外|另外|据介绍|据了解|据悉|目前|此前有?|近期|而且|并且|并|而|且|不过|但是?|然而"
_ANAPHOR = r"(?:(?:该|这[款个一]|此次|本次)(?:模型|公司|产品|平台|系统|系列|版本|工具|服务|芯片)|公司|新模型|其|它)的?"
_TAIL = (r"(?<=许可)(?:证|协议)", r"[）)。！!？?…]")


class Place(Enum):
    """Where something is left away: between what is kept, at the beginning of a clause, and at its end.

    What is said of "it" may be said of whom the line has named before; who is called a firm is named behind it.
    """

    BETWEEN = tuple(map(re.compile, _BETWEEN))
    FIRST = tuple(map(re.compile, (*_BETWEEN, _LEADING)))
    FIRST_NAMED = tuple(map(re.compile, (*_BETWEEN, _LEADING, _FIRM)))
    NEXT = tuple(map(re.compile, (*_BETWEEN, _LEADING, _ANAPHOR)))
    NEXT_NAMED = tuple(map(re.compile, (*_BETWEEN, _LEADING, _ANAPHOR, _FIRM)))
    BEHIND = tuple(map(re.compile, (*_BETWEEN, *_TAIL)))


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
    """The ends of the harmless words that begin at a place."""
    return frozenset(found.end() for word in place.value if (found := word.match(text, start)) is not None)
