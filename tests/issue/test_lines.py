"""Of faithful lines nearly all are printed; of those that say something else, none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsbot.issue.condensed import fault_of
from newsbot.issue.tracing import untraced
from newsbot.items import Article
from newsbot.judging.lexicon import bundled_lexicon
from tests.issue import shortened
from tests.issue.lines import FAITHFUL, TOO_CAREFUL, UNFAITHFUL, Case

LEXICON = bundled_lexicon()


def _fault(case: Case) -> str:
    title, text, line = case
    return fault_of(line, Article("s", "u", title, summary=text), LEXICON)


@pytest.mark.parametrize("case", [*FAITHFUL, *shortened.FAITHFUL])
def test_a_faithful_line_is_printed(case: Case) -> None:
    assert _fault(case) == ""


@pytest.mark.parametrize("case", [case for cases in (UNFAITHFUL | shortened.SHORTENED).values() for case in cases])
def test_a_line_that_says_something_else_is_not(case: Case) -> None:
    assert _fault(case) != ""


@pytest.mark.parametrize("case", [*TOO_CAREFUL, *shortened.TOO_CAREFUL])
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


NAMED = ("GLM-6", "Kimi K3", "Qwen4", "混元3.0")
LIMITS = (
    *("尚未", "并未", "没有", "不再", "拒绝", "否认", "停止", "暂停", "叫停", "放弃", "禁止", "推迟", "反对", "避免"),
    *("难以", "仅", "只", "从未", "无法", "很少", "取消", "终止", "暂缓", "不会", "并非"),
)
MANNERS = ("正式", "全面", "成功", "大幅", "进一步", "持续", "快速", "同步", "首次", "已")


@given(st.sampled_from(LIMITS), st.sampled_from(MANNERS), st.sampled_from(["发布样例模型", "下调价格", "裁员"]))
def test_nothing_is_left_away_behind_a_denial_or_a_limit(limit: str, manner: str, deed: str) -> None:
    said = f"样例公司{limit}{manner}{deed}"
    assert _told(said, f"{said}。") == ""
    assert _told(said, f"样例公司{limit}{deed}。") != ""


@given(st.sampled_from("-−–－"), st.integers(1, 999), st.sampled_from(["%", "亿元", "个百分点"]))
def test_a_sign_is_part_of_its_figure(sign: str, number: int, unit: str) -> None:
    said = f"样例公司净利增速{sign}{number}{unit}"
    assert _told(said, f"{said}。") == ""
    assert _told(said, f"样例公司净利增速{number}{unit}。") != ""


THINGS = ("数据集", "推理框架", "编程助手", "插件", "医疗模型", "端侧版", "（mini）", "（0.6B）", "系统卡", "芯片")


@given(st.sampled_from(NAMED), st.sampled_from(THINGS))
def test_behind_a_name_only_what_it_is_anyway_may_be_left_away(name: str, thing: str) -> None:
    assert _told(f"样例公司下线{name}{thing}", f"样例公司下线{name}。") != ""
    assert _told(f"样例公司开源{name}{thing}", f"样例公司开源{name}。") != ""
    assert _told(f"样例公司开源{name}系列模型", f"样例公司开源{name}。") == ""


AFTERWARDS = (
    *(
        "公司回应称不实",
        "公司否认",
        "如今改为下月",
        "随后推迟到明年",
        "三天后恢复",
        "次日撤回",
        "双方达成和解",
        "该说法系误传",
    ),
)


@given(st.sampled_from(AFTERWARDS), st.sampled_from("，。；"))
def test_what_the_text_goes_back_on_is_not_told(afterwards: str, mark: str) -> None:
    title, text = "样例公司近况", f"样例公司将样例模型下架{mark}{afterwards}。"
    assert fault_of("样例公司将样例模型下架。", Article("s", "u", title, summary=text), LEXICON) != ""


@given(st.text(alphabet="公司表示，今日的了：？、智谱GLM-5发布不3 （）\n。", max_size=80), st.data())
def test_a_line_of_any_article_is_traced_or_not(text: str, data: st.DataObject) -> None:
    told = [text, "公司表示，今日的了", *text.split("，")]
    line = data.draw(st.lists(st.sampled_from([each for each in told if each]), max_size=4).map("，".join))
    assert isinstance(untraced(f"{line}。", told, LEXICON), str)


@pytest.mark.parametrize("told", ["智谱发布" * 1500, "智谱发布新模型，" * 700, "智谱发布\n" * 1200, "的" * 6000])
def test_what_repeats_itself_is_traced_within_bounds(told: str) -> None:
    line = "智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，智谱发布，百度。"
    assert untraced(line, [*told.split("\n"), "百度"], LEXICON) in {"", "百度。", line[:12]}
