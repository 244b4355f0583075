import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.wordpress import read_posts

POST = {
    "id": 11,
    "date": "2026-01-20T11:48:05",
    "link": "https://www.example.com/2026/01/11.html",
    "title": {"rendered": "星图模型&#8220;开源&#8221;了 &#038; 免费"},
    "excerpt": {"rendered": "<p>一句口号</p>\n", "protected": False},
    "content": {"rendered": "<p>正文。</p>", "protected": False},
}
ENTRY = Entry(
    title="星图模型“开源”了 & 免费",
    link="https://www.example.com/2026/01/11.html",
    published="2026-01-20T11:48:05",
    summary="<p>一句口号</p>\n",
    content="<p>正文。</p>",
    id="11",
)


def test_a_list_of_posts_is_read() -> None:
    assert read_posts([POST]) == [ENTRY]


def test_fields_that_were_not_asked_for_are_empty() -> None:
    post = {"link": POST["link"], "title": POST["title"]}
    assert read_posts([post]) == [Entry(title=ENTRY.title, link=ENTRY.link)]


@pytest.mark.parametrize("mark", ["[&hellip;]", "[&#8230;]", "[…]", "[...]"])
def test_an_excerpt_that_wordpress_cut_off_ends_as_a_cut_sentence(mark: str) -> None:
    (entry,) = read_posts([POST | {"excerpt": {"rendered": f"<p>一句没有说完 {mark}</p>\n"}}])
    assert entry.summary == "<p>一句没有说完…"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": None}, {"id": ""}),
        ({"date": None}, {"published": ""}),
        ({"date": 1768880885}, {"published": "1768880885"}),
        ({"excerpt": 7}, {"summary": ""}),
        ({"content": {"rendered": None}}, {"content": ""}),
    ],
)
def test_a_field_of_another_type_is_empty(changes: dict[str, object], expected: dict[str, str]) -> None:
    (entry,) = read_posts([POST | changes])
    assert {name: getattr(entry, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"title": "星图 &amp; 开源"}, {"title": "星图 & 开源"}), ({"excerpt": "一句口号"}, {"summary": "一句口号"})],
)
def test_a_field_may_be_bare_text(changes: dict[str, object], expected: dict[str, str]) -> None:
    (entry,) = read_posts([POST | changes])
    assert {name: getattr(entry, name) for name in expected} == expected


def test_a_row_that_is_no_post_costs_only_itself() -> None:
    assert read_posts(
        [None, {"title": {"rendered": "没有链接"}}, {"link": 5, "title": {}}, POST | {"link": "/11"}, POST]
    ) == [ENTRY]


def test_a_site_without_posts_has_none() -> None:
    assert read_posts([]) == []


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            {"code": "rest_forbidden", "message": "抱歉，您\n不能这么做。", "data": {"status": 401}},
            "WordPress refuses: 抱歉，您 不能这么做。 (rest_forbidden)",
        ),
        ({"posts": [POST]}, "no list of WordPress posts in the document"),
        ([{"headline": "x"}], "posts: 1 rows, none with a title and a link"),
        ([POST | {"title": {"raw": "x"}}], "posts: 1 rows, none with a title and a link"),
        (
            [{"title": POST["title"], "link": POST["link"], "date_gmt": POST["date"]}] * 3,
            "posts: no dates in 3 rows: the site has changed it",
        ),
        ("posts", "no list of WordPress posts in the document"),
        (None, "no list of WordPress posts in the document"),
    ],
)
def test_any_other_document_is_an_error_that_says_so(document: object, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_posts(document)
    assert (caught.value.outcome, str(caught.value)) == (Outcome.PARSE_ERROR, message)


VALUES = st.none() | st.integers() | st.text(max_size=20)
FIELDS = VALUES | st.lists(VALUES, max_size=2) | st.fixed_dictionaries({"rendered": VALUES})


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(POST, FIELDS) | {"link": st.text(max_size=20)}), max_size=3))
def test_fields_of_any_types_give_entries_of_text(rows: list[object]) -> None:
    try:
        entries = read_posts(rows)
    except ReadingError:
        return
    assert all(entry.title and entry.link for entry in entries)
    assert {type(getattr(entry, name)) for entry in entries for name in Entry.__slots__} <= {str}
