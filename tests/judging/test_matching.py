import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.matching import Kind, Match, Matcher, Term, fold, variants


def topic(word: str, *beside: str) -> Term:
    return Term(word, Kind.TOPIC, "t", "题", beside)


def found(text: str, *terms: Term) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.term.word) for match in Matcher(terms).matches(text)]


def test_match_gives_the_characters_of_the_text_as_written() -> None:
    term = topic("Qwen")
    assert Matcher([term]).matches("新版 Ｑｗｅｎ 与 QWEN") == [Match(3, 7, term), Match(10, 14, term)]


@pytest.mark.parametrize("text", ["Imagine", "AGIst", "xAGI", "MiniAGI", "AGIle"])
def test_short_word_inside_another_latin_word_is_not_found(text: str) -> None:
    assert not found(text, topic("AGI"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Qwen3 来了", "Qwen"),
        ("KimiK3 来了", "Kimi"),
        ("kimik3 来了", "Kimi"),
        ("很多agents", "agent"),
        ("用LLMs", "LLM"),
        ("QwenCoder", "Qwen"),
        ("国产MiniQwen", "Qwen"),
        ("AI大模型", "AI"),
        ("GPT-5.6", "GPT"),
    ],
)
def test_word_is_found_before_versions_plurals_and_capitalised_parts(text: str, word: str) -> None:
    assert [term for _, term in found(text, topic(word))] == [word]


@pytest.mark.parametrize(
    ("text", "word"), [("training", "ai"), ("HBM45", "HBM4"), ("18点讯", "8点讯"), ("Stepping", "Step")]
)
def test_edge_that_touches_its_own_kind_is_not_found(text: str, word: str) -> None:
    assert not found(text, topic(word))


def test_digit_edge_may_touch_a_letter() -> None:
    assert found("v8点讯", topic("8点讯")) == [("8点讯", "8点讯")]


@pytest.mark.parametrize("text", ["AI 芯片", "AI芯片", "ＡＩ芯片", "ai　芯片"])
def test_space_between_latin_and_chinese_does_not_matter(text: str) -> None:
    assert [term for _, term in found(text, topic("AI芯片"))] == ["AI芯片"]


def test_latin_parts_are_spelled_with_space_hyphen_or_nothing() -> None:
    assert sorted(variants("kimi k3")) == ["kimi k3", "kimi-k3", "kimik3"]


def test_word_inside_a_longer_known_word_is_not_counted_again() -> None:
    assert found("AI眼镜和AI", topic("AI"), topic("AI眼镜")) == [("AI眼镜", "AI眼镜"), ("AI", "AI")]


def test_longer_word_that_is_not_supported_hides_nothing() -> None:
    assert found("悟空来了", topic("悟空"), topic("悟空来了", "阿里")) == [("悟空", "悟空")]


def test_category_words_neither_hide_nor_are_hidden() -> None:
    cue = Term("开源", Kind.CATEGORY, "c", "开源")
    assert found("开源模型", topic("开源模型"), cue) == [("开源模型", "开源模型"), ("开源", "开源")]


def test_word_with_companions_counts_only_beside_one_of_them() -> None:
    term = topic("ima", "腾讯", "知识库")
    assert (found("ima 更新", term), found("腾讯的 ima 更新", term)) == ([], [("ima", "ima")])


def test_companion_keeps_word_boundaries() -> None:
    assert not found("小搭档 training", topic("搭档", "AI"))


def test_companion_vendor_is_present_by_an_unconditional_word_only() -> None:
    vendor = Term("阶跃", Kind.VENDOR, "stepfun", "阶跃星辰")
    product = Term("Step", Kind.PRODUCT, "stepfun", "Step", ("@stepfun",))
    assert found("Step 1", vendor, product) == []
    assert found("阶跃 Step", vendor, product) == [("阶跃", "阶跃"), ("Step", "Step")]


@pytest.mark.parametrize("text", ["Ling-3.0", "Ling 3", "Ling3", "Ling-v2", "Ling-1T"])
def test_number_right_behind_a_word_is_a_companion(text: str) -> None:
    assert found(f"新的{text}来了", topic("Ling", "#")) == [("Ling", "Ling")]


@pytest.mark.parametrize("text", ["Ling 来了3次", "Ling，3月", "Ling-flash", "Ling"])
def test_number_elsewhere_is_none(text: str) -> None:
    assert found(text, topic("Ling", "#")) == []


def test_companion_may_be_spelled_as_any_word() -> None:
    assert found("ima 与 AI芯片", topic("ima", "AI 芯片"), topic("别的", "AI芯片")) == [("ima", "ima")]


def test_words_inside_a_longer_one_are_told_apart() -> None:
    short, long = topic("AI"), topic("AI眼镜")
    kept, hidden = Matcher([short, long]).matches_and_hidden("AI眼镜")
    assert (kept, hidden) == ([Match(0, 4, long)], [Match(0, 2, short)])


def test_words_of_groups_neither_hide_nor_are_hidden() -> None:
    group = Term("开源", Kind.GROUP, "g", "组")
    assert found("开源模型", topic("开源模型"), group) == [("开源模型", "开源模型"), ("开源", "开源")]


def test_one_word_may_stand_for_several_things() -> None:
    one, other = Term("收购", Kind.CONTEXT, "a", "甲"), Term("收购", Kind.CATEGORY, "b", "乙")
    assert Matcher([one, other]).matches("收购") == [Match(0, 2, one), Match(0, 2, other)]


@given(st.text(st.characters()))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="aAiI gG 智能体İＡ３\n-"))
def test_any_text_gives_matches_inside_it(text: str) -> None:
    for match in Matcher([topic("AI"), topic("agi"), topic("智能体"), topic("A-I 智")]).matches(text):
        assert 0 <= match.start < match.end <= len(text)


def test_half_of_a_surrogate_pair_hides_nothing() -> None:
    assert found("\ud83d智能体\udc00", topic("智能体")) == [("智能体", "智能体")]


BUN = Term("豆包", Kind.PRODUCT, "b", "豆包", ("AI", "#", "@b"), ("馒头", "早餐"))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("豆包来了", True),
        ("豆包和馒头", False),
        ("早餐铺的豆包", False),
        ("豆包用AI认馒头", True),
        ("豆包2认馒头", True),
        ("字节的豆包认馒头", True),
    ],
)
def test_a_word_does_not_count_beside_its_namesake_s_words_unless_a_companion_is_there(
    text: str, is_found: bool
) -> None:
    maker = Term("字节", Kind.VENDOR, "b", "字节")
    assert (("豆包", "豆包") in found(text, BUN, maker)) is is_found


def test_a_word_with_namesakes_and_no_companions_never_counts_beside_them() -> None:
    term = Term("甲品", Kind.TOPIC, "t", "题", (), ("馒头",))
    assert (found("甲品来了", term), found("甲品馒头", term)) == ([("甲品", "甲品")], [])


def test_a_word_that_is_no_namesake_vouches_for_others_of_its_vendor() -> None:
    person = Term("谭待", Kind.PERSON, "b", "字节", ("@b",))
    assert found("豆包与谭待", BUN, person) == [("豆包", "豆包"), ("谭待", "谭待")]
    assert found("豆包、馒头与谭待", BUN, person) == []
