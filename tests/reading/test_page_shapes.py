"""Whole pages in the shapes that sites serve, written for these tests: what is read of each must be the same."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsbot.items import BEIJING
from newsbot.reading.boilerplate import without_boilerplate
from newsbot.reading.pages import read_page
from newsbot.reading.publication import DateKind, publication
from newsbot.reading.sayings import StubKind
from newsbot.reading.stubs import Stub

SHAPES = Path(__file__).parent / "shapes"
TITLE = "星图实验室开放第三代模型的全部权重"
LAST = (
    "新模型在长文本理解上有明显进步，推理成本比上一代低一半，接口价格也随之下调。",
    "参加测试的开发者说，同样的任务过去要跑一整夜，现在午饭之前就能看到结果。",
)
FIRST = "开放了第三代模型的全部权重，任何人都可以下载、修改并用于商业产品。"
PUBLISHED = datetime(2026, 1, 20, 13, 32, tzinfo=BEIJING)
EVENING = PUBLISHED + timedelta(hours=8)


@pytest.mark.parametrize("shape", sorted(path.stem for path in SHAPES.glob("*.html")))
def test_page_of_any_shape_is_read_alike(shape: str) -> None:
    page = read_page((SHAPES / f"{shape}.html").read_text("utf-8"))
    lines = without_boilerplate(page.text).split("\n")
    prose = [line for line in lines if len(line) > 30]
    assert page.title in {TITLE, f"{TITLE}_网易科技", f"{TITLE} | 示例网"}
    assert prose == [prose[0], *LAST]
    assert prose[0] in {f"星图实验室{day}{FIRST}" for day in ("今天", "今日", "")}
    assert len(lines) - len(prose) <= 3  # headings and captions
    distrusted = {DateKind.META} if shape == "kr36" else set()
    found = publication(None, page.dates, url="https://www.example.cn/a", seen=EVENING, distrusted=distrusted)
    assert found.time is not None
    assert found.time.replace(second=0, microsecond=0) == PUBLISHED
    wall = Stub(StubKind.PAYWALL, "本文剩余 68% 内容，开通会员后阅读")
    assert page.stub == (wall if shape == "paywall" else None)
