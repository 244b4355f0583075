import pytest

from newsbot.leaderboard.names import BOARDS, CATEGORIES, BoardName
from newsbot.reading.board_names import board_and_category, board_name


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("text/overall", BoardName(), ""),
        (" text/chinese ", BoardName("text", "chinese"), "文本 · 中文"),
        ("text_style_control/overall", BoardName("text_style_control", "overall"), "文本（风格控制） · 总榜"),
    ],
)
def test_a_board_is_read_and_titled(written: str, name: BoardName, title: str) -> None:
    assert BoardName.read(written) == name
    assert name.title == title
    assert BoardName.read(str(name)) == name


@pytest.mark.parametrize("written", ["", "text", "text/", "/overall", "text/hard_6", "text-to-image/overall", "a/b/c"])
def test_what_is_no_board_is_refused_with_the_names_there_are(written: str) -> None:
    with pytest.raises(
        ValueError, match=r"write one like text/overall; boards: text, .*; categories: overall, "
    ) as caught:
        BoardName.read(written)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("board", "category", "names"),
    [
        ("text", "full", ("text", "overall")),
        ("text", "overall", ("text", "overall")),
        ("text", "full_style_control", ("text_style_control", "overall")),
        ("text", "hard_6_style_control", ("text_style_control", "hard_prompts")),
        ("text_style_control", "if", ("text_style_control", "instruction_following")),
        ("text", "long_user", ("text", "longer_query")),
        ("text-to-image", "overall", ("text_to_image", "overall")),
        ("code", "overall", ("webdev", "overall")),
        ("text", "some_new_one", ("text", "some_new_one")),
        ("../text", "overall", None),
        ("text", "a b", None),
        ("text", "", None),
    ],
)
def test_publishers_spellings_are_one_name(board: str, category: str, names: tuple[str, str] | None) -> None:
    assert board_and_category(board, category) == names


# As arena-ai-leaderboards and lmarena/arena-catalog spell them.
@pytest.mark.parametrize(
    "board",
    "code document image-edit image-to-video search text text-to-image text-to-video video-edit vision".split(),  # noqa: SIM905
)
def test_every_board_of_the_publishers_can_be_chosen(board: str) -> None:
    assert board_name(board) in BOARDS


@pytest.mark.parametrize(
    "category",
    (  # noqa: SIM905
        "chinese coding creative_writing english expert french full german hard_6 hard_english_6 if japanese korean "
        "industry_business_and_management_and_financial_operations industry_entertainment_and_sports_and_media "
        "industry_legal_and_government industry_life_and_physical_and_social_science industry_mathematical "
        "industry_medicine_and_healthcare industry_software_and_it_services "
        "industry_writing_and_literature_and_language "
        "long_user math multiturn no_refusal no_short no_tie russian spanish"
    ).split(),
)
def test_every_category_of_the_publishers_can_be_chosen(category: str) -> None:
    names = board_and_category("text", category)
    assert names is not None
    assert names[1] in CATEGORIES
