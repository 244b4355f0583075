import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.digests import Section, item_url, sections
from newsbot.reading.text import to_text

# Three stories as an editor would write them, and a body of them in each shape that columns have.
MODEL = Section(
    "星图公司开源九十亿参数模型，采用宽松许可",
    "星图公司宣布开源样例模型，权重今日开放下载。模型支持十二种语言。（某某社）",
)
PRICE = Section("云桥平台下调接口价格：输入降三成", "云桥平台公布新价格，即日起执行。\n老用户的余额按新价格折算。")
FUNDS = Section("拾例智能完成三千万元天使轮融资", "拾例智能宣布完成融资，资金用于扩大团队。")
STORIES = [MODEL, PRICE, FUNDS]
CONTENTS = "<p>某车企公布新车配置</p><p>某剧今晚收官，观众反响不一</p><p>某地明日有雪？气象部门回应</p>"

BOLD = "<p><strong>{heading}</strong></p>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def _body(heading: str, stories: list[Section] = STORIES) -> str:
    """The stories, their headings written as ``heading`` says."""
    return "".join(
        heading.format(n=n, heading=story.heading) + _paragraphs(story.text) for n, story in enumerate(stories, start=1)
    )


@pytest.mark.parametrize(
    "heading",
    [
        BOLD,
        "<p><b>{heading}</b><br/></p>",
        '<p><span style="font-weight: bold">{heading}</span></p>',
        "<p><strong>{n}、{heading}</strong></p>",
        "<p><strong>0{n} {heading}</strong></p>",
        '<p><a href="https://example.com/{n}">{heading}</a></p>',
        "<h2>{heading}</h2>",
        "<h3>{n}. {heading}</h3>",
        '<h2><a href="https://example.com/{n}">{heading}</a> <code>#{n}</code></h2>',
        "<p>{n}、{heading}</p>",
        "<p>（{n}）{heading}</p>",
        "<p>【{n}】{heading}</p>",
        "<p>【{heading}】</p>",
        "<p>▶ {heading}</p>",
        "<p>● {heading}</p>",
    ],
)
def test_headings_are_known_by_how_they_stand_out(heading: str) -> None:
    assert sections(_body(heading)) == STORIES


SHORT = [
    Section("阿里开源新模型", "阿里今日开源了新的样例模型，权重可以下载。"),
    Section("智谱下调价格", "智谱公布了新的价格，输入降三成，即日起执行。"),
    Section("云桥召回三千辆", "云桥汽车宣布召回三千辆车，软件将远程升级。"),
]


@pytest.mark.parametrize(
    "heading",
    ["<h2>{heading}</h2>", "<h3>{n}. {heading}</h3>", "<p>{n}、{heading}</p>", "<p><b>0{n} {heading}</b></p>"],
)
def test_short_headlines_are_headings_where_numbers_or_elements_say_so(heading: str) -> None:
    assert sections(_body(heading, SHORT)) == SHORT


@pytest.mark.parametrize(
    "heading", [BOLD, "<p>● {heading}</p>", '<p><a href="https://example.com/{n}">{heading}</a></p>']
)
def test_short_headlines_that_only_stand_out_may_be_names_of_groups(heading: str) -> None:
    assert sections(_body(heading, SHORT)) == []


@pytest.mark.parametrize(
    "numbers", [list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫"), [f"{n}、" for n in (*"一二三四五六七八九十", "十一", "十二")]]
)
def test_circled_and_chinese_numbers_are_read(numbers: list[str]) -> None:
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    many = [Section(f"{name}公司发布新一代语音模型产品", "产品今天起开放测试，名额不限。") for name in names]
    body = "".join(f"<p>{n}{each.heading}</p><p>{each.text}</p>" for n, each in zip(numbers, many, strict=True))
    assert sections(body) == many


def test_groups_and_the_table_of_contents_are_no_items() -> None:
    bold = "<p><strong>{}</strong></p>".format
    first, second = _body(BOLD, [MODEL, PRICE]), _body(BOLD, [FUNDS])
    contents = bold("今日热点导览") + CONTENTS
    body = f"{contents}{bold('TOP3大新闻')}{first}{bold('投融资')}{second}<p>整理｜某编辑</p>"
    assert sections(body) == STORIES


def test_groups_in_heading_elements_end_the_item_before() -> None:
    body = f"<h3>大公司：</h3>{_body(BOLD, [MODEL, PRICE])}<h3>投融资</h3>{_body(BOLD, [FUNDS])}"
    assert sections(body) == STORIES


def test_groups_with_long_names_are_told_from_items_by_the_headings_below_them() -> None:
    groups = [
        f"<h2>本期值得留意的行业动向之{n}</h2>{_body(BOLD, [story])}"
        for n, story in zip("甲乙丙", STORIES, strict=True)
    ]
    assert sections("".join(groups)) == STORIES


def test_points_that_an_item_lists_are_its_text() -> None:
    points = "<ul><li>权重今日开放下载，采用宽松许可。</li><li>模型支持十二种语言。</li></ul><p>相关链接：</p>"
    body = "".join(f"<h2>{story.heading}</h2>{points}<p>https://example.com/a</p>" for story in STORIES)
    text = "权重今日开放下载，采用宽松许可。\n模型支持十二种语言。"
    assert sections(body) == [Section(story.heading, text) for story in STORIES]


def test_a_label_that_comes_again_is_text() -> None:
    body = "".join(
        f"<p><b>{n}、{story.heading}</b></p><p>{story.text}</p><p><b>划重点：</b></p><p>⭐ 今日开放。</p>"
        for n, story in enumerate([MODEL, FUNDS, Section(PRICE.heading, "新价格即日起执行，老用户也一样。")], start=1)
    )
    assert sections(body)[0] == Section(MODEL.heading, f"{MODEL.text}\n划重点：\n⭐ 今日开放。")


def test_a_sentence_put_in_bold_is_text() -> None:
    body = _body(BOLD).replace(
        "<p>老用户的余额按新价格折算。</p>", "<p><strong>老用户的余额按新价格折算。</strong></p>"
    )
    assert sections(body) == STORIES


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "▶ 星图公司开源新一代语音模型：权重今日开放下载，支持十二种方言，延迟更低。",
            "权重今日开放下载，支持十二种方言，延迟更低。",
        ),
        ("【星图公司开源新一代语音模型】权重今日开放下载。", "权重今日开放下载。"),
        ("【开源】星图公司开源新一代语音模型。权重今日开放下载。", "权重今日开放下载。"),
        ("<strong>星图公司开源新一代语音模型：</strong>权重今日开放下载。", "权重今日开放下载。"),
        ("• <strong>星图公司开源新一代语音模型</strong>。权重今日开放下载。", "权重今日开放下载。"),
        ("• 星图公司开源新一代语音模型。权重今日开放下载。", "权重今日开放下载。"),
        ("• 星图公司开源新一代语音模型。", "星图公司开源新一代语音模型。"),
    ],
)
@pytest.mark.parametrize("element", ["<p>{}</p>", "<li>{}</li>", "<li><p>{}</p></li>"])
def test_heading_and_text_may_stand_in_one_line(element: str, line: str, expected: str) -> None:
    others = [line.replace("星图", other) for other in ("云桥", "拾例")]
    body = "".join(element.format(each) for each in (line, *others))
    assert sections(body) == [
        Section("星图公司开源新一代语音模型", expected),
        *(Section(f"{n}公司开源新一代语音模型", expected.replace("星图", n)) for n in ("云桥", "拾例")),
    ]


def test_list_without_marks_is_taken_apart_by_its_elements() -> None:
    body = "".join(f"<li>{story.heading.replace('：', '，')}。{story.text}</li>" for story in STORIES)
    expected = [Section(story.heading.replace("：", "，"), story.text.replace("\n", " ")) for story in STORIES]
    assert sections(f"<ul>{body}</ul>") == expected


def test_who_says_something_is_no_heading() -> None:
    line = "▶ {}公司今天在发布会上宣布：样例模型的价格即日起下调三成，老用户的余额按新价格折算。"
    found = sections("\n".join(line.format(name) for name in ("星图", "云桥", "拾例")))
    assert [section.heading for section in found] == [line.format(n)[2:-1] for n in ("星图", "云桥", "拾例")]


def test_stock_phrases_and_adverts_are_cut() -> None:
    body = (
        "<p>作者｜某编辑</p>"
        + _body(BOLD).replace("<p>拾例", "<p>36氪获悉，拾例")
        + "<p>欢迎关注某某公众号</p><p>这里每天为你准备一份早餐。</p>"
    )
    assert sections(body) == STORIES


def test_a_caption_is_text_and_an_address_ends_it() -> None:
    text = "产品今天起开放测试，名额不限。\n图源：某某媒体\n名额用完为止。"
    told = [Section(f"{name}公司发布新一代语音模型产品", text) for name in "甲乙丙"]
    body = _body(BOLD, told).replace("<p>名额用完为止。</p>", "<p>名额用完为止。</p><p>官网：https://example.com/a</p>")
    assert sections(body) == told


def test_an_overview_in_sentences_is_no_item() -> None:
    overview = "<p><strong>今日要闻速览</strong></p><p>某车企公布新车配置。</p><p>某剧今晚收官。</p>"
    assert sections(overview + _body(BOLD)) == STORIES


def test_an_item_told_twice_is_one_item() -> None:
    assert sections(_body(BOLD, [*STORIES, Section(MODEL.heading, "又说了一遍。")])) == STORIES


def test_heading_without_a_text_is_no_item() -> None:
    extra = "<p><strong>某剧今晚收官，观众反响不一</strong></p>"
    assert sections(extra + _body(BOLD) + extra.replace("今晚", "明晚")) == STORIES


POINTS = "<p><b>一是上下文扩展到百万字符</b></p><p>此前只有其八分之一。</p><p><b>二是推理成本降到三分之一</b></p>"


def test_points_of_the_lead_story_are_its_text() -> None:
    text = f"{MODEL.text}\n一是上下文扩展到百万字符\n此前只有其八分之一。\n二是推理成本降到三分之一\n功劳是新算子的。"
    body = _body(BOLD, [MODEL]) + POINTS + "<p>功劳是新算子的。</p>" + _body(BOLD, [PRICE, FUNDS])
    assert sections(body) == [Section(MODEL.heading, text), PRICE, FUNDS]


@pytest.mark.parametrize(
    "heading",
    [
        "广告：样例云服务器全场三折起售",
        "招聘：样例媒体正在寻找一位编辑",
        "【活动】样例大会今天开放报名通道",
        "明日大事：样例公司将召开发布会",
        "明日看点 | 样例公司将公布财报",
        "直播预告：样例公司将发布新产品",
    ],
)
@pytest.mark.parametrize("style", [BOLD, "<p>{heading}</p>"])
def test_adverts_and_notices_are_of_no_item(heading: str, style: str) -> None:
    text = "<p>详情可以向编辑部打听。</p>" if style == BOLD else ""
    notice = style.format(heading=heading) + text
    assert sections(_body(BOLD, [MODEL, PRICE]) + notice + _body(BOLD, [FUNDS]) + notice) == STORIES


def _told(*headings: str, lead_in: str = "", style: str = BOLD) -> str:
    """An article under these headings, each with two sentences below."""
    text = "<p>这件事的经过并不复杂。</p><p>知情的人都这样讲，编辑部也去核对过。</p>"
    return lead_in + "".join(style.format(n=n, heading=each) + text for n, each in enumerate(headings, start=1))


@pytest.mark.parametrize(
    "body",
    [
        _told(
            "大模型创业的上半场已成往事",
            "算力账本里的秘密与焦虑",
            "开源究竟是谁的护城河",
            "写给下半场的几句话",
            style="<h2>{heading}</h2>",
        ),
        _told(
            "打开设置并找到模型一栏",
            "选择新发布的样例模型版本",
            "输入提示词再点击生成按钮",
            style="<p><b>{n}. {heading}</b></p>",
        ),
        _told("第一步：下载新发布的客户端", "第二步：更新本地的模型权重", "第三步：启动服务并完成测试"),
        _told("Step 1 下载新发布的客户端", "Step 2 更新本地的模型权重", "Step 3 启动服务并完成测试"),
        _told("问：公司为什么这时候发布新模型", "问：融资完成后的计划是什么", "问：开源会不会影响营收增长"),
        _told("Q1：公司为什么这时候发布新模型", "Q2：融资完成后的计划是什么", "Q3：开源会不会影响营收增长"),
        _told("一是发布节奏明显加快了许多", "二是开源的许可更加宽松了", "三是降价的幅度超过了预期"),
        _told(
            "上下文窗口扩展到一百万字符：支持长文", "语音输入现在能听懂方言：支持十二种", "界面换了配色：支持深浅两种"
        ),
        _told("星图发布新一代样例模型产品", "星图宣布接口价格下调三成", "星图完成三千万元天使轮融资"),
        _told("Star 发布新一代样例模型产品", "Star 宣布接口价格下调三成", "Star 完成三千万元天使轮融资"),
        *(
            _told(*(story.heading for story in STORIES), lead_in=f"<p>{lead_in}</p>")
            for lead_in in (
                "本文讲一讲行业这一周的变化。",
                "以下五点值得留意。",
                "新版带来三个功能。",
                "这篇文章说说缘由。",
            )
        ),
    ],
    ids=[
        *("essay", "guide", "steps", "English steps", "interview", "numbered questions", "points"),
        *(
            "features",
            "one company",
            "one Latin name",
            "one subject",
            "so many points",
            "so many functions",
            "an article",
        ),
    ],
)
def test_one_article_under_headings_is_left_whole(body: str) -> None:
    assert sections(body) == []


@pytest.mark.parametrize("lead_in", ["本文来自样例媒体。", "早上好，今天有三条新闻。", "微信上线三个功能"])
def test_a_by_line_a_greeting_or_contents_announce_no_subject(lead_in: str) -> None:
    assert sections(f"<p>{lead_in}</p>" + _body(BOLD)) == STORIES


CHAPTER = f"<p>{'这一段讲的是作者怎样看待这件事情的来龙去脉，' * 12}完。</p>" * 5
QUESTIONS = ("为什么统一订阅偏偏在这个时候出现", "谁会为这样的组合付钱，谁又不会", "下一步还有哪些没有回答的问题")
LIST = "<ul>" + "".join(f"<li>{{0}}{n}公司开源语音模型。权重今日开放下载。</li>" for n in "甲乙丙") + "</ul>"
ESSAY = "".join(BOLD.format(heading=question) + CHAPTER for question in QUESTIONS)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>只有一段话，没有任何标题。</p>",
        _body(BOLD, STORIES[:2]),
        ESSAY,
        CONTENTS * 3,
        "<ul>" + "<li>某公司发布新一代语音模型产品</li>" * 9 + "</ul>",
        "· 某公司发布新一代语音模型\n· 某平台下调接口价格三成\n· 某创业公司完成天使轮融资",
        "".join(f"<h2>{name}</h2>{_paragraphs(MODEL.text)}" for name in ("大公司", "投融资", "新产品", "酷产品")),
        "".join(
            f"<h2>{name}</h2>{_body('<p>{heading}。</p>')}" for name in ("产品功能更新", "行业动态展望", "社区新鲜事物")
        ),
        "".join(f"<h2>本周值得关注的动态之{n}</h2>{LIST.format(n)}" for n in "甲乙丙"),
        _body(BOLD) + _paragraphs("另有一篇没有小标题的长文。" * 20 + "\n<br>完") * 4,
        "".join(f"<p><b>{'样例标题太长了' * 12}</b></p><p>{'正文。' * 9}</p>" for _ in range(5)),
        _body("<p>{n}、{heading}</p>").replace("3、", "5、"),
        _body("<p>2{n}、{heading}</p>"),
        "".join(f"<p><b>{name}智能科技股份有限公司</b>，今天开源模型。</p>" for name in ("星图", "云桥", "拾例")),
        "\n".join(f"• {name}公司的语音模型真的更快了吗？" for name in ("星图", "云桥", "拾例")),
        _body("<p>{heading}</p>"),
        "".join(f"<h2>第{n}家公司发布了新一代语音模型</h2><p>今天起开放测试。</p>" for n in range(61)),
    ],
    ids=[
        *("nothing", "a paragraph", "two sections", "an essay", "contents only", "headings in a list", "headlines"),
        *("groups without headings", "groups of plain text", "groups or items", "more text than sections"),
        *("long headings", "a number too high", "no first number", "names in bold", "questions"),
        *("unmarked headings", "too many"),
    ],
)
def test_what_is_not_clear_is_left_whole(body: str) -> None:
    assert sections(body) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云桥平台下调价格：输入降三成", "云桥平台下调价格，输入降三成！", True),
        ("GLM 样例模型", "glm样例模型", True),
        ("云桥平台下调价格", "云桥平台上调价格", False),
    ],
)
def test_an_item_is_known_by_the_letters_of_its_heading(one: str, other: str, same: bool) -> None:
    assert (item_url("https://example.com/d", one) == item_url("https://example.com/d", other)) is same


def test_an_item_s_identity_is_written_down() -> None:
    # What an earlier release stored must be found again.
    assert item_url("https://example.com/d?p=1", "样例标题") == "https://example.com/d?p=1#item-ef886ca90a61"


TAGS = ["<p>", "</p>", "<h2>", "</h2>", "<b>", "</b>", "<a href=x>", "</a>", "<ul>", "<li>", "</ul>", "<br>", "\n", " "]
MARKS = [
    "1、",
    "2、",
    "3、",
    "①",
    "▶ ",
    "• ",
    "【",
    "】",
    "：",
    "。",
    "整理｜某人",
    "今日热点导览",
    "https://a.cn/b",
    "#1",
]
WORDS = [
    "星图公司开源新一代语音模型",
    "云桥平台下调接口价格",
    "权重今日开放下载。",
    "36氪获悉，",
    "模型支持十二种语言。",
]
MARKUP = st.lists(st.sampled_from(TAGS + MARKS + WORDS), max_size=60).map("".join)
STORY = st.builds(
    Section,
    st.text("星图云桥拾例公司模型价格发布", min_size=10, max_size=30),
    st.text("今日开放下载新版支持语言", min_size=10, max_size=200).map(lambda text: f"{text}。"),
)
SHAPE = st.sampled_from(
    ["<p><b>{heading}</b></p>", "<h3>{heading}</h3>", "<p>{n}、{heading}</p>", "<p>▶ {heading}</p>"]
)
BODY = MARKUP | st.builds(_body, SHAPE, st.lists(STORY, min_size=3, max_size=8))


@given(BODY)
def test_no_text_is_invented_and_no_two_items_are_one(body: str) -> None:
    whole = to_text(body)
    found = sections(body)
    assert [part for section in found for part in (section.heading, section.text) if part not in whole] == []
    assert len({item_url("", section.heading) for section in found}) == len(found)
    assert len(found) == 0 or 3 <= len(found) <= 60


@pytest.mark.parametrize(
    "piece",
    [
        "<p><strong>星图公司开源新一代语音模型</strong></p><p>今日开放。</p>",
        f"<p><b>1、星图公司开源新一代语音模型</b></p><p>{'今日开放下载，' * 60}。</p>",
        f"1、{'星图公司，' * 80}开源。\n",
        *(
            "<strong>a",
            "<div>",
            "<h2>",
            "<li>",
            "【星图公司",
            "：",
            "（",
            "。（",
            "&amp;lt;p&amp;gt;",
            "#1 ",
            "https://a",
        ),
        *("a\n", "<p hidden>", "<b> </b>"),
    ],
)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    start = time.process_time()
    sections(piece * (1_000_000 // len(piece)))
    assert time.process_time() - start < 10
