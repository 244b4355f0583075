"""What tells the parts of one article from the items of a digest, and what a digest has besides items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

_FEWEST = 3
_NAMED = 0.6  # of the headings, by those with one name: an article about it
_MOST_LEAD = 300  # characters of a lead-in that are read

_COUNT = r"[一二三四五六七八九十\d]{1,3}"
# How the points and steps of one story, and the turns of an interview, begin.
_PART = re.compile(
    rf"(?:(?:[问答]|[QA]\d{{0,2}})\s?[：:、.．]|{_COUNT}是|其[一二三四五]|(?:首先|其次|再次|再者|最后|此外|另外)"
    rf"|第{_COUNT}(?:[步点，,、：:]|[个种条](?:原因|问题|方面|变化|好处|建议|步骤|特点|亮点))|Step\s?\d|步骤{_COUNT})",
    re.IGNORECASE,
)
# What a publisher puts between the items.
_ASIDE = re.compile(
    r"[【\[]?(?:(?:广告|推广|赞助|招聘|招募|活动|活动预告|活动报名|直播预告|下期预告|预告|福利|抽奖)(?=[】\]：:｜|丨\s]|$)"
    r"|(?:明日|明天|下周|今晚)(?:大事|看点|预告|值得|关注|提醒|日程|财经|要闻|事件))"
)
# One subject, announced: "本文讲…", "以下五点", "带来三个功能"; but "本文来自…" is a by-line.
_ANNOUNCED = re.compile(
    r"本文(?!来自|由|首发|转载|作者|来源|经|系|约)|(?:这|本)篇(?:文章|教程|指南)|手把手|教程|接受.{0,12}采访|专访|对谈"
    rf"|以下.{{0,4}}(?:{_COUNT}|几)\s?(?:大?[点步]|个|种|项|方面)|(?:{_COUNT}|几|多)\s?[个项大]\s?(?:全?新的?|核心|主要)?"
    r"(?:功能|特性|亮点|步骤|技巧|方法|原因|问题|趋势)"
)
# What is said to have happened in a headline; the chapters of an essay and the steps of a guide say nothing such.
_EVENT = re.compile(
    r"发布|推出|上线|开源|开放|宣布|公布|公告|披露|融资|完成|募资|投资|投产|领投|入股|获|夺|涨|跌|增长|下降|下滑|下调|上调"
    r"|升级|降价|调价|签[署约定订]|合作|收购|并购|合并|成立|设立|组建|曝|^传|[将拟被遭]|裁员|缩减|离职|离任|辞|任命|出任|加入|入职"
    r"|回应|否认|承认|确认|证实|起诉|诉讼|判[决处]|罚|禁|召回|上市|登陆|登顶|首次|首款|首个|首发|突破|超过|超\d|达[到成]|亿|万|%|估值|财报|营收"
    r"|利润|亏|盈|售价|布局|进军|入局|启动|开售|开启|开业|关闭|关停|停止|暂停|叫停|恢复|延期|推迟|举行|召开|亮相|出售|印发|通过"
    r"|下架|泄露|攻击|死亡|去世|发现|研发|研制|问世|落地|交付|出货|发射|测试|内测|公测|更新|接入|整合|移除|支付|表示|宣称|警告|预测"
    r"|预计|要求|呼吁|批准|获批|同意|收官|当选|建成|建设|计划|有望|正式|携手|联合|牵手|新增|扭亏"
)
_ASKS = re.compile(
    r"^(?:打开|点击|登录|选择|输入|进入|安装|设置|配置|填写|上传|复制|新建|如何|怎么|怎样|为什么|为何|什么是|谁)|究竟|到底|何以|凭什么"
)
_NAME = re.compile(r"[\W_]{0,4}([A-Za-z][A-Za-z0-9]*|[\u4e00-\u9fff]{2})")


def is_part(heading: str) -> bool:
    """Whether a heading goes on with a story: a point of it, a step, a question or an answer."""
    return _PART.match(heading) is not None


def is_aside(line: str) -> bool:
    """Whether a line or a heading begins an advert, a vacancy or a notice of what is to come."""
    return _ASIDE.match(line) is not None


def tells_one_story(headings: Collection[str], lead_in: str) -> bool:
    """Whether headings are those of one article: points, chapters that say nothing happened, or all about one name.

    ``lead_in`` is the text before the first, which may announce one subject.
    """
    names = Counter(match[1].casefold() for heading in headings if (match := _NAME.match(heading)))
    parts = sum(is_part(heading) for heading in headings)
    events = sum(_EVENT.search(heading) is not None and not _ASKS.search(heading) for heading in headings)
    return (
        2 * parts > len(headings)
        or 2 * events <= len(headings)
        or max(names.values(), default=0) >= max(_FEWEST, _NAMED * len(headings))
        or _ANNOUNCED.search(lead_in[:_MOST_LEAD]) is not None
    )
