"""What turns, limits, doubts or attributes what stands beside it: where one of these stands, nothing is left away."""

from __future__ import annotations

import re

TURNING = re.compile(
    r"但|却|然而|不(?!同|断|少|久|错)|可是|只(?![需用])|仅(?![需用])|限(?!定)|尽管|虽|除非|如果|若|倘|一旦|前提|条件|未(?!来)|没|否|勿|拒|反对|反而|反倒|相反|质疑|争议"
    r"|无(?!人机|人驾|锡|线|界|缝)|非(?!常|洲)|(?<![特识级类区个分性])别|谣|真|(?<![暑寒放])假(?![期日])|伪|(?<![宣上遗])传(?![统媒输感奇承音真])|疑"
    r"|或(?!许可)|可能|(?<![类相近])似|(?<![数依占证论凭])据|称|曝|爆料|消息|网友|人士|回应|澄清|撤|取消|暂停|停止|终止|叫停|中止|延期|推迟|延后|暂缓"
    r"|失败|落空|告吹|误|原来|其实|实为|(?<!究)竟|恐(?!怖)|难以|很难|骗|诈|碰瓷|愚人节|玩笑|险些|差点|避免|指控|指责|被指|认为|假如|虚构|编造|吗|…"
    r"|(?<![a-z])(?:not|no|never|denie[sd]|denying|reportedly|allegedly|rumou?r(?:s|ed)?|fake|hoax|if|but|may|might|could)(?![a-z])",
    re.IGNORECASE,
)
# What came of something, where it came otherwise: it is denied or mended, put off, undone or settled.
REVERSED = re.compile(
    r"不实|不属实|失实|属实|谣|否认|澄清|误传|伪造|系假|子虚乌有|无此事|不存在|更正|修正|修订|更新[后为]|道歉|致歉|回应|对此|驳斥|反驳|搁浅"
    r"|如今|改[为至到成由]|现[为改]|调整[为至]|推迟|延期|延后|提前[到至]|恢复|修复|取消|撤[回销诉下]|召回|终止|中止|作罢|搁置|反诉|驳回|推翻|反转|和解|胜诉|败诉|告吹|破裂|谈崩|无果|未果|回滚|移除|瘫痪|退回|收回"
    r"|随[后即]|不久[后即]?|[次翌]日|当[晚天](?:[，,]|$|[\u3400-\u9fff]{0,6}[称说表宣])|[一两三四五六七八九十几数\d](?:个?小时|分钟|天|日|周|个?月|年)[之以]?后|[其此]后(?!台)|后[来又]|转而|最终(?=[还仍未选被放])|仍"
)
# A clause that judges the one before: what it is, what it is worth, what it was meant as.
_COMMENTS = re.compile(
    r"^\W*(?:此|这|那|该(?!公司|模型|产品|平台)|对此|系(?![列统])|实[为际]|属于?|均?[为系属]|纯属?|为(?=内部|假|误|旧|测试|目标|预)|是(?!全球|业内|国内|目前|首)|双方|多方|各方|对方|当事|官方|法院|警方|监管|尚|暂|仍|终|最终|结果|随后|此后|后[又来被]"
    r"|又|再度|原[为定先计]|曾|待|或|疑)|谁[信敢]|[依证根]据|何[以来]|存疑|可信|可疑|可靠|靠谱|目标|愿景|预期|口径|口号|玩笑|内部(?:测算|估算|目标|数据)|测算|估算|推测|猜测|自[称行测报家]|号称|所谓"
)
_ASKS = re.compile(r"[？?]|吗|谁|何(?!小鹏|恺明|时代)|怎么|怎样|怎能|是否|能否|可否|几何|为什么|凭什么|多少|哪")


def turns(left: str) -> bool:
    """Whether what would be left away behind a statement turns, doubts, limits, judges or questions it."""
    clauses = re.split(r"[，；。！!,;]", left)
    return bool(
        TURNING.search(left) or REVERSED.search(left) or _ASKS.search(left) or any(map(_COMMENTS.search, clauses))
    )
