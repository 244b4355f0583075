import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.issue.highlights import LENGTH, highlight, without_ornament

LONG = "第一个分句说了很多很多很多很多很多很多很多很多很多的事情"
CASES = [
    ("智谱开放GLM样例版权重", "", "智谱开放GLM样例版权重。"),
    ("小米样例模型开源！能看懂整段监控", "", "小米样例模型开源，能看懂整段监控。"),
    ("纪要外泄影响样例公司融资？内部人士：不可信", "", "纪要外泄影响样例公司融资？内部人士：不可信。"),
    ("36氪首发｜某公司完成天使轮融资", "", "某公司完成天使轮融资。"),
    ("科氪 | 某公司完成天使轮融资", "", "某公司完成天使轮融资。"),
    ("少样本方法通吃十二个数据集丨AAAI 2026", "", "少样本方法通吃十二个数据集。"),
    ("一件衣服想压缩到一个下午 | 早期项目", "", "一件衣服想压缩到一个下午。"),
    ("推理服务的一次改造｜QCon上海", "", "推理服务的一次改造。"),
    ("网传样例公司将被收购｜辟谣", "", "网传样例公司将被收购｜辟谣。"),
    ("【独家】通义样例版上线", "", "通义样例版上线。"),
    ("刚刚，样例版发布", "", "样例版发布。"),
    ("智谱｜样例版发布", "", "智谱｜样例版发布。"),
    ("谁来审核智能体写的代码？", "", "谁来审核智能体写的代码？"),
    ("模型“一句话，两件事！很好”的能力", "", "模型“一句话，两件事！很好”的能力。"),
    ("首批名额1,000个", "", "首批名额1,000个。"),
    ("真的来了！！！样例版发布", "", "真的来了，样例版发布。"),
    (f"{LONG}，{LONG}，{LONG}", "", f"{LONG}，{LONG}。"),
    (f"{LONG}？{LONG}，{LONG}", "", f"{LONG}？{LONG}。"),
    ("没" * 80, "摘要第一句。第二句。", "摘要第一句。第二句。"),
    ("没" * 80, "", "没" * 80 + "。"),
]


@pytest.mark.parametrize(("title", "summary", "expected"), CASES, ids=range(len(CASES)))
def test_highlight(title: str, summary: str, expected: str) -> None:
    assert highlight(title, summary) == expected


def test_a_title_that_is_only_ornament_stays() -> None:
    assert without_ornament("【独家】") == "【独家】"


@given(st.text(alphabet="智谱发布，。！？“”（）a1 ", min_size=1, max_size=120).filter(lambda t: t.strip("，。！？ ")))
def test_a_highlight_ends_a_sentence_and_is_short_where_a_clause_is(title: str) -> None:
    line = highlight(title, "")
    assert line[-1] in "。？?"
    clauses = [c for c in title.replace("。", "，").replace("！", "，").split("，") if c.strip()]
    if len(clauses[0]) < LENGTH - 1 and not any(mark in title for mark in "“”（）"):
        assert len(line) <= LENGTH
