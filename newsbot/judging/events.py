"""What kinds of event a headline tells, and on what occasion.

Two kinds are seldom one event. An occasion makes one event of many statements: results, and what is said in the call
on them; the first day on the market, from the opening price to the luncheon.
"""

from __future__ import annotations

import re

# The words of each kind; the names are printed where two articles were kept apart or brought together by them.
_KINDS = {
    "融资": r"融资|领投|[轮元]投资|估值|募资|种子轮|天使轮|[abcdeh]\+*轮",
    "财报": r"财报|营收|净利|业绩|总?收入|每股收益|毛利|亏损|财季|财年",
    "上市": r"上市|ipo|招股|递表|挂牌|敲钟|首日",
    "收购": r"收购|并购|买下|竞得|出价|入股|控股权",
    "人事": r"离职|辞任|辞去|卸任|任命|出任|加盟|走了|出走|接任|高管|组织架构|解雇|裁员|开除|被查",
    "诉讼": r"起诉|诉讼|侵权|指控|索赔|判决|和解|赔偿|被罚|罚款|立案|公诉|法院",
    "发布": r"发布|推出|亮相|问世|首发|揭晓|面世|来了|公测|上新|登场|开源|权重",
    "上线": r"上线|接入|支持|上架|开放下载|入驻|部署|适配|集成|引入",
    "价格": r"降价|涨价|定价|价格|售价|收费|免费|下调|上调|砍半|折扣|费用",
    "合作": r"合作|签署|达成协议|联手|携手|战略协议|结盟|牵手",
    "故障": r"宕机|故障|中断|崩溃|无法使用|无法登录|瘫痪|泄露|漏洞",
    "召回": r"召回",
    "回购": r"回购|减持|增持",
    "专利": r"专利",
    "行情": (
        r"[涨跌][超逾近停幅]|[收高低开]盘?[涨跌]|盘[前后中]|午[间后]|指数|概念股|板块|[高低]开|走[强弱低高]|拉升|净[买卖]"
    ),
    "公司": r"成立.{0,12}公司|注册资本|增资|更名|变更为",
    "招聘": r"招聘|校招|实习",
    "基建": r"数据中心|算力中心|工厂|产能|建设",
    "备案": r"备案",
    "观点": r"反驳|看好|预计|预测|认为|警告|呼吁|谈[^判]|担忧",
}
_OCCASIONS = {
    "财报": (
        r"财报|季报|年报|业绩|电话会|财季|财年|季度.{0,8}(?:营收|净利|收入)|(?:营收|净利|收入).{0,8}季度"
        r"|q[1-4].{0,12}(?:营收|收入|净利)"
    ),
    "上市": r"上市|挂牌|敲钟|开盘|首日|市值",
}
_CUES = {kind: re.compile(words) for kind, words in _KINDS.items()}
_NAMED = {name: re.compile(words) for name, words in _OCCASIONS.items()}


def events(text: str) -> frozenset[str]:
    """The kinds of event told in a folded text."""
    return frozenset(kind for kind, words in _CUES.items() if words.search(text))


def occasions(text: str) -> frozenset[str]:
    """The occasions named in a folded text."""
    return frozenset(name for name, words in _NAMED.items() if words.search(text))
