"""Of faithful lines nearly all are printed; of those that say something else, none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsbot.issue.condensed import fault_of
from newsbot.issue.tracing import untraced
from newsbot.items import Article
from newsbot.judging.lexicon import bundled_lexicon
from tests.issue.lines import FAITHFUL, TOO_CAREFUL, UNFAITHFUL, Case

LEXICON = bundled_lexicon()


def _fault(case: Case) -> str:
    title, text, line = case
    return fault_of(line, Article("s", "u", title, summary=text), LEXICON)


@pytest.mark.parametrize("case", FAITHFUL, ids=range(len(FAITHFUL)))
def test_a_faithful_line_is_printed(case: Case) -> None:
    assert _fault(case) == ""


@pytest.mark.parametrize("case", [case for cases in UNFAITHFUL.values() for case in cases])
def test_a_line_that_says_something_else_is_not(case: Case) -> None:
    assert _fault(case) != ""


@pytest.mark.parametrize("case", TOO_CAREFUL)
def test_what_is_refused_though_faithful_is_known(case: Case) -> None:
    assert _fault(case) != ""


def _told(title: str, line: str) -> str:
    return fault_of(line, Article("s", "u", title), LEXICON)


UNITS = ("瑞士法郎", "新台币", "卢布", "元", "美元", "P", "TOPS", "tokens", "国", "省", "字", "颗", "倍", "%", "年", "")


@given(st.integers(1, 9999), st.permutations(UNITS))
def test_whatever_unit_stands_behind_a_figure_may_be_no_other(number: int, units: list[str]) -> None:
    said, other = (f"样例公司发布样例模型，规模达到{number}{unit}" for unit in units[:2])
    assert _told(said, f"{said}。") == ""
    assert _told(said, f"{other}。") != ""


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["亿元", "%", "个", "P", ""]))
def test_two_figures_may_not_be_swapped(one: int, other: int, unit: str) -> None:
    assume(one != other)
    for said in (
        "样例公司收入{}{u}，投入{}{u}",
        "样例公司2024年投入{}{u}，2025年投入{}{u}",
        "样例公司投入从{}{u}增至{}{u}",
        "样例公司、样例云分别投入{}{u}、{}{u}",
        "智谱得分{}{u}，百度得分{}{u}",
    ):
        title = said.format(one, other, u=unit)
        assert _told(title, f"{title}。") == ""
        assert _told(title, f"{said.format(other, one, u=unit)}。") != ""


MAKERS = ("智谱", "月之暗面", "MiniMax", "百度", "样例云", "某某智能")


@given(st.permutations(MAKERS), st.integers(1, 999), st.integers(1, 999))
def test_a_figure_of_one_may_not_be_told_of_another(makers: list[str], one: int, other: int) -> None:
    assume(one != other)
    first, second, *_ = makers
    title = f"{first}投入{one}亿元，{second}投入{other}亿元"
    assert _told(title, f"{first}投入{one}亿元。") == ""
    for line in (
        f"{first}投入{other}亿元。",
        f"{first}投入{one}亿元，投入{other}亿元。",
        f"{second}投入{one}亿元。",
        f"{second}投入{other}亿元，{first}投入{one}亿元，投入{other}亿元。",
    ):
        assert _told(title, line) != ""


FRAMES = (
    *("推迟", "暂缓", "反对", "避免", "考虑", "申请", "计划", "希望", "冲刺", "被指", "假装", "准备", "酝酿", "中断"),
    *("谎称", "寻机", "婉拒", "疑似", "部分", "员工", "前高管", "用户", "竞争对手"),
)
DEEDS = ("发布样例模型", "上市", "收购样例云")


@given(st.sampled_from(["智谱", "DeepSeek", "样例公司"]), st.sampled_from(FRAMES), st.sampled_from(DEEDS))
def test_what_stands_between_who_acts_and_what_is_done_is_told(maker: str, frame: str, deed: str) -> None:
    assert _told(f"{maker}{frame}{deed}", f"{maker}{deed}。") != ""


@given(st.text(alphabet="公司表示，今日的了：？、智谱GLM-5发布不3 （）\n。", max_size=80), st.data())
def test_a_line_of_any_article_is_traced_or_not(text: str, data: st.DataObject) -> None:
    told = [text, "公司表示，今日的了", *text.split("，")]
    line = data.draw(st.lists(st.sampled_from([each for each in told if each]), max_size=4).map("，".join))
    assert isinstance(untraced(f"{line}。", told, LEXICON), str)


@pytest.mark.parametrize("told", ["智谱发布" * 1500, "智谱发布新模型，" * 700, "智谱发布\n" * 1200, "的" * 6000])
def test_what_repeats_itself_is_traced_within_bounds(told: str) -> None:
    line = "智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，百度。"
    assert untraced(line, [*told.split("\n"), "百度"], LEXICON) in {"", "百度。", line[:12]}
