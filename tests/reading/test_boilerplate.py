import re

import pytest

from newsbot.reading.boilerplate import without_boilerplate

SAID = "星图模型今日开源，权重可以下载。"


@pytest.mark.parametrize(
    "opening",
    [
        *(
            "36氪获悉，",
            "36 氪获悉，",
            "据36氪获悉，",
            "36氪独家获悉，",
            "36氪获悉，近日，",
            "近日，36氪获悉，",
            "钛媒体APP获悉，",
        ),
        *(
            "IT之家 9 月 7 日消息，",
            "IT之家9月7日消息 ",
            "某某科技讯 9月7日消息，",
            "新浪科技讯 北京时间9月7日晚间消息，",
        ),
        *("快科技9月7日消息，", "鞭牛士 9月7日消息，", "站长之家（ChinaZ.com） 9月7日 消息：", "9 月 7 日消息，"),
        *("财联社9月7日电，", "财联社9月7日讯（记者 王某）", "《科创板日报》7日讯，", "格隆汇9月7日｜", "每经AI快讯，"),
        *("新华社北京9月7日电（记者王小明）", "中新网北京9月7日电 (记者 王某)", "北京商报讯（记者 王某）", "雷峰网讯 "),
        *("央视新闻客户端消息，", "智东西9月7日报道，", "AIbase报道，", "21世纪经济报道记者 王某 上海报道 "),
        *(
            "【量子位】",
            "【TechWeb】9月7日消息，",
            "【某某网报道 记者 王小明】",
            "【新智元导读】",
            "导读：",
            "核心提示：",
        ),
        *("编者按：本文来自“某号”，作者王小明，授权发布。", "原标题：某公司开源新模型 "),
    ],
)
def test_opening_of_the_first_sentence_goes(opening: str) -> None:
    assert without_boilerplate(opening + SAID) == SAID


@pytest.mark.parametrize(
    "lines",
    [
        *(
            "作者 | 王小明\n编辑丨李小红\n文｜赵某",
            "作者：王小明  编辑：李小红",
            "文/王某",
            "每经记者：王某 每经编辑：李某",
            "实习生 王某",
        ),
        *(
            "出品 | 某某工作室",
            "来源：某某（ID：abc）",
            "本报记者 王某 北京报道",
            "澎湃新闻记者 王某",
            "中国经营报记者 王某 北京报道",
        ),
        *("王某 发自 凹非寺\n量子位 | 公众号 QbitAI", "机器之心报道\n编辑：某某", "新智元报道", "机器之心编辑部"),
        *(
            "2026-01-20 13:32:11 来源：某报",
            "2026年1月20日 13:32",
            "首页 > 资讯 > 正文",
            "字号：大 中 小",
            "阅读量 1234",
            "听全文",
        ),
        *(
            "本文来自微信公众号“某号”（ID：abc），作者：王小明，36氪经授权发布。",
            "本文首发于某某",
            "原标题：某公司开源新模型",
        ),
        *(
            "题图来自：视觉中国",
            "头图购自视觉中国",
            "头图来自 某图库",
            "▲图片来自网络",
            "图片来源：某公司",
            "图源：某某",
        ),
        *("我们使用cookies来改善您的体验，继续浏览即表示您同意我们的隐私政策。", "打开APP阅读全文", "分享至", "收藏"),
    ],
)
def test_lines_above_the_article_go(lines: str) -> None:
    assert without_boilerplate(f"{lines}\n{SAID}") == SAID


@pytest.mark.parametrize(
    "lines",
    [
        *(
            "责任编辑：王小明",
            "（来源：某报）",
            "[责任编辑：王某]",
            "（编辑：王某）",
            "译者：某某。",
            "监制：张 某\n编审：孙某",
            "校对 王某",
        ),
        *(
            "—— 完 ——\n欢迎关注我们\n点击查看原文>",
            "- END -",
            "（全文完）",
            "阅读原文",
            "本文来自微信公众号“某号”，作者：王某",
        ),
        *("相关阅读：\n星图第二代模型发布\n星图完成融资", "延伸阅读\n别的文章，为什么？", "推荐阅读：\n《一》\n《二》"),
        *(
            "参考资料：\nhttps://example.com/a\n[2] https://example.com/b",
            "References:\n1. A paper, 2025",
            "往期推荐\n一篇",
        ),
        *("更多精彩内容，关注某某微信号（ID：abc），或者下载某某App", "海量资讯、精准解读，尽在某某APP", "扫码下载APP"),
        *(
            "打开APP，查看全部精彩图片",
            "长按识别二维码关注我们",
            "点个在看你最好看",
            "一键三连「点赞」「转发」「小心心」",
        ),
        *(
            "版权所有，未经授权不得以任何形式转载及使用，违者必究。",
            "欢迎转载，如需授权，请联系微信号：abc",
            "京ICP备12345678号",
        ),
        *("广告声明：文内含有的对外跳转链接，用于传递更多信息，结果仅供参考。", "免责声明：本文不构成投资建议。"),
        *("声明：本文由入驻作者撰写，观点仅代表作者本人。", "Copyright © 2026 某公司 版权所有", "本文由 AI 辅助生成"),
        *(
            "举报/反馈",
            "返回某某，查看更多",
            "上一篇：别的文章\n下一篇：别的文章",
            "标签：人工智能 大模型",
            "#人工智能 #大模型",
        ),
        *("热门评论", "已有0人评论", "登录后评论", "分享到微信 分享到微博", "收藏 分享 举报", "阅读 1.2万"),
        *("投稿邮箱：a@b.com", "我是36氪作者某某，欢迎交流，微信：123456", "如有线索可联系作者微信：abc"),
        *("（作者系某大学教授）", "（图源某公司官方）", "*题图来源于某图库。", "（应受访者要求，文中某某为化名）"),
    ],
)
def test_lines_below_the_article_go(lines: str) -> None:
    assert without_boilerplate(f"{SAID}\n{lines}") == SAID


@pytest.mark.parametrize(
    "closing",
    [
        *(
            "点击查看原文 >>",
            "（来源：某报）",
            "【来源：某报】",
            "责任编辑：王某",
            "（责编：王某）",
            "（记者 王某）",
            "（新黄河 记者：孙某 视频：某某）",
        ),
        *("本文来自微信公众号“某号”（ID：abc），作者：王某，36氪经授权发布。", "返回某某，查看更多 责任编辑："),
        "【本文图片来自网络】 本文来自微信公众号“某号”，作者：王某，36氪经授权发布。",
    ],
)
def test_closing_behind_the_last_sentence_goes(closing: str) -> None:
    assert without_boilerplate(SAID + closing) == SAID


@pytest.mark.parametrize(
    "said",
    [
        *(
            "智谱获悉后表示，将继续开源。",
            "该公司消息，股价上涨。",
            "据某通讯社报道，星图模型开源。",
            "近日，星图模型开源。",
            "【深度】星图模型开源。",
        ),
        *(
            "来源：公开信息显示，它融资一亿元。",
            "数据的来源是公开网页，来源：不明的数据占三成。",
            "来源于真实用户的数据更有价值。",
        ),
        *(
            "编辑：从业者说，模型改变了工作方式。",
            "作者：一个正在消失的职业？他们这样说。",
            "文/图生视频成为新热点。",
            "图灵奖得主发布了新模型。",
        ),
        *(
            "记者获悉后赶到现场，但没有人回应。",
            "36氪获悉的版本与官方说法不同。",
            "机器之心报道称，星图开源。",
            "本台报道了【今日导读】栏目。",
            "新浪科技发布了新产品。",
        ),
        *(
            "本文提出一种新方法，效果更好。",
            "本文由三部分组成，第一部分介绍模型。",
            "本文由人工智能生成的比例越来越高，平台开始限制。",
        ),
        *(
            "相关阅读器软件今天更新。",
            "推荐阅读模型的论文有三篇。",
            "参考资料显示，模型用了三万块卡。",
            "相关报道引发了讨论。",
        ),
        *(
            "版权所有者起诉了星图公司。",
            "版权归属问题仍未解决。",
            "未经授权的训练数据引发诉讼。",
            "未经许可使用作品训练模型，公司被起诉。",
        ),
        *(
            "点赞功能今天下线，用户反应不一。",
            "关注我们这一代人的问题，是他的工作。",
            "欢迎关注他的新书，出版社说。",
            "分享，是他一生的习惯。",
        ),
        *(
            "点击下方按钮的用户增加了三成。",
            "扫码下载应用的用户增加了三成。",
            "识别二维码的模型今天开源。",
            "打开APP的用户看到了新界面。",
        ),
        *(
            "声明：这家公司第一次公开道歉。",
            "风险提示功能今天上线。",
            "导读机器人今天上线。",
            "摘要模型效果更好。",
            "提示：词的写法决定结果。",
        ),
        *(
            "标签：一种被滥用的营销手段正在消失。",
            "下一篇论文将讨论训练数据。",
            "首页改版后，用户停留时间变长。",
            "收藏级显卡今天开售。",
        ),
        *(
            "我们使用 Cookie 的历史可以追溯到上世纪。",
            "图源于模型的幻觉问题仍然存在。",
            "封面由模型生成的杂志今天上市。",
        ),
        *(
            "校对 王某的稿件花了三个小时。",
            "我是一名记者，今天与团队交流了三个小时。",
            "腾讯 今日发布了新模型。",
            "有问题的模型被删除，公司联系了用户。",
        ),
        *(
            "References to older models were removed.",
            "Copyright law is changing fast.",
            "End users will see the change next week.",
        ),
    ],
)
def test_sentence_that_only_looks_like_one_stays(said: str) -> None:
    for text in (said, f"{SAID}\n{said}", f"{said}\n{SAID}", SAID + said):
        assert without_boilerplate(text) == text


def test_lines_inside_the_text_stay() -> None:
    text = f"{SAID}\n编辑：中间的不动\n相关阅读：\n星图第二代模型\n{SAID}（来源：某报）\n{SAID}"
    assert without_boilerplate(text) == text


@pytest.mark.parametrize(
    "text", ["", "点击查看原文>", "作者 | 王小明\n\n编辑 | 李小红\n点击查看原文>", "参考资料：\nhttps://example.com"]
)
def test_text_that_is_nothing_else_is_empty(text: str) -> None:
    assert without_boilerplate(text) == ""


def test_patterns_of_a_source_go_wherever_they_stand() -> None:
    patterns = [re.compile("（某报讯）"), re.compile("^版面：.*$", re.MULTILINE)]
    assert without_boilerplate("（某报讯）开源。\n版面：A1\n完整。", patterns) == "开源。\n完整。"


@pytest.mark.parametrize(
    "hostile",
    [
        "作者|" * 20_000,
        "报" * 100_000 + "消息，",
        "【" * 100_000,
        "文/某\n" * 50_000,
        "36氪" + " " * 100_000 + "x",
        "报道编辑：" * 50_000,
        "_" * 200_000,
        "本文来自" * 50 + "\n" + "欢迎关注" * 49,
        "\n".join(["相关阅读", "一" * 150] * 20_000),
        "我们使用cookie" * 20_000,
        "记者 王某 " * 30_000,
        SAID + "（来源：" * 50_000,
    ],
)
def test_hostile_text_is_shortened_or_left_alone(hostile: str) -> None:
    # Quadratic work on these would take minutes.
    assert len(without_boilerplate(hostile)) <= len(hostile)


ORIGIN = "本文来自微信公众号： 样例号 ，作者：王某，编辑：李某，原文标题：《样例》"


@pytest.mark.parametrize("cut", ["......", "…", "……", "..."])
def test_a_beginning_that_is_cut_off_before_the_origin_is_left_out(cut: str) -> None:
    whole = "样例公司发布了模型。\n图自样例博客\n价格不变。"
    brief = f"样例公司发布了模型。图自样例博客价格不变，它主推的Win{cut}"
    assert without_boilerplate(f"{brief}\n{ORIGIN}\n{whole}") == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A beginning that is whole, one without an origin behind it, and one that is all there is.
        (f"样例公司发布了模型。\n{ORIGIN}\n价格不变。", f"样例公司发布了模型。\n{ORIGIN}\n价格不变。"),
        ("样例公司发布了模型，它说……\n价格不变。", "样例公司发布了模型，它说……\n价格不变。"),
        (f"样例公司发布了模型，它主推的Win......\n{ORIGIN}", "样例公司发布了模型，它主推的Win......"),
    ],
)
def test_any_other_beginning_stays(text: str, expected: str) -> None:
    assert without_boilerplate(text) == expected


@pytest.mark.parametrize(
    "by_line",
    [
        "本文来自编译，希望对您有所启发。",
        "本文作者：王某，样例资本投资经理。",
        "36氪经授权首发。",
        "本文作者：王某。36氪经授权发布。",
        "本文内容来自样例网《样例报告》2026年第一期，36氪经授权发布。",
        "关于作者：王某，样例数据创始人，样例公司副总裁。",
        "作者简介：王某，样例大学教授。",
        "本文作者 Jane Doe 是一名记者和独立研究员，也是样例网站的撰稿人。",
        "本文根据王某在样例大会上的演讲整理而来，在未改变原意的基础上略有删减。",
        "编者按：本文来自编译。本文作者是样例公司的合伙人。36氪经授权转载。",
    ],
)
def test_by_lines_before_the_first_sentence_of_a_paragraph_are_cut(by_line: str) -> None:
    assert (
        without_boilerplate(f"{by_line}样例公司发布了新的模型。\n价格不变。") == "样例公司发布了新的模型。\n价格不变。"
    )
    assert without_boilerplate(f"{by_line}\n样例公司发布了新的模型。") == "样例公司发布了新的模型。"


@pytest.mark.parametrize(
    "sentence",
    [
        "本文作者认为，模型的价格还会下降。",
        "本文描述的故事发生在去年。",
        "文章根据公开数据作出了三个判断。",
        "36氪转载了一篇文章。",
        "样例公司经监管机构授权发布了模型。",
        "关于作者的权利，法院作出了判决。",
    ],
)
def test_a_sentence_that_says_something_of_an_author_stays(sentence: str) -> None:
    assert without_boilerplate(f"{sentence}价格不变。") == f"{sentence}价格不变。"


@pytest.mark.parametrize(
    "by_line",
    ["本文来自编译，希望对您有所启发。", "本文作者：王某。36氪经授权发布。", "关于作者：王某，样例公司创始人。"],
)
def test_by_lines_inside_the_first_paragraph_are_cut_and_in_the_others_stay(by_line: str) -> None:
    rest = f"价格不变。{by_line}后来如何，没有人知道。"
    text = f"编者按：职场中不少骨干难获晋升。{by_line}聚焦成果才是出路。\n{rest}"
    assert without_boilerplate(text) == f"职场中不少骨干难获晋升。聚焦成果才是出路。\n{rest}"


def test_a_long_first_paragraph_of_openings_ends_soon() -> None:
    assert without_boilerplate("。本文作者" * 40_000 + "完了") != ""
