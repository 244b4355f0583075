from newsbot.judging.matching import Kind, Match, Term
from newsbot.judging.patterns import Patterns, fault_of


def term(word: str) -> Term:
    return Term(word, Kind.TOPIC, "t", "题")


def found(text: str, *expressions: str) -> list[str]:
    return [text[match.start : match.end] for match in Patterns([(e, term(e)) for e in expressions]).matches(text)]


def test_first_occurrence_of_each_expression_in_their_order() -> None:
    second, first = r"K\d", "甲品"
    patterns = Patterns([(second, term(second)), (first, term(first))])
    assert patterns.matches("甲品K3和K4") == [Match(2, 4, term(second)), Match(0, 2, term(first))]


def test_case_and_full_width_forms_do_not_matter() -> None:
    assert found("ＫＩＭＩ来了", "kimi") == ["ＫＩＭＩ"]


def test_blank_beside_a_chinese_character_does_not_matter() -> None:
    assert found("中国开源 AI 模型", "开源AI模型") == ["开源 AI 模型"]
    assert found("open models", "openmodels") == []


def test_no_expressions_find_nothing() -> None:
    assert Patterns([]).matches("甲品") == []


def test_half_of_a_surrogate_pair_is_no_fault() -> None:
    assert found("\ud83d甲品", "甲品") == ["甲品"]


def test_faults_are_told_in_words() -> None:
    assert [fault_of(each) for each in ("甲品", "(甲", "甲*", "甲" * 301, r"(甲)\1")] == [
        "",
        "missing ): (甲",
        "matches the empty text, that is everything",
        "longer than 300 characters",
        r"invalid escape sequence: \1",
    ]
