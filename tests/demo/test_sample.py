"""The demo as a whole: the project's own spiders, pipelines and press over the bundled site."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import pytest_twisted
from markdown_it import MarkdownIt
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.project import get_project_settings
from twisted.internet.defer import Deferred

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.pieces import pieces
from newsbot.demo.sample import crawl_sample, sample_settings

EXPECTED = Path(__file__).parent / "expected"
OUTLETS = ("jiqizhixin", "kr36", "qbitai", "infoq")


async def _sample(folder: Path) -> dict[str, str]:
    settings = sample_settings(get_project_settings(), folder)
    crawling = asyncio.ensure_future(crawl_sample(settings, AsyncCrawlerRunner(settings)))
    await Deferred.fromFuture(crawling)
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "reports").glob("*.md"))}


@pytest.mark.browser
@pytest_twisted.ensureDeferred
async def test_the_sample_as_a_whole(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    made = await _sample(tmp_path)
    if request.config.getoption("--rewrite"):
        EXPECTED.mkdir(exist_ok=True)
        for name, text in made.items():
            (EXPECTED / name).write_text(text, "utf-8")
        pytest.skip("written anew; git diff shows what has changed")
    assert made == {path.name: path.read_text("utf-8") for path in sorted(EXPECTED.glob("*.md"))}
    assert [f"{now:%Y-%m-%d}.md" for now in SAMPLE_DAYS] == list(made)
    _check_as_a_reader(made["2026-01-20.md"])


def _check_as_a_reader(markdown: str) -> None:
    """What the sample promises, read from its rendering: nothing of it is in the expected file by accident."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    assert "这是一份样例" in html.split("<h2>")[0]
    assert "<script" not in html
    assert "\u202e" not in html
    anchors = re.findall(r'<(?:p|li)>\n?<a id="(item-\w+)"></a>', html)
    assert re.findall(r'href="#(item-\w+)"', html) == anchors[:10]
    assert len(anchors) == len(set(anchors)) == int(re.findall(r"共 (\d+) 条相关资讯", html)[0])
    for row in ("| 1 | gemini-2.5-pro-preview-05-06 | 1446 |", "| 45 | step-2-16k-exp-202412 | 阶跃星辰 | 1301 |"):
        assert row in markdown
    told = [piece for outlet in OUTLETS for piece in pieces(outlet) if _shown(piece.title) in _shown(html)]
    assert {piece.grade for piece in told} == {1, 2}, "nothing off topic is printed"


def _shown(text: str) -> str:
    """Text as it is seen: without markup, blanks and invisible characters."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]|&lt;|&gt;|&amp;|&quot;|[<>&\"]", "", text)


@pytest_twisted.ensureDeferred
async def test_without_a_browser_the_sample_is_made_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    made = await _sample(tmp_path)
    today: Any = made["2026-01-20.md"]
    remarks = "RSS 返回网页，已改用 JSON；正文 5 篇中 5 篇未取到：缺少浏览器（运行 make browser 安装）"
    assert f"| 机器之心 | 正常（{remarks}） |" in today
    assert today.count("### ") == 2 + 10 + 1
