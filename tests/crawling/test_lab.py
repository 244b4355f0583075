"""The makers' own pages."""

from datetime import datetime
from typing import Any

import pytest
import pytest_twisted

from newsbot.items import BEIJING, Outcome

NOTES = "https://docs.bigmodel.cn/cn/update/new-releases.md"
MARKDOWN = {"Content-Type": "text/markdown; charset=utf-8"}


def _update(label: str, description: str) -> bytes:
    return f'<Update label="{label}" description="{description}">\n一句完整的话，它说的是模型。\n</Update>\n'.encode()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("GLM-样例上线", "GLM-样例上线"),
        ("glm-sample", "glm-sample"),
        ("与智谱共建实验室", "与智谱共建实验室"),
        ("语音模型上线", "智谱：语音模型上线"),
        ("样" * 300, "智谱：" + "样" * 297),
    ],
)
@pytest_twisted.ensureDeferred
async def test_a_title_names_whose_news_it_is(crawl: Any, answer: Any, title: str, expected: str) -> None:
    crawled = await crawl("zhipu", {NOTES: answer(_update("2026-01-19", title), 200, MARKDOWN)})
    assert [item.title for item in crawled.items] == [expected]


@pytest_twisted.ensureDeferred
async def test_entries_of_one_page_stay_several_and_a_second_run_yields_the_same(crawl: Any, answer: Any) -> None:
    notes = b"".join(_update("2026-01-19", f"GLM-样例{n}") for n in (1, 2, 2))
    runs = [await crawl("zhipu", {NOTES: answer(notes, 200, MARKDOWN)}) for _ in range(2)]
    first, second = (sorted(run.items, key=lambda item: item.title) for run in runs)
    assert [item.title for item in first] == ["GLM-样例1", "GLM-样例2"]
    assert second == first


@pytest.mark.parametrize(("day", "outcome"), [(28, Outcome.OK), (30, Outcome.STALE)])
@pytest_twisted.ensureDeferred
async def test_months_without_news_are_common_in_a_laboratory(
    crawl: Any, answer: Any, day: int, outcome: Outcome
) -> None:
    notes = answer(_update("2026-01-19", "GLM-样例"), 200, MARKDOWN)
    crawled = await crawl("zhipu", {NOTES: notes}, datetime(2026, 4, day, 12, 0, tzinfo=BEIJING))
    assert crawled.attempts[0].outcome is outcome
