"""What a clause is to those beside it: a statement, or only the time, the condition or the exception of one."""

from __future__ import annotations

import re

# A clause that begins so leads to another one,
_LEADS = re.compile(
    r"(?:如(?!何|今)|若|假如|倘|一旦|虽|尽管|即使|即便|随着|为了|面对|作为|由于|因为|因|当|自从|自(?=\d)|继|除(?!了?臭|尘)|不仅|不但|不是|与其|既|从|在|经|对于|关于|据|按|凭"
    r"|靠|借助|根据|刚|只要|无论|不管|未来(?!智能|简史)|最[快早迟晚]|直[到至])"
)
# as does one that ends so.
_HANGS = re.compile(
    r"(?:(?<![落最背幕售前])后|(?<![目提超空])前|(?<![实小及准当计临平限])时|以来|之际|期间|之[前后余中下时外]|同时|的话|以[前后外]|当[天日晚]|[次翌首]日|过程中|背景下|情况下|基础上)$"
)
VERB = re.compile(
    r"发|推|上线|开|宣布|完成|获|更新|升级|重构|接入|登|领|收购|入股|投|融资|诉|签|印发|涨|跌|增|降|减|突破|超|达|成立|加入|离|任|启动|建|落地|产"
    r"|交付|上市|下线|下架|停|关|裁|支持|合作|联手|用|让|将|要|被|把|是|有|为|做|成|出|入|赢|击败|卖|买|换|迎来|走|进|转|改|破|创|夺|刷|上调|下调|确认"
)


def leads(clause: str) -> bool:
    """Whether a clause, without the mark that ends it, only leads to another one."""
    return _LEADS.match(clause) is not None or _HANGS.search(clause) is not None


def is_adverbial(clause: str) -> bool:
    """Whether a clause says when, where or on what condition another holds, and nothing by itself."""
    return leads(clause) or VERB.search(clause) is None
