"""The groups that a user follows."""

import pytest

from newsbot.items import Judgement
from newsbot.judging.lexicon import Lexicon, bundled_lexicon
from newsbot.judging.relevance import judge

BASE = """
[vendors.pure]
name = "纯厂"
pure = true
aliases = ["纯厂"]
[topics.models]
name = "大模型"
weight = 2
words = ["大模型"]
[topics.ai]
name = "人工智能"
words = ["AI"]
"""


def hit(title: str, groups: str, text: str = "") -> tuple[str, ...]:
    return judge(title, text, Lexicon.parse(BASE + groups, "my.toml")).groups


def grade(title: str, groups: str) -> int:
    return judge(title, "", Lexicon.parse(BASE + groups, "my.toml")).grade


def test_group_is_part_of_the_judgement_and_of_its_reasons() -> None:
    lexicon = Lexicon.parse(BASE + '[groups.robots]\nname = "机器人"\nwords = ["机器狗"]\ngrade = 1\n', "my.toml")
    assert judge("机器狗进了工厂", "", lexicon) == Judgement(
        grade=1, reasons=("关注组：机器人，至少 1 级",), groups=("机器人",)
    )


def test_any_word_hits() -> None:
    group = '[groups.g]\nwords = ["机器狗", "机械臂"]'
    assert (hit("机械臂降价", group), hit("机器人降价", group)) == (("g",), ())


def test_latin_word_is_not_found_inside_another() -> None:
    group = '[groups.g]\nwords = ["ai"]'
    assert (hit("training for all", group), hit("AI for all", group)) == ((), ("g",))


def test_word_counts_in_title_and_first_sentence_and_no_further() -> None:
    group = '[groups.g]\nwords = ["机器狗"]'
    assert hit("某公司开业", group, "机器狗到场。很多人来了。") == ("g",)
    assert hit("某公司开业", group, "很多人来了。机器狗到场。") == ()


def test_all_that_is_required_must_be_there() -> None:
    group = '[groups.g]\nwords = ["机器狗"]\nrequire = ["融资", ["上海", "北京"]]'
    titles = ["北京机器狗公司融资", "机器狗公司融资", "北京机器狗公司开业", "北京公司融资"]
    assert [hit(title, group) for title in titles] == [("g",), (), (), ()]


def test_group_that_only_requires_is_hit_by_what_it_requires() -> None:
    group = '[groups.g]\nrequire = ["机器狗", "融资"]'
    assert (hit("机器狗公司融资", group), hit("机器狗公司开业", group)) == (("g",), ())


def test_exclusion_vetoes_its_own_group_only() -> None:
    groups = """
[groups.one]
words = ["机器狗"]
exclude = ["玩具"]
[groups.other]
words = ["机器狗"]
"""
    assert hit("玩具机器狗", groups) == ("other",)


def test_expression_hits_in_title_or_first_sentence_whatever_the_case() -> None:
    group = r"[groups.g]" + "\npatterns = ['\\bfigure ?0\\d']"
    assert hit("Figure 03 亮相", group) == ("g",)
    assert hit("某公司开业", group, "现场有FIGURE 03。") == ("g",)
    assert hit("figure03", group) == ("g",)
    assert hit("configure 03", group) == ()


def test_expression_does_not_reach_from_the_title_into_the_text() -> None:
    assert hit("甲", "[groups.g]\npatterns = ['甲.*乙', '甲\\s*乙']", "乙") == ()


def test_expression_that_would_take_for_ever_elsewhere_is_quick() -> None:
    assert hit("a" * 190, "[groups.g]\npatterns = ['(a+)+b']") == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [("机器狗进了工厂", 1), ("纯厂发布机器狗", 2), ("机器狗与大模型", 1)],
)
def test_grade_of_a_group_raises_and_never_lowers(title: str, expected: int) -> None:
    assert grade(title, '[groups.g]\nwords = ["机器狗"]\ngrade = 1') == expected


def test_group_of_grade_nought_keeps_out() -> None:
    lexicon = Lexicon.parse(BASE + '[groups.g]\nname = "不看"\nwords = ["机器狗"]\ngrade = 0', "my.toml")
    judgement = judge("纯厂发布机器狗", "", lexicon)
    assert (judgement.grade, judgement.groups, judgement.reasons[-1]) == (0, ("不看",), "关注组：不看，不收")


def test_what_one_group_keeps_out_is_there_for_a_group_that_wants_it() -> None:
    groups = """
[groups.out]
words = ["机器狗"]
grade = 0
[groups.wanted]
words = ["融资"]
grade = 2
"""
    assert (grade("机器狗公司融资", groups), grade("机器狗公司开业", groups)) == (2, 0)


def test_group_without_a_grade_changes_nothing() -> None:
    group = '[groups.g]\nwords = ["机器狗"]'
    assert (grade("机器狗进了工厂", group), grade("纯厂发布机器狗", group)) == (0, 2)


def test_digest_stays_one_whatever_a_group_says() -> None:
    lexicon = Lexicon.parse(BASE + '[groups.g]\nwords = ["机器狗"]\ngrade = 2', "my.toml")
    judgement = judge("早报｜机器狗进厂；某店开业", "", lexicon)
    assert (judgement.grade, judgement.roundup) == (1, True)


def test_words_of_a_group_neither_hide_nor_are_hidden() -> None:
    extended = bundled_lexicon().extended('[groups.g]\nwords = ["开源大模型"]\n[groups.h]\nwords = ["模型"]', "my.toml")
    with_groups, without = judge("某校开源大模型", "", extended), judge("某校开源大模型", "", bundled_lexicon())
    assert with_groups.groups == ("g", "h")
    assert with_groups.reasons[: len(without.reasons)] == without.reasons
