import pytest

from newsbot.reading.characters import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  模型\u3000发布 \t 了 ", "模型 发布 了"),
        ("甲\r\n\r\n\r\n乙\u2028丙\x0b丁", "甲\n乙\n丙\n丁"),
        ("甲 \n \n 乙", "甲\n乙"),
        ("\ufeff通\u200b义\u202e千\u2066问\x00\x1b\x7f", "通义千问"),
        ("\ud83d半个字符\ufffd", "半个字符"),
        ("👍🏽 好", "👍🏽 好"),
        ("plain ascii", "plain ascii"),
        ("", ""),
    ],
)
def test_invisible_characters_go_and_white_space_is_single(text: str, expected: str) -> None:
    assert clean(text) == expected
