"""News, or what somebody makes of it: an essay, an interview, a trial, a question.

Only a headline is read. What it leaves open is news: to take news for an essay costs more than the other way about.
"""

from __future__ import annotations

import re

from newsbot.items import Article

OPINION = "观点"  # the printed name of the lexicon's category of opinions

_LONGEST = 200
# Quotations and titles of works speak for others.
_QUOTED = re.compile(r"[“「『《][^”」』》]{0,60}[”」』》]")
_COLUMN = re.compile(r"^(?:【[^】]{1,12}】|[^｜|丨]{1,12}[｜|丨])\s*")
_QUOTE = re.compile(r"^[^，：:]{2,16}[：:]")  # "黄仁勋：…" reports what somebody has said

_ASKS = re.compile(
    "[？?]|为什么|为何|凭什么|何以|何去何从|如何|怎么|怎样|究竟|到底(?![，。！!、 ]|$)|该不该|会不会|能不能|是不是"
    "|要不要|意味着什么|什么是|谁(?:在|才|是|能|会)"
)
# A question that somebody answers: "… explains how to".
_ANSWERED = re.compile(
    "(?:介绍|公布|解释|披露|说明|演示|规定|揭示|回应)[^，。：？?]{0,24}(?:如何|怎么|怎样|为何|为什么)"
)
# What an editor calls a piece: before a bar or right before a colon, or behind the last bar.
_CALLED = (
    "(?:深度|复盘|对话|专访|访谈|观察|观点|评论|社论|时评|随笔|手记|笔记|圆桌|实测|评测|测评|解读|拆解|盘点|特稿|思考|长文|万字"
    "|漫谈|闲聊|科普|洞察|专栏|书评|锐评)"
)
_LABEL = re.compile(
    f"^[^｜|丨：:]{{0,16}}{_CALLED}[：:]|^[^｜|丨：:]{{0,8}}(?:{_CALLED}|体验|人物|案例)[^｜|丨：:]{{0,4}}[｜|丨]"
    f"|[｜|丨] ?[^｜|丨]{{0,8}}(?:{_CALLED}|体验|人物|案例|技术实践|落地实践|看财报)[^｜|丨]{{0,2}}$"
)
_OPENS = re.compile(
    "^(?:对话(?!式|框|机器人|模型|AI|能力|功能|系统)|专访|访谈|圆桌|复盘|实测|亲测|上手(?!机)|试用|深度体验|体验[完了过]"
    "|评测(?!显示|结果|机构|榜|基准|平台|报告)|拆解|解读|盘点|深扒|起底|揭秘|浅谈|漫谈|写在|一文|一图|万字|从[^，：]{1,16}(?:到|看)"
    "|当(?!地|日|天|前|晚|年|月|周|选|局|事)[^，：]{2,16}[，,]|别再|别让|假如|如果|那些|这届|没有人|每个人"
    r"|(?i:why|how|what|inside|opinion|hands[- ]on)\b)"
)
_FIRST_PERSON = re.compile(
    "^我[^国校省市院司军方县区厂台爱]"
    "|我(?:用|把|在|让|给|和|跟|花|发现|失眠|慌|却|总结|选择|终于|想|试|狂|原谅|开源了)"
    "|我们(?:问|和|跟|聊|试|找|测|采访|体验|实测|在|挑)"
)
_MUSES = re.compile(
    "背后|真相|启示|终局|下半场|生死|焦虑|宿命|困局|困境|迷思|悖论|反思|拐点|前夜|一梦|冷思考|新故事|新叙事|底牌|胜负手|野心|阳谋"
    "|分化期|大考|是一门|读懂|看懂|搞懂|看透|说透|聊聊|聊透|聊了聊|说点|深度思考|之后，|(?<![A-Za-z])(?i:vs)(?![A-Za-z])"
)
# Who says, tells or does something in the headline makes it a report, whatever words it has in common with essays.
_REPORTS = re.compile(
    "称|表示|宣布|回应|否认|透露|警告|呼吁|据悉|消息|曝|获悉|报道|发布|推出|上线|开源|融资|收购|完成|签署|起诉|任命|离职|加入|入职"
    r"|印发|出台|出炉|获批|达成|接入|联手|论文|新研究|要求|计划|拟|批准|禁止|下令|裁定|指控|\d%"
)
_HOOK = re.compile(r"[？?]+(?=[^？?]{6,}$)")  # a question that the rest of the headline answers


def is_essay(article: Article) -> bool:
    """Whether an article is anything but news, by its headline and its category."""
    title = _QUOTED.sub("", " ".join(article.title[:_LONGEST].split()))
    body = title[found.end() :] if (found := _COLUMN.match(title)) else title
    if (hook := _HOOK.search(body)) and _tells(body[hook.end() :]):
        body = body[hook.end() :]
    if _ASKS.search(_ANSWERED.sub("", body)) or _OPENS.search(body) or _LABEL.search(title):
        return True
    if _FIRST_PERSON.search(body) and not _QUOTE.match(body):
        return True
    category = article.judgement.category if article.judgement else ""
    return not _tells(body) and (category == OPINION or _MUSES.search(body) is not None)


def _tells(text: str) -> bool:
    return _REPORTS.search(text) is not None or _QUOTE.match(text) is not None
