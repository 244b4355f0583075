from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import BEIJING, Article
from newsbot.judging.label_file import MAX_BYTES, read_labels
from newsbot.judging.labels import Graded, LabelError, Labels, Pair, Told

RELEVANCE = "id\tlabel\troundup\ttitle\tsummary\n"
STORIES = "item_id\tstory_id\tpublished\ttitle\tsummary\tfacet\n"
NOON = datetime(2026, 1, 20, 12, tzinfo=BEIJING)


def _read(text: str) -> Labels:
    return read_labels(text.encode(), "x.tsv")


def _fault(content: bytes | str) -> str:
    with pytest.raises(LabelError) as caught:
        read_labels(content.encode() if isinstance(content, str) else content, "x.tsv")
    return str(caught.value)


def test_a_relevance_file() -> None:
    assert _read(RELEVANCE + "a\t2\t0\t标题\t摘要。\nb\t0\t1\t早报\t\n") == Labels(
        "relevance", graded=(Graded("a", "标题", "摘要。", 2, False), Graded("b", "早报", "", 0, True))
    )


def test_a_file_that_says_nothing_of_digests() -> None:
    assert _read("label\ttitle\tsummary\n1\t甲\t\n").graded == (Graded("#2", "甲", "", 1),)


def test_a_stories_file() -> None:
    article = Article("", "", "标题", NOON, "摘要。", canonical_url="https://labels.invalid/2")
    assert _read(STORIES + "s1\tevent\t2026-01-20T12:00+08:00\t标题\t摘要。\tb\n") == Labels(
        "stories", told=(Told("s1", article, "event", "b"),)
    )


def test_a_file_of_pairs_of_bare_titles() -> None:
    left, right = (Article("", "", title, canonical_url=f"https://labels.invalid/2_{s}") for title, s in ("甲a", "乙b"))
    assert _read("same\tkind\ttitle_a\ttitle_b\n1\ttwin\t甲\t乙\n") == Labels(
        "title_pairs", pairs=(Pair("#2", left, right, same=True, case="twin"),)
    )


def test_pairs_with_times_are_read_with_them() -> None:
    header = "same\ttitle_a\tsummary_a\tpublished_a\ttitle_b\tsummary_b\tpublished_b\n"
    pairs = _read(header + "0\t甲\t\t2026-01-20 12:00:00 +0800\t乙\t\t\n").pairs
    assert [(pair.same, pair.left.published, pair.right.published) for pair in pairs] == [(False, NOON, None)]


def test_notes_above_the_header_and_empty_lines_are_passed_over() -> None:
    assert len(_read("\ufeff# a note\r\n\r\n" + RELEVANCE + "\r\na\t2\t0\t# 一号\t\r\n\r\n").graded) == 1


def test_quotes_within_a_title_are_part_of_it() -> None:
    assert [item.title for item in _read(RELEVANCE + 'a\t2\t0\t"甲" 与 "乙"\t\n').graded] == ['"甲" 与 "乙"']


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "line 1: empty; begin with a header line that names the columns"),
        ("# a note\n\n", "line 1: empty; begin with a header line that names the columns"),
        (RELEVANCE, "line 1: no lines below the header; label at least one"),
        ("label,title,summary\n2,a,b\n", "line 1: one column only; separate the columns by tabs, not by commas"),
        (
            "grade\ttitle\n2\ta\n",
            (
                "line 1: a header of none of the known kinds; relevance has 'label', stories have 'story_id', "
                "pairs have 'same'"
            ),
        ),
        (
            "label\ttitel\tsummary\n2\ta\tb\n",
            "line 1: no column 'title'; a file of this kind (relevance) needs label, title, summary",
        ),
        (
            "same\ttitle_a\ttitle_b\tsummary_a\n1\ta\tb\tc\n",
            (
                "line 1: no column 'published_a'; a file of this kind (pairs) needs same, title_a, summary_a, "
                "published_a, title_b, summary_b, published_b"
            ),
        ),
        ("label\ttitle\ttitle\n", "line 1: two columns 'title'; give each column a name of its own"),
        ("\t".join(map(str, range(200))), "line 1: more than 100 columns; keep those that docs/evaluating.md names"),
        ('"label"\t"title"\n', "line 1: columns in quotes; save with tabs and without quoting"),
        (RELEVANCE + "a\t3\t0\t甲\t\n", "line 2: label: '3'; write 0, 1 or 2"),
        (RELEVANCE + "a\t\t0\t甲\t\n", "line 2: label: ''; write 0, 1 or 2"),
        (RELEVANCE + "a\t2\t\t甲\t\n", "line 2: roundup: ''; write 0 or 1"),
        (RELEVANCE + "a\t2\t0\t\t\n", "line 2: title: empty; write it or remove the line"),
        (
            RELEVANCE + "a\t2\t0\t甲\n",
            (
                "line 2: 4 columns where the header has 5; separate by single tabs; a text holds neither tabs nor "
                "line breaks"
            ),
        ),
        (
            RELEVANCE + 'a\t2\t0\t"甲说""乙"""\t\n',
            "line 2: 'title': doubled quotes; save with tabs and without quoting",
        ),
        (RELEVANCE + "a\t2\t0\t甲\t\n\na\t1\t0\t乙\t\n", "line 4: 'a' is line 2 too; give each line its own id"),
        (
            STORIES + "a\te\t20 January\t甲\t\t\n",
            "line 2: published: '20 January'; write a time like 2026-01-20T08:30+08:00",
        ),
        (
            STORIES + "a\te\t2026-01-20 08:30\t甲\t\t\n",
            "line 2: published: a time without zone; write a time like 2026-01-20T08:30+08:00",
        ),
        (STORIES + "a\t\t\t甲\t\t\n", "line 2: story_id: empty; write it or remove the line"),
        (RELEVANCE.encode() + "a\t2\t0\t甲\t\n".encode("gb18030"), "line 2: not UTF-8; save the file as UTF-8"),
        (RELEVANCE.encode("utf-16"), "line 1: not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(content: bytes | str, fault: str) -> None:
    assert _fault(content) == f"x.tsv: {fault}"


def test_a_file_larger_than_anybody_reads_is_refused() -> None:
    assert _fault(b"x" * (MAX_BYTES + 1)) == f"x.tsv: larger than {MAX_BYTES} bytes; split it"


def test_more_lines_than_anybody_labels_are_refused() -> None:
    labels = "label\ttitle\tsummary\n" + "0\t甲\t\n" * 100_001
    assert _fault(labels) == "x.tsv: line 100002: more than 100000 labelled lines; split the file"


@given(st.sampled_from([RELEVANCE, STORIES, "same\ttitle_a\ttitle_b\n", ""]), st.text(alphabet='ab1\t\n\r"#甲\0\u2028'))
def test_whatever_stands_in_a_file_it_is_read_or_told_in_one_line(header: str, text: str) -> None:
    try:
        _read(header + text)
    except LabelError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either is right)
