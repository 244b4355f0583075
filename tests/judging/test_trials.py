from newsbot.judging.label_file import read_labels
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.trials import Miss, Trial, trial

LEXICON = Lexicon.parse(
    """
[vendors.jia]
name = "甲厂"
pure = true
aliases = ["甲厂"]

[vendors.yi]
name = "乙厂"
pure = true
aliases = ["乙厂"]

[roundups.news]
name = "早报"
words = ["早报"]
""",
    "test.toml",
)
STORIES = "item_id\tstory_id\tfacet\tpublished\ttitle\tsummary\n"
AT = "2026-01-20T08:30+08:00"


def _trial(text: str) -> Trial:
    return trial(read_labels(text.encode(), "x.tsv"), LEXICON)


def test_grades_otherwise_than_labelled_are_told_with_their_reasons() -> None:
    found = _trial(
        "id\tlabel\troundup\ttitle\tsummary\tcase\n"
        "a\t2\t0\t甲厂发布新品\t\tmaker\nb\t0\t0\t甲厂楼下的早餐铺\t\tmaker\nc\t0\t1\t早报：几件小事\t\tdigest\n"
        "d\t0\t1\t周刊：几件小事\t\tdigest\n"
    )
    assert found.misses == (
        Miss("b", "0", "2", ("甲厂楼下的早餐铺",), "标题主体：甲厂"),
        Miss("d", "digest", "no digest", ("周刊：几件小事",)),
    )
    assert (found.kind, found.count) == ("relevance", 4)
    assert found.table == ((2, 0, 1), (0, 0, 0), (0, 0, 1))
    assert found.cases == {"digest": (0, 2), "maker": (1, 2)}
    assert (found.figures["core.precision"], found.figures["core.recall"]) == (0.5, 1.0)
    assert (found.figures["roundup.precision"], found.figures["roundup.recall"]) == (1.0, 0.5)


def test_digests_are_not_measured_where_no_line_says_what_is_one() -> None:
    assert not [name for name in _trial("label\ttitle\tsummary\n2\t甲厂\t\n").figures if name.startswith("roundup")]


def test_stories_otherwise_than_labelled_are_told_item_by_item() -> None:
    found = _trial(
        STORIES
        + f"a\tx\ta\t{AT}\t甲厂开源三百亿参数的语音模型 Foo\t\nb\tx\ta\t{AT}\t城东的花展昨天闭幕了\t\n"
        + f"c\tx\tb\t{AT}\t甲厂开源三百亿参数的语音模型 Foo 了\t\nd\ty\ta\t{AT}\t甲厂开源三百亿参数语音模型 Foo\t\n"
    )
    merged, parted = found.misses
    assert (merged.key, merged.due, merged.found) == ("d", "y", "merged with x")
    assert (parted.key, parted.due, parted.found) == ("b", "x", "parted from a")
    assert parted.titles == ("城东的花展昨天闭幕了", "甲厂开源三百亿参数的语音模型 Foo")
    # x is a, b, c; found are a, c, d: one pair in three each way
    assert found.figures["loose.pairwise.f1"] == found.figures["loose.pairwise.precision"] == 1 / 3
    # by claim nothing is due but a with b
    assert found.figures["strict.pairwise.f1"] == 0.0


def test_one_article_in_two_lines_is_two_items_of_one_story() -> None:
    line = f"x\ta\t{AT}\t甲厂开源三百亿参数的语音模型 Foo\t\n"
    found = _trial(STORIES + f"a\t{line}b\t{line}")
    assert (found.figures["loose.bcubed.f1"], found.misses) == (1.0, ())


def test_pairs_are_measured_at_the_threshold_in_use_and_at_the_best() -> None:
    found = _trial(
        "same\tkind\ttitle_a\ttitle_b\n"
        "1\tcopy\t甲厂开源三百亿参数的语音模型 Foo\t甲厂开源三百亿参数的语音模型 Foo 了\n"
        "0\tother\t甲厂开源语音模型 Foo\t乙厂开源语音模型 Bar\n1\tfar\t甲厂开源语音模型 Foo\t会说话的代码来了\n"
    )
    assert [(miss.key, miss.due, miss.found) for miss in found.misses] == [("#4", "same", "different")]
    assert found.cases == {"copy": (0, 1), "far": (1, 1), "other": (0, 1)}
    assert (found.figures["pairs.precision"], found.figures["pairs.recall"]) == (1.0, 0.5)
    assert found.figures["best.f1"] >= found.figures["pairs.f1"]
