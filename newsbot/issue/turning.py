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
