"""What pages say that stand where an article was due, as whole lines: a sentence of an article is longer, or goes on.

Each list has one pattern a line, without case.
"""

from __future__ import annotations

import re
from enum import StrEnum


class StubKind(StrEnum):
    """What a page is instead of an article; the values are for people."""

    TOO_LARGE = "too large to be an article"
    BOT_CHECK = "a check for robots"
    GONE = "deleted, or moved"
    LOGIN = "for readers who log in"
    PAYWALL = "for readers who pay"
    JAVASCRIPT = "filled by JavaScript only"
    NO_ARTICLE = "no article in the page"


_MAX_LINE = 120

# Before and behind any of them.
_SORRY = r"(?:(?:很|非常)?抱歉|对不起|哎呀|糟糕|啊哦|出错了|(?:温馨|系统)?提示|sorry|oops|404)?[\s，,!！:：。…~-]{0,4}"
_THEN = (
    r"(?:[\s，,。；;!！]{0,3}(?:请|或|可|试试|返回|点击|稍后|去|您|你|看看|如|[0-9]{1,2} ?(?:秒|s)).{0,40})?"
    r"[\s。！!？?…~.>》→]{0,4}"
)

_PARTS = {
    "<thing>": r"(?:页面|网页|文章|内容|资源|新闻|帖子|图文|链接|地址|稿件|资讯|视频|快讯)",
    "<missing>": r"(?:可能|似乎)?(?:已经?)?(?:不存在|未找到|没有找到|找不到|不见了|丢失|走丢[了啦]|失效|过期)",
    "<by>": r"(?:被|由)?(?:发布者|作者|管理员|用户|平台|系统|原作者)?(?:自行)?",
    "<deleted>": r"(?:可能)?(?:已经?)?<by>(?:删除|下架|撤回|移除|屏蔽|隐藏|下线)(?:或下架)?了?",
    "<why>": r"(?:因|由于)?(?:涉嫌)?(?:违规|被?多人投诉|被?投诉|违反).{0,24}",
    "<barred>": r"(?:<why>|暂时|目前)?(?:无法|不能|不可|不予)(?:查看|显示|访问|浏览)",
    "<away>": r"(?:<missing>|<deleted>|<barred>)",
    "<page>": r"(?:the |this )?(?:page|article|post|content|story)",
    "<use>": r"(?:本站|本页面?|该页面?|要.{2,20}，)?(?:请|需要?)[您你]?先?(?:开启|启用|打开|允许|支持)",
}
_GONE = r"""
(?:该|此|本|这篇|这个|这条|当前)?<thing><away>
[您你]?(?:所|要|想)?(?:访问|查看|浏览|请求|查找|寻找|打开|找)的?<thing><away>
(?:找不到|没有找到|未找到)[您你]?(?:所|要|想)?(?:访问|查看|浏览|请求|查找|寻找)?的?(?:该|此|这个)?<thing>
[此该](?:帐号|账号|公众号).{0,12}(?:屏蔽|封禁|注销|冻结|迁移).{0,16}
(?:http |error )?(?:404|410)[ -]?(?:not found|gone|error|错误|页面)?
(?:页面)?(?:not found|出错了?)
<page> (?:was )?(?:not found|could not be found|cannot be found)
<page> (?:does not|doesn't) exist
<page> is (?:no longer|not) available
<page> has been (?:removed|deleted|moved)
<page> you.{0,30}(?:exist|found|available|removed|deleted|moved)
"""
_BOT_CHECK = r"""
(?:请|需要?)[您你]?(?:先|在此|按住|拖动|点击|滑动|向右).{0,12}(?:验证|滑块|拼图).{0,16}
(?:请|需要?)[您你]?先?(?:完成|通过|进行|输入).{0,10}验证码?.{0,20}
(?:完成|通过).{0,8}验证(?:后|即可|以|，).{0,16}(?:访问|浏览|查看|使用).{0,6}
[您你]的?(?:访问|请求|操作|网络|ip|网络环境|设备|访问行为).{0,14}(?:频繁|异常|受限|可疑|拒绝|拦截|阻断|限制|禁止|威胁).{0,24}
(?:访问|请求|操作)(?:过于|太|过)频繁.{0,16}
当前(?:网络|访问|浏览)?环境(?:存在)?异常.{0,24}
(?:系统)?检测到(?:[您你此]|当前|本次).{0,20}(?:异常|机器|自动|频繁|风险|爬虫).{0,20}
(?:百度)?(?:安全|访问|人机|身份|滑动|行为|滑块)验证(?:中|页面|中心)?
验证码(?:中间页)?
正在(?:进行)?(?:安全|人机)(?:验证|检查|检测).{0,12}
just a moment
attention required!?
access denied
security (?:check|checkpoint|verification)
(?:robot|bot) (?:check|verification)
human verification
captcha(?: challenge)?
ddos-guard
are you (?:a )?(?:human|robot)
403 forbidden
request (?:blocked|rejected|unsuccessful).{0,60}
.{0,30}(?:verify|verifying|confirm|prove)(?: that)? you(?:'re| are) (?:not )?(?:an? )?(?:human|robot|person|bot).{0,60}
.{0,50}review the security of your connection.{0,50}
checking (?:if the site connection is secure|your browser).{0,50}
(?:we|our systems?) .{0,30}unusual (?:traffic|activity) from your.{0,50}
(?:sorry, )?you (?:have been|are being|were) (?:blocked|rate limited).{0,50}
you (?:do not|don't) have permission to access.{0,80}
(?:cloudflare )?ray id.{0,60}
(?:.{0,20} )?incident id.{0,60}
(?:performance (?:&|and) )?security by cloudflare
this process is automatic.{0,80}
please complete the security check.{0,60}
"""
_LOGIN = r"""
(?:请|需要?)?[您你]?先?(?:登录|登陆)(?:/注册|或注册|帐号|账号)?(?:后|即可|才能|以|，|可)?(?:才?可以?|再|继续)?(?:阅读|查看|访问|浏览|观看).{0,12}
(?:请|[您你]?尚?还?未)先?(?:登录|登陆)
(?:please )?(?:sign|log) in to (?:continue|view|read|access).{0,40}
"""
_JAVASCRIPT = r"""
<use> ?(?:javascript|js)(?:功能|支持|脚本)?
<use> ?(?:javascript|js).{0,2}[后以并才再，].{0,24}
[您你]的?(?:浏览器)?.{0,6}(?:不支持|未启用|禁用了?|没有启用|关闭了?) ?javascript.{0,40}
(?:please |you need to |we'?re sorry but .{0,40})?(?:enable|turn on|allow) javascript.{0,60}
we're sorry but .{0,40} doesn't work properly without javascript.{0,60}
(?:this|the) (?:site|page|app|website|application) (?:requires|needs) javascript.{0,60}
javascript (?:is|must be|has to be) (?:disabled|required|enabled|turned).{0,60}
"""
# What is too little to say so in a line of a page, but says it as its title.
_LOGIN_TITLES = r"(?:用户|会员|账号|帐号|密码|扫码|微信)?(?:登录|登陆)(?:/?注册|页面?)?|(?:sign|log)[ -]?in"


def _pattern(lines: str) -> re.Pattern[str]:
    cores = "|".join(lines.strip().split("\n"))
    while "<" in cores:
        cores = re.sub("<[a-z]+>", lambda match: _PARTS[match[0]], cores)
    return re.compile(rf"{_SORRY}(?:{cores}){_THEN}", re.IGNORECASE)


_SAYINGS = {
    StubKind.GONE: _pattern(_GONE),
    StubKind.BOT_CHECK: _pattern(_BOT_CHECK),
    StubKind.LOGIN: _pattern(_LOGIN),
    StubKind.JAVASCRIPT: _pattern(_JAVASCRIPT),
}
_TITLES = _SAYINGS | {StubKind.LOGIN: re.compile(rf"{_SAYINGS[StubKind.LOGIN].pattern}|{_LOGIN_TITLES}", re.IGNORECASE)}


def kind_of(line: str, *, title: bool = False) -> StubKind | None:
    """What a page is that says this line, as its title or elsewhere; None for a line that an article may have."""
    if not line or len(line) > _MAX_LINE:
        return None
    patterns = _TITLES if title else _SAYINGS
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(line)), None)
