import json
from datetime import date

import pytest

from newsbot.publishing.search import is_outdated, is_whole, search_file, search_name
from tests.publishing.issues import issue

MONTH = date(2026, 1, 1)
CONTENT = search_file(MONTH, [issue(date(2026, 1, 20), items=1, others=1)]).encode()


def test_a_month_is_a_call_with_a_row_for_each_story() -> None:
    call, end = CONTENT.decode().split(";\n")
    assert call.startswith('newsbotMonth("2026-01",')
    assert json.loads(f"[{call.removeprefix('newsbotMonth(').removesuffix(')')}]")[1] == [
        ["2026-01-20", "item-1", "样例模型 1 号今日发布", "机器之心", "开源 月之暗面 GLM"],
        ["2026-01-20", "item-2", "样例模型 2 号今日发布", "机器之心", "产品 阿里"],
    ]
    assert end.startswith("// ")


@pytest.mark.parametrize(
    "content",
    [b"", CONTENT[:-1], CONTENT[: len(CONTENT) // 2], CONTENT + b"x", CONTENT.replace(b"2026", b"2025"), b"// x\n"],
)
def test_a_file_that_was_changed_is_not_whole(content: bytes) -> None:
    assert (is_whole(content), is_whole(CONTENT)) == (False, True)


def test_files_of_other_formats_are_known_by_their_name() -> None:
    current = search_name(MONTH).removeprefix("search/")
    names = ["2026-01.js", "2026-01.v1.js", current, "2026-01.v22.js", "jquery.js", "2026-01.json"]
    assert [name for name in names if is_outdated(name)] == ["2026-01.js", "2026-01.v1.js", "2026-01.v22.js"]
