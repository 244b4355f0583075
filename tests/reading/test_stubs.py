"""Pages that stand where an article was due, written for these tests, and articles that speak of such pages."""

import pytest

from newsbot.items import Outcome
from newsbot.reading.pages import Page, read_page
from newsbot.reading.sayings import StubKind
from newsbot.reading.stubs import Stub

SENTENCES = (
    "星图实验室今天开放了第三代模型的全部权重，任何人都可以下载、修改并用于商业产品。",
    "新模型在长文本理解上有明显进步，推理成本比上一代低一半，接口价格也随之下调。",
    "参加测试的开发者说，同样的任务过去要跑一整夜，现在午饭之前就能看到结果。",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n".join(SENTENCES)
NAV = '<div class="nav"><a href="/">首页</a><a href="/ai">人工智能</a><a href="/login">登录</a><a>开通会员</a></div>'
LIST = "".join(f'<li><a href="/p/{n}">示例新闻第 {n} 条的标题写在这里</a></li>' for n in range(12))


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def stub(html: str) -> Stub | None:
    found = read_page(html)
    assert (found.text == "") is (found.stub is not None), found
    return found.stub


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (page("", '<script src="https://static.example.cn/sec_sdk_build/4/captcha.js"></script>'), "sec_sdk_build"),
        (page("安全验证", '<div id="captcha_container"></div>'), "安全验证"),
        (page("访问验证 - 示例网", "<p>请完成验证</p>"), "访问验证"),
        (page("示例网", "<h1>访问验证</h1><p>为了您的账号安全，请拖动下方滑块完成验证后继续访问。</p>"), "访问验证"),
        (page("示例网", "<p>您的访问过于频繁，请稍后再试</p>"), "您的访问过于频繁，请稍后再试"),
        (page("", "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>"), "当前环境异常"),
        (page("示例网", "<script>var arg1='8F2A'; document.cookie='acw_sc__v2='+arg1</script>"), "acw_sc__v2"),
        (page("验证码中间页", "<div><p>请输入验证码</p></div>"), "验证码中间页"),
        (
            page(
                "Just a moment...",
                "<h1>www.example.com</h1><p>Verify you are human by completing the action below.</p>"
                "<p>www.example.com needs to review the security of your connection before proceeding.</p>"
                "<script>window._cf_chl_opt={}</script>",
            ),
            "Just a moment...",
        ),
        (
            page(
                "www.example.com",
                "<div><p>Sorry, you have been blocked</p><p>You do not have permission to access this page on this "
                "server.</p><p>Cloudflare Ray ID: 8a5f2c3d4e5f6a7b</p></div>",
            ),
            "Sorry, you have been blocked",
        ),
        (page("百度安全验证", "<p>网络不给力，请稍后重试</p>"), "百度安全验证"),
        (page("示例网", f"<p>系统检测到您的网络环境存在异常，{'请完成验证后继续访问。' * 3}</p>"), "系统检测到"),
    ],
)
def test_check_for_robots_is_no_article(html: str, words: str) -> None:
    found = stub(html)
    assert found is not None
    assert (found.kind, found.outcome) == (StubKind.BOT_CHECK, Outcome.BOT_WALL)
    assert found.words.startswith(words)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (page("页面不存在 - 示例网", NAV + BODY * 4), "页面不存在"),
        (page("404 - 页面未找到-示例网", NAV), "404 - 页面未找到"),
        (page("示例网", f"{NAV}<h1>文章已删除</h1><h2>推荐阅读</h2>{BODY * 4}"), "文章已删除"),
        (page("示例网", f"{NAV}<p>抱歉，您访问的页面不存在</p>{BODY * 4}"), "抱歉，您访问的页面不存在"),
        (page("示例网", f"{NAV}<p>内容已下架，5 秒后返回首页</p>{LIST}"), "内容已下架，5 秒后返回首页"),
        (page("", '<div class="weui-msg"><p>该内容已被发布者删除</p></div>'), "该内容已被发布者删除"),
        (page("", "<p>此内容因违规无法查看</p>"), "此内容因违规无法查看"),
        (page("示例网", f"<p>很抱歉，您查找的内容已被作者删除或下架</p>{LIST}"), ""),
        (page("Page not found | Example", "<p>Go home</p>"), "Page not found"),
        (page("Example", "<h1>404</h1><p>The page you are looking for does not exist.</p>"), "404"),
    ],
)
def test_deleted_article_is_no_article_whatever_is_recommended_instead(html: str, words: str) -> None:
    found = stub(html)
    if words:
        assert found == Stub(StubKind.GONE, words)
    assert found is not None
    assert found.outcome is Outcome.EMPTY


def test_long_list_of_titles_beneath_a_notice_is_no_article() -> None:
    titles = "".join(f"<p>示例新闻第 {n} 条的标题写在这里，写得比别的标题长一些</p>" for n in range(60))
    html = page("文章已删除 - 示例网", f"<h1>文章已删除</h1><div><p>大家都在看。</p>{titles}</div>")
    assert stub(html) == Stub(StubKind.GONE, "文章已删除")


LONG = "".join(f"<p>第 {n} 位开发者说，同样的任务过去要跑一整夜，现在午饭之前就能看到结果。</p>" for n in range(40))


@pytest.mark.parametrize("notice", ["该视频已下架", "视频已失效", "资源已下架。", "链接已失效", "该图文已被删除"])
@pytest.mark.parametrize("body", [LONG, BODY])
def test_article_is_read_when_what_it_took_in_is_gone(notice: str, body: str) -> None:
    expected = body.replace("<p>", "").replace("</p>", "\n").strip()
    above = read_page(page("星图开源", f"<div>{notice}</div><h1>星图开源</h1><div class=article>{body}</div>"))
    assert (above.text, above.stub) == (expected, None)
    inside = read_page(page("星图开源", f"<h1>星图开源</h1><div class=article><p>{notice}</p>{body}</div>"))
    assert (inside.text, inside.stub) == (f"{notice}\n{expected}", None)


@pytest.mark.parametrize("before", ["", "<div>该内容已被发布者删除</div>"])
def test_article_that_quotes_a_notice_is_read(before: str) -> None:
    body = f"{before}<h1>星图开源</h1><div class=article><p>{SENTENCES[0]}</p><p>该内容已被发布者删除。</p>{LONG}</div>"
    found = read_page(page("星图开源", body))
    assert found.stub is None
    assert found.text.startswith(f"{SENTENCES[0]}\n该内容已被发布者删除。\n第 0 位开发者")


def test_short_article_that_quotes_a_notice_is_read() -> None:
    body = f"<h1>星图开源</h1><div class=article><p>{SENTENCES[0]}</p><p>该内容已被发布者删除。</p>{BODY}</div>"
    assert read_page(page("星图开源", body)).text == f"{SENTENCES[0]}\n该内容已被发布者删除。\n{TEXT}"


def test_whole_article_is_read_whatever_its_page_is_titled() -> None:
    found = read_page(page("404", f"<div class=article>{LONG}</div>"))
    assert (found.text.count("\n"), found.stub) == (39, None)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page("登录 - 示例网", '<form><input type="password"></form>'), Stub(StubKind.LOGIN, "登录")),
        (page("示例网", "<p>请登录后查看全文</p>"), Stub(StubKind.LOGIN, "请登录后查看全文")),
        (page("示例网", '<form>账号 <input name=a> 密码 <input type="password"></form>'), Stub(StubKind.LOGIN)),
        (page("", "<p>请开启JavaScript并刷新该页</p>"), Stub(StubKind.JAVASCRIPT, "请开启JavaScript并刷新该页")),
        (page("示例网", '<div id="app"></div><script src="/a.js"></script>'), Stub(StubKind.JAVASCRIPT)),
        (page("示例网", '<div id="root"></div><script src="/geetest.js"></script>'), Stub(StubKind.JAVASCRIPT)),
        (page("示例网", "<noscript>Please enable JavaScript to continue.</noscript>"), Stub(StubKind.JAVASCRIPT)),
        (page("示例网", f"<ul>{LIST}</ul>"), Stub(StubKind.NO_ARTICLE)),
        ("", Stub(StubKind.NO_ARTICLE)),
        ("<p>" * 20_000, Stub(StubKind.TOO_LARGE)),
        (page("示例网", f"{NAV}<h1>星图开源</h1><p>星图开源。</p><p>剩余80%内容需付费</p>"), Stub(StubKind.NO_ARTICLE)),
    ],
)
def test_page_without_an_article_says_what_it_is(html: str, expected: Stub) -> None:
    assert stub(html) == expected


@pytest.mark.parametrize(
    ("wall", "kind"),
    [
        ("剩余80%内容需付费", StubKind.PAYWALL),
        ("本文剩余 72% 内容，开通会员后阅读", StubKind.PAYWALL),
        ("以下内容为会员专享", StubKind.PAYWALL),
        ("开通会员，阅读全文", StubKind.PAYWALL),
        ("立即解锁全文 >", StubKind.PAYWALL),
        ("试读已结束，购买后可继续阅读", StubKind.PAYWALL),
        ("登录后阅读全文", StubKind.LOGIN),
        ("您已阅读28%（487字），剩余72%（1232字）包含更多重要信息，订阅以继续探索完整内容", StubKind.PAYWALL),
        ("还有 2346 字未读，登录后阅读全文", StubKind.PAYWALL),
        ("付费 ¥6 阅读全文", StubKind.PAYWALL),
        ("此处内容已隐藏，付费后可见", StubKind.PAYWALL),
        ("Subscribe to continue reading", StubKind.PAYWALL),
        ("Subscribe now to read the full story", StubKind.PAYWALL),
        ("Register to read the rest of this article", StubKind.PAYWALL),
        ("Log in to continue reading", StubKind.LOGIN),
        ("您的免费阅读额度已用完", StubKind.PAYWALL),
        ("登录后继续阅读", StubKind.LOGIN),
        ("开通会员，解锁全部内容", StubKind.PAYWALL),
        ("抱歉，此处内容已隐藏，回复后可见", StubKind.PAYWALL),
    ],
)
@pytest.mark.parametrize("behind", ["<p>某某，资深记者，关注人工智能。</p>", ""])
def test_free_beginning_stays_in_whole_sentences_and_is_marked(wall: str, kind: StubKind, behind: str) -> None:
    body = f"{NAV}<h1>星图开源</h1><div class=article>{BODY}<p>这一次的变化还在于……</p><p>{wall}</p>{behind}</div>"
    assert read_page(page("星图开源", body)) == Page("星图开源", TEXT, stub=Stub(kind, wall))
    outside = f"{NAV}<h1>星图开源</h1><div class=article>{BODY}<p>变化还在</p></div><div class=pay><b>{wall}</b></div>"
    assert read_page(page("星图开源", outside)) == Page("星图开源", TEXT, stub=Stub(kind, wall))


def linked_data(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


@pytest.mark.parametrize(
    "said",
    [
        '{"@type": "NewsArticle", "isAccessibleForFree": false}',
        '{"@type": "NewsArticle", "headline": "星图开源", "isAccessibleForFree": "False"}',
        '[{"@type": "NewsArticle", "headline": "星图开源", "isAccessibleForFree": "http://schema.org/False"}]',
        '{"@graph": [{"@type": "WebPage", "name": "星图开源"}, {"@type": "Article", "isAccessibleForFree": "no"}]}',
    ],
)
def test_page_that_says_that_it_is_not_free_is_marked(said: str) -> None:
    found = read_page(page("星图开源", BODY, linked_data(said)))
    assert (found.text, found.stub) == (TEXT, Stub(StubKind.PAYWALL, "isAccessibleForFree"))


@pytest.mark.parametrize(
    "head",
    [
        linked_data('{"@type": "NewsArticle", "headline": "星图开源", "isAccessibleForFree": true}'),
        linked_data('{"@type": "NewsArticle", "headline": "另一家公司的内部报告", "isAccessibleForFree": false}'),
        linked_data('{"@type": "ItemList", "itemListElement": [{"isAccessibleForFree": false}]}'),
        linked_data(
            '{"@type": "NewsArticle", "headline": "星图开源",'
            ' "isPartOf": {"name": "示例会员", "isAccessibleForFree": false},'
            ' "mentions": [{"isAccessibleForFree": false}]}'
        ),
        '<script>window.__STATE__={"recommended": [{"title": "另一篇", "isAccessibleForFree": false}]}</script>',
    ],
)
def test_what_is_not_free_beside_an_article_says_nothing_about_it(head: str) -> None:
    found = read_page(page("星图开源", BODY, head))
    assert (found.text, found.stub) == (TEXT, None)


@pytest.mark.parametrize(
    "line",
    [
        "请先登录",
        "您还未登录",
        "请登录后发表评论",
        "登录后查看评论",
        "Please log in to view comments",
        "Subscribe to get our weekly newsletter",
        "Register now to get free API credits",
        "Join today to unlock all features",
        "Already a member? Sign in",
        "付费可读",
        "VIP专享内容",
        "开通会员即可解锁全部功能。",
        "升级会员后可查看更多数据。",
        "立即解锁全部功能",
        "付费用户可查看更多内容。",
        "购买后即可解锁完整功能。",
        "此功能仅对付费用户开放。",
        "本文为付费会员专栏作者原创",
    ],
)
def test_line_that_does_not_name_the_text_is_no_wall(line: str) -> None:
    behind = read_page(page("星图开源", f"<div class=article>{BODY}</div><div class=pay><b>{line}</b></div>"))
    assert (behind.text.removesuffix(f"\n{line}"), behind.stub) == (TEXT, None)
    last = read_page(page("星图开源", f"<div class=article>{BODY}<p>{line}</p></div>"))
    assert (last.text, last.stub) == (f"{TEXT}\n{line}", None)


def test_wall_of_another_article_further_down_is_none_of_this_one() -> None:
    others = "".join(f"<div><b>示例新闻第 {n} 条</b></div>" for n in range(6))
    found = read_page(page("星图开源", f"<div class=article>{BODY}</div><div>{others}<b>登录后阅读全文</b></div>"))
    assert (found.text, found.stub) == (TEXT, None)


@pytest.mark.parametrize(
    "text",
    [
        "谷歌今天推出了新一代人机验证服务，用户不再需要点选图片。\n公司说，请完成验证这样的提示将在年内从大多数网站上消失。",
        "访问验证正在成为内容网站的标配。\n一家网站的负责人说，您的访问过于频繁这句话每天要显示上百万次。",
        "某视频平台今天上调会员价格，开通会员每月多付三元。\n平台表示，以下内容仍然免费：新闻、纪录片和公开课。",
        "该公司昨天发布的一篇博客文章已被删除，截图仍在流传。\n发言人没有解释原因，只说页面不存在是技术调整的结果。",
        "这家报社决定让登录后阅读全文成为过去，所有文章今起免费。\n它的付费读者去年减少了两成，广告收入却增加了。",
        "浏览器厂商宣布，请开启 JavaScript 的提示将不再出现。\n新的引擎可以在不运行脚本的情况下显示大多数页面。",
        "Cloudflare 今天解释了为什么 Just a moment 页面会出现在这么多网站上。\n它说，一半以上的访问来自机器人。",
        "公司今天说，它的一半文章由模型写成，每天有上千篇。\n剩余 20% 的股份不变。\n剩余 30% 的内容由编辑人工审核。",
        "开通会员后可阅读全文的模式正在被更多媒体采用。\n一项调查显示，读者愿意为深度报道付费，但不愿为快讯付费。",
    ],
)
def test_article_about_such_pages_is_read(text: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    assert read_page(page("一篇关于网页的文章", f"{NAV}<div class=article>{body}</div>")) == Page(
        "一篇关于网页的文章", text
    )


@pytest.mark.parametrize(
    "title",
    [
        "GLM-404",
        "页面不存在？谷歌这样解释",
        "安全验证的二十年",
        "404 页面为什么越来越有趣",
        "登录火星，还要多久",
        "视频号创作者反映后台无法访问",
    ],
)
def test_article_with_a_title_about_such_pages_is_read(title: str) -> None:
    assert read_page(page(f"{title} - 示例网", f"{NAV}<h1>{title}</h1><div class=article>{BODY}</div>")).text == TEXT


@pytest.mark.parametrize(
    "extra",
    [
        '<script src="https://ssl.captcha.example.cn/TCaptcha.js"></script><input type="password">',
        "<noscript>请开启JavaScript</noscript>",
        "<p>展开阅读全文</p>",
        "<div class=comments><p>请登录后发表评论</p></div>",
        '<div style="display:none"><p>抱歉，您访问的页面不存在</p></div>',
    ],
)
def test_what_every_page_of_a_site_has_says_nothing_about_its_article(extra: str) -> None:
    found = read_page(page("星图开源", f"{NAV}<div class=article>{BODY}</div>{extra}"))
    assert (found.text, found.stub) == (TEXT, None)


def test_line_of_a_wall_within_an_article_is_part_of_it() -> None:
    said = "开通会员，阅读全文"
    body = f"{BODY}<p>{said}</p>{BODY * 3}"
    assert read_page(page("按钮的历史", f"<div class=article>{body}</div>")).text == "\n".join(
        [TEXT, said, *[TEXT] * 3]
    )


def test_article_that_only_the_page_s_data_have_is_read_from_them() -> None:
    state = f'{{"article": {{"title": "星图开源", "content": "{BODY}", "publishTime": "2026-01-20 13:32"}}}}'
    html = page("星图开源", f'<div id="app"></div><script>window.__INITIAL_STATE__={state}</script>')
    found = read_page(html)
    assert (found.text, found.stub) == (TEXT, None)
