import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.issue.highlights import LENGTH, highlight, length
from newsbot.issue.ornament import without_ornament

LONG = "样例厂商发布了很多很多很多很多很多很多很多很多很多的新模型"
CASES = [
    ("智谱开放GLM样例版权重", "", "智谱开放GLM样例版权重。"),
    ("小米样例模型开源！能看懂整段监控", "", "小米样例模型开源，能看懂整段监控。"),
    ("智谱｜样例版发布", "", "智谱｜样例版发布。"),
    ("模型“一句话，两件事！很好”的能力", "", "模型“一句话，两件事！很好”的能力。"),
    ("首批名额1,000个", "", "首批名额1,000个。"),
    ("Sample Labs Opens Its Weights", "", "Sample Labs Opens Its Weights."),
    # What is longer than a line loses its last clauses, or the blanks beside Chinese; a number's comma ends no clause.
    (f"{LONG}，{LONG}，{LONG}", "", f"{LONG}。"),
    (f"{LONG}，首批名额1,000个，共分三批陆续开放给各地开发者", "", f"{LONG}，首批名额1,000个。"),
    (
        "样例实验室 放宽 Sample Code 每日调用次数 30% 上限 至 9 月 12 日 22 点 15 分整",
        "",
        "样例实验室，放宽Sample Code每日调用次数30%上限，至9月12日22点15分整。",
    ),
    (
        "样例云完成Sample K3全系列适配工作并开放公测名额 全国首个开源三万亿参数模型正式入驻",
        "",
        "样例云完成Sample K3全系列适配工作并开放公测名额。",
    ),
    (f"昨天还在打官司，Sample今晨就开源40B小模型：{LONG}", "", "昨天还在打官司，Sample今晨就开源40B小模型。"),
    # Nothing is left away that turns, limits, doubts or attributes what would stay: rather no line at all.
    *(
        (title, "", "")
        for title in (
            f"{LONG}，但目前没有任何一家独立机构能够复现其结果",
            f"{LONG}，不对中国大陆地区的个人用户和企业用户开放",
            f"{LONG}，仅限已经通过资格审核的企业客户申请使用",
            f"{LONG}，如果监管部门在年内批准这一项申请的话",
            f"{LONG}，据多家媒体援引知情者的话作出的报道",
            f"{LONG}，该公司发言人今天下午出面澄清了此事",
            f"{LONG}？内部人士：不可信，公司从来没有这样的计划",
            f"随着{LONG[:22]}，整个行业对推理芯片的需求今年大幅增长起来",
        )
    ),
    (
        "样例公司创始人李某在一场开发者大会上：我们要发布一个新模型，并且在明年春天把它的全部权重开放给社区",
        "",
        "样例公司创始人李某在一场开发者大会上：我们要发布一个新模型。",
    ),
    # A question at the end may doubt what stands before it; one with its answer behind it stays with it.
    ("样例模型再谈一轮融资，估值能否翻倍？", "", "样例模型再谈一轮融资，估值能否翻倍？"),
    *(
        (title, "", title)
        for title in (
            "MiniMax Sample 开源后，本地视频生成走到了哪里？",
            "Sample V4 发布前，先看看这几个问题有没有答案？",
            "Kimi 已经倒闭裁员，谁信？",
            "智谱Sample-6参数达10万亿，有何依据？",
        )
    ),
    # Nor may a clause be left away that says what the one before was worth, or what came of it; one that hangs on
    # another is no line.
    *(
        (title, "", "")
        for title in (
            f"样例助手{LONG}日活跃用户突破两亿，此为内部目标而非实际数据",
            f"MiniMax因侵权被{LONG}起诉，双方达成和解",
            f"样例公司发布{LONG}，次日又因为用户投诉把它撤回",
            f"样例公司收购{LONG}，交易最终被双方放弃",
            f"样例模型得分达到{LONG}，测试由公司自行完成",
            f"样例模型开源之后，{LONG}{LONG}",
            f"样例模型发布前，{LONG}{LONG}",
        )
    ),
    (
        "样例引擎发布会：开发者最好的时代来了？",
        "7月28日，样例引擎在上海发布2.0版，样例引擎的开发者到场。",
        "7月28日，样例引擎在上海发布2.0版，样例引擎的开发者到场。",
    ),
    ("谁来审核智能体写的代码？", "今天天气很好，适合出门。", "谁来审核智能体写的代码？"),
    (
        "邮件流出拖慢样例公司上市？发言人：没有的事",
        "样例公司纪要外泄，影响融资进程。",
        "邮件流出拖慢样例公司上市？发言人：没有的事。",
    ),
    # The opening, where the headline does not fit and the opening tells the same.
    ("没" * 80, "摘要第一句说的是一件别的事。第二句。", ""),
    (
        f"样例模型Sample-9B{'不' * 40}",
        "样例模型Sample-9B今天发布并开放权重。它很小。",
        "样例模型Sample-9B今天发布并开放权重。",
    ),
    (f"样例模型Sample-9B{'不' * 40}", "该样例模型Sample-9B今天发布并开放权重。", ""),
    ("没" * 80, "", ""),
    # In a line without Chinese two letters count as one.
    (
        "Sample Labs Opens The Weights Of Its Largest Model To Everybody Who Asks For Them Today",
        "",
        "Sample Labs Opens The Weights Of Its Largest Model To Everybody Who Asks For Them Today.",
    ),
    ("Sample Labs " * 9, "", ""),
]
ORNAMENT = [
    ("36氪首发｜某公司完成天使轮融资", "某公司完成天使轮融资"),
    ("科氪 | 某公司完成天使轮融资", "某公司完成天使轮融资"),
    ("少样本方法通吃十二个数据集丨AAAI 2026", "少样本方法通吃十二个数据集"),
    ("一件衣服想压缩到一个下午 | 早期项目", "一件衣服想压缩到一个下午"),
    ("推理服务的一次改造｜QCon上海", "推理服务的一次改造"),
    ("和样例云聊了聊推理成本 | SampleJoy2026现场局", "和样例云聊了聊推理成本"),
    ("具身模型还要再等两年丨直击SAMPLE2027", "具身模型还要再等两年"),
    ("推理服务成本优化的七个方法 | 技术实践", "推理服务成本优化的七个方法"),
    ("样例模型真有这么强？？？", "样例模型真有这么强？"),
    ("网传样例公司将被收购｜辟谣", "网传样例公司将被收购｜辟谣"),
    ("【独家】通义样例版上线", "通义样例版上线"),
    ("通义样例版今天上线了【附体验】", "通义样例版今天上线了"),
    ("刚刚，样例版发布", "样例版发布"),
    ("重磅！刚刚！样例版发布", "样例版发布"),
    ("炸裂！样例版发布", "样例版发布"),
    ("真的来了！！！样例版发布", "样例版发布"),
    ("🔥🚀样例版发布✨", "样例版发布"),
    ("价格从 3 元→1 元", "价格从 3 元→1 元"),
    ("样例云重磅发布新模型", "样例云发布新模型"),
    ("样例云发布重磅新规", "样例云发布重磅新规"),
    ("【独家】", "【独家】"),
    ("🔥", "🔥"),
]


@pytest.mark.parametrize(("title", "expected"), ORNAMENT, ids=range(len(ORNAMENT)))
def test_without_ornament(title: str, expected: str) -> None:
    assert without_ornament(title) == expected


@pytest.mark.parametrize(("title", "summary", "expected"), CASES, ids=range(len(CASES)))
def test_highlight(title: str, summary: str, expected: str) -> None:
    assert highlight(title, summary) == expected


OF_WHOM = [
    # Not the first clause, which has no MiniMax, but what tells of it; with neither, no line.
    (
        "视频生成迎来样例时刻，众多创作者一夜之间都换了工具来用，MiniMax发布Sample Video新模型",
        ("MiniMax",),
        "MiniMax发布Sample Video新模型。",
    ),
    (
        "视频生成迎来样例时刻，众多创作者一夜之间都换了工具来用，背后是新模型悄悄出现，来自名叫MiniMax的公司",
        ("MiniMax",),
        "",
    ),
    (
        "智谱发布样例模型，参数量达到九百亿之多，推理的成本也跟着大幅下降，跑分直追Claude的最新旗舰",
        ("智谱", "Claude"),
        "智谱发布样例模型，参数量达到九百亿之多，推理的成本也跟着大幅下降。",
    ),
    # Who speaks stays.
    (
        "OpenAI：我们要发布一个比现在所有模型都大的新模型，Sample智能体也会在同一天面向所有的用户开放",
        (),
        "OpenAI：我们要发布一个比现在所有模型都大的新模型。",
    ),
    (
        "OpenAI：我们的新模型Sample-9B今天发布，这是到现在为止最快最便宜的一个，所有的人都可以用它来做想做的事",
        (),
        "OpenAI：我们的新模型Sample-9B今天发布，这是到现在为止最快最便宜的一个。",
    ),
]


@pytest.mark.parametrize(("title", "subjects", "expected"), OF_WHOM, ids=range(len(OF_WHOM)))
def test_neither_subject_nor_speaker_is_left_away(title: str, subjects: tuple[str, ...], expected: str) -> None:
    assert highlight(title, "我们的新模型Sample-9B今天发布，它很快。", subjects) == expected


@given(
    st.text(alphabet="智谱发布，。！？：“”（）a1 MiniMax但不据", max_size=120),
    st.text(alphabet="智谱发布，。a1", max_size=80),
)
def test_no_highlight_is_longer_than_a_line(title: str, summary: str) -> None:
    assert length(highlight(title, summary, ("智谱", "MiniMax"))) <= LENGTH


@given(
    st.text(alphabet="智谱发布，。！？“”（）a1 但不据", min_size=1, max_size=120).filter(lambda t: t.strip("，。！？ "))
)
def test_a_highlight_ends_a_sentence_and_leaves_away_nothing_that_turns_the_rest(title: str) -> None:
    if not (line := highlight(title, "")):
        return
    assert line[-1] in "。？?."
    if not title.endswith(("？", "?")) and "？" not in title:
        assert all(line.count(word) == title.count(word) for word in "但据")


@given(st.integers(1, 30))
def test_a_title_that_fits_is_the_line(length: int) -> None:
    title = "智谱" + "发" * length
    assert highlight(title, "") == f"{title}。"
    assert len(highlight(title, "")) <= LENGTH
