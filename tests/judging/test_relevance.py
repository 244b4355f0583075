import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Judgement
from newsbot.judging.lexicon import Lexicon, bundled_lexicon
from newsbot.judging.relevance import judge

SMALL = Lexicon.parse(
    """
[vendors.pure]
name = "纯厂"
pure = true
aliases = ["纯厂"]
products."甲品" = ["甲品"]
[vendors.mixed]
name = "综厂"
aliases = ["综厂"]
products."乙品" = ["乙品", "乙品助手"]
[topics.models]
name = "大模型"
weight = 2
link = true
words = ["大模型"]
[topics.china]
name = "国产模型"
weight = 3
core = true
words = ["国产模型"]
[topics.labs]
name = "海外"
weight = 2
foreign = true
words = ["外厂"]
[topics.ai]
name = "人工智能"
words = ["AI"]
[contexts.quotes]
name = "行情"
core = 6
related = 6
words = ["收涨"]
[contexts.gadgets]
name = "硬件"
core = 0.7
related = 3
words = ["耳机"]
[contexts.robots]
name = "机器人"
core = 0.7
related = 3
words = ["机器狗"]
[contexts.hidden]
name = "无关用语"
words = ["纯厂时刻"]
[roundups.digests]
name = "汇总"
words = ["早报"]
[categories.partnership]
name = "合作"
words = ["接入"]
[categories.release]
name = "发布"
words = ["发布", "新版"]
""",
    "small.toml",
)


def grade(title: str, text: str = "") -> int:
    return judge(title, text, SMALL).grade


def test_judgement_names_what_was_found_and_why() -> None:
    assert judge("综厂发布乙品新版，比甲品便宜", "大模型又降价。", SMALL) == Judgement(
        grade=2,
        category="发布",
        vendors=("综厂", "纯厂"),
        products=("乙品", "甲品"),
        reasons=(
            "标题主体：综厂·乙品（核心+3，相关+3）",
            "首句：大模型（相关+0.6）",
            "合计：核心 3（满 2 为 2 级），相关 3.6（满 1 为 1 级）",
        ),
    )


def test_nothing_known_is_off_topic() -> None:
    assert judge("今日多云转晴", "", SMALL) == Judgement(grade=0)


def test_empty_article_is_off_topic() -> None:
    assert judge("", "", SMALL) == Judgement(grade=0)


def test_news_of_a_model_maker_is_core() -> None:
    assert grade("纯厂搬进新办公楼") == 2


def test_product_late_in_the_title_is_core() -> None:
    assert grade("一家汽车公司的客服系统已经接入甲品") == 2


def test_conglomerate_alone_is_off_topic() -> None:
    assert grade("综厂搬进新办公楼") == 0


def test_conglomerate_with_a_model_in_the_title_is_core() -> None:
    assert grade("综厂发布大模型") == 2


def test_conglomerate_with_artificial_intelligence_later_in_the_title_is_related() -> None:
    assert grade("综厂高管谈到了未来十年，说到的却不只是AI") == 1


def test_model_in_general_is_related() -> None:
    assert grade("大模型会怎样改变课堂") == 1


def test_product_only_in_the_body_is_off_topic() -> None:
    assert grade("街角的咖啡馆", "老板很忙。后来他用甲品写菜单。") == 0


def test_word_in_the_first_sentence_alone_does_not_make_core() -> None:
    assert grade("街角的咖啡馆", "老板用甲品写菜单。") == 0


def test_subject_of_its_own_makes_core() -> None:
    assert grade("外媒关注国产模型") == 2


def test_share_price_of_a_model_maker_is_off_topic() -> None:
    assert grade("纯厂收涨一成") == 0


def test_context_in_the_opening_takes_nothing_from_core() -> None:
    assert grade("纯厂发布甲品", "当天大盘收涨。") == 2


def test_strongest_context_counts_and_not_how_many_there_are() -> None:
    assert judge("一家做耳机和机器狗的公司宣布接入甲品", "", SMALL) == Judgement(
        grade=2,
        category="合作",
        vendors=("纯厂",),
        products=("甲品",),
        reasons=(
            "标题：纯厂·甲品（核心+2.7，相关+2.7）",
            "硬件：耳机（核心-0.7，相关-3）",
            "合计：核心 2（满 2 为 2 级），相关 -0.3（满 1 为 1 级）",
        ),
    )


def test_longer_known_word_hides_the_vendor() -> None:
    assert grade("机器人迎来纯厂时刻") == 0


def test_chinese_model_as_the_yardstick_of_a_foreign_lab_is_related() -> None:
    assert judge("外厂新作追上了甲品", "", SMALL).reasons == (
        "标题主体：纯厂·甲品（核心+3，相关+3）",
        "标题主体：外厂（相关+2）",
        "主体为海外公司（核心-1.6）",
        "合计：核心 1.4（满 2 为 2 级），相关 5（满 1 为 1 级）",
    )
    assert grade("外厂新作追上了甲品") == 1


def test_foreign_product_that_takes_up_a_chinese_model_is_core() -> None:
    assert grade("外厂编辑器接入甲品") == 2


def test_chinese_models_as_such_stay_core_in_a_foreign_mouth() -> None:
    assert grade("外厂老板：国产模型追得很快") == 2


def test_several_vendors_of_which_none_is_the_subject_are_related() -> None:
    assert judge("一份关于五十款应用的测评终于出炉：甲品、乙品都在其中", "", SMALL).reasons == (
        "标题：纯厂·甲品（核心+2.7，相关+2.7）",
        "多家并列（核心-1）",
        "合计：核心 1.7（满 2 为 2 级），相关 2.7（满 1 为 1 级）",
    )
    assert grade("一份关于五十款应用的测评终于出炉：甲品、乙品都在其中") == 1


def test_column_before_the_bar_is_not_the_subject() -> None:
    assert judge("首发｜甲品改版", "", SMALL).reasons[0] == "标题主体：纯厂·甲品（核心+3，相关+3）"


def test_product_more_prominent_than_another_comes_first() -> None:
    judgement = judge("乙品助手改版之后，许多人又想起了甲品", "", SMALL)
    assert (judgement.vendors, judgement.products) == (("综厂", "纯厂"), ("乙品", "甲品"))


def test_category_is_the_one_with_most_words_and_title_words_count_more() -> None:
    assert (judge("甲品接入综厂", "发布。", SMALL).category, judge("甲品", "发布", SMALL).category) == ("合作", "发布")


def test_digest_is_never_core() -> None:
    judgement = judge("早报｜纯厂发布甲品；综厂发布大模型", "", SMALL)
    assert (judgement.grade, judgement.roundup, judgement.reasons) == (1, True, ("汇总：早报",))


def test_call_before_the_subject_is_not_the_subject() -> None:
    assert judge("刚刚，综厂发布大模型", "", SMALL).reasons[0] == "标题主体：综厂（核心+1.2，相关+0.6）"


def test_body_counts_together_and_little() -> None:
    assert judge("某店开业", "很热闹。乙品到了，大模型也到了，AI也到了。", SMALL).reasons == (
        "正文：综厂·乙品（核心+0.15，相关+0.15）",
        "正文：大模型、AI（相关+0.15）",
        "合计：核心 0.15（满 2 为 2 级），相关 0.3（满 1 为 1 级）",
    )


def test_weights_of_the_file_decide() -> None:
    strict = SMALL.extended("[weights]\ncore = 3.5", "strict.toml")
    assert (judge("纯厂搬家", "", SMALL).grade, judge("纯厂搬家", "", strict).grade) == (2, 1)


def test_expression_of_a_topic_counts_where_it_is_found() -> None:
    lexicon = SMALL.extended("[topics.models]\npatterns = ['[甲乙]种模型']", "more.toml")
    assert judge("乙种模型来了", "", lexicon).reasons == (
        "标题主体：乙种模型（相关+2）",
        "合计：核心 0（满 2 为 2 级），相关 2（满 1 为 1 级）",
    )


def test_column_that_a_file_adds_is_a_digest() -> None:
    lexicon = SMALL.extended('[roundups.more]\nname = "汇总"\nwords = ["星期八"]', "more.toml")
    judgement = judge("星期八｜纯厂发布甲品；某店开业", "", lexicon)
    assert (judgement.roundup, judgement.grade, judgement.reasons) == (True, 0, ("汇总：星期八",))
    assert judge("纯厂星期八搬家", "", lexicon).roundup is False


def test_white_space_in_the_title_does_not_move_the_subject() -> None:
    assert judge(f"\n{' ' * 300}综厂发布大模型", "", SMALL).grade == 2


BUNDLED = [
    ("深度求索公布新一代推理模型，价格再降", 2, "DeepSeek"),
    ("智谱把编程助手做进了手机", 2, "智谱"),
    ("稀宇科技在港成立研究院", 2, "MiniMax"),
    ("KimiK4上线，代码能力大涨", 2, "月之暗面"),
    ("阿里云推出新的智能体平台", 2, "阿里"),
    ("腾讯 ima 支持多人共用知识库", 2, "腾讯"),
    ("一家车企的语音助手接入豆包大模型", 2, "字节跳动"),
    ("六家公司的生成式人工智能服务备案通过", 2, None),
    ("OpenAI 调整企业版价格", 1, None),
    ("三所高校开设智能体课程", 1, None),
    ("智谱午后跌超5%", 0, "智谱"),
    ("新款AI眼镜开售，重三十克", 0, None),
    ("某县印发设备更新方案，覆盖农机、船舶、人工智能等领域", 0, None),
    ("恒指收跌，大模型概念股普跌", 0, None),
    ("腾讯音乐会员涨价", 0, None),
    ("美团外卖调整骑手补贴", 0, "美团"),
    ("Imagine 乐队十月来华巡演", 0, None),
    ("周末搭子一起去看展", 0, None),
    ("新系统可灵活配置，已在各地上线", 0, None),
    ("北京东城区将新建一所小学", 0, None),
    ("数字人民币试点扩大", 0, None),
    ("智能体帮小团队提高开发效率", 1, None),
    ("年终大盘点：这一年的大模型", 1, None),
    ("DeepSeek 调用量大涨", 2, "DeepSeek"),
    ("Step by step：手把手教你煮咖啡", 0, None),
    ("智能体实战训练营火热报名，名额有限", 0, None),
    ("DeepSeek V4样例版正式发布，API限时优惠", 2, "DeepSeek"),
    ("Kimi K3样例版发布：开发者可领优惠券", 2, "月之暗面"),
    ("某某工作台国庆特惠第二波全网地板价，支持Seedance", 0, None),
    ("杨植麟：今年将发布下一代模型", 2, "月之暗面"),
    ("“梁文锋”们，上市的门开了", 0, None),
    ("智谱开放样例模型内测报名通道", 2, "智谱"),
]


@pytest.mark.parametrize(("title", "expected", "vendor"), BUNDLED, ids=[title for title, _, _ in BUNDLED])
def test_bundled_words_grade_ordinary_headlines(title: str, expected: int, vendor: str | None) -> None:
    judgement = judge(title, "", bundled_lexicon())
    assert judgement.grade == expected
    if expected == 2 and vendor:
        assert judgement.vendors[0] == vendor


def recomputed(judgement: Judgement) -> int:
    """The grade by the points that the reasons tell."""
    told = [reason for reason in judgement.reasons if not reason.startswith("合计")]
    core, related = (
        round(sum(float(points) for reason in told for points in re.findall(rf"[（，]{name}([+-][\d.]+)", reason)), 2)
        for name in ("核心", "相关")
    )
    return 2 if core >= 2 else 1 if related >= 1 else 0


@pytest.mark.parametrize("title", [title for title, _, _ in BUNDLED])
def test_reader_can_recompute_the_grade_from_the_reasons(title: str) -> None:
    text = "某某近日宣布，其智能体已接入豆包大模型。业内人士说，多模态、MCP 与算力都是关键，腾讯也在做。"
    for body in ("", text):
        judgement = judge(title, body, bundled_lexicon())
        assert recomputed(judgement) == judgement.grade, judgement.reasons


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_gets_a_grade(title: str, text: str) -> None:
    judgement = judge(title, text, bundled_lexicon())
    assert judgement.grade in {0, 1, 2}
    assert not (judgement.roundup and judgement.grade == 2)


@given(
    st.lists(st.sampled_from(["早报", "｜", "：", "；", "AI", "甲品", "综厂", "大模型", "收涨", " ", "。", "\n", "İ"]))
)
def test_any_mixture_of_known_words_gets_a_grade(parts: list[str]) -> None:
    judgement = judge("".join(parts), "".join(reversed(parts)), SMALL)
    assert judgement.grade in {0, 1, 2}
    assert not (judgement.roundup and judgement.grade == 2)
