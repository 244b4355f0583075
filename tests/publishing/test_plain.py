import sys
import unicodedata

import pytest

from newsbot.publishing.plain import one_line

ACUTE = "\u0301"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Z{ACUTE * 200}GLM 发布", f"Z{ACUTE * 4}GLM 发布"),
        (f"智{ACUTE}\u200b\u0489\u20dd{ACUTE}\ufe0f谱{ACUTE * 9}", f"智{ACUTE}\u0489\u20dd{ACUTE}谱{ACUTE * 4}"),
        (f"{ACUTE * 6} x", f"{ACUTE * 4} x"),
        (f"a{ACUTE * 4}b{ACUTE * 4}", f"a{ACUTE * 4}b{ACUTE * 4}"),
        ("สวัสดีชาวโลก हिन्दी العَرَبِيَّة Việt", "สวัสดีชาวโลก हिन्दी العَرَبِيَّة Việt"),
    ],
)
def test_of_the_marks_on_a_letter_four_stay(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_no_mark_there_is_gets_past() -> None:
    marks = [char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char).startswith("M")]
    assert len(marks) > 2000
    assert {one_line(f"x{char * 9}") for char in marks} == {f"x{char * 4}" for char in marks}


def test_a_long_text_is_read_at_once() -> None:
    assert len(one_line(f"x{ACUTE}" * 500_000)) == 1_000_000
