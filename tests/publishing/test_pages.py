import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from newsbot.issue.daily import Daily
from newsbot.publishing.pages import asset, assets, daily_page, language, link
from newsbot.publishing.render import markdown
from tests.publishing.issues import issue

DAY = date(2026, 1, 20)


def _seen(page: str) -> str:
    """The text of a page's body without blanks."""
    return re.sub(r"\s+", "", html.fromstring(page).body.text_content())


def test_the_page_has_all_that_the_markdown_has() -> None:
    daily = issue(DAY)
    page = _seen(daily_page(daily, days=[DAY]))
    # Words that both tell in the same way; what only Markdown needs, and how it writes the date, is left out.
    plain = re.sub(r"\]\([^)]*\)|<[^>]*>|[\\*|`]|^# .*$|^\d+\. ", " ", markdown(daily), flags=re.MULTILINE)
    plain = plain.replace("见文末", "见")  # a link leads there
    words = set(re.findall(r"[\w.+%-]{2,}", plain)) - {"...", "详情", "来源", "时间", "分类", "--"}
    # The days of the issue's own year go without it.
    missing = {word for word in words if word not in page and not re.fullmatch(r"-+|2026-\d\d-\d\d", word)}
    assert missing == set()


def test_every_link_inside_the_page_leads_somewhere() -> None:
    tree = html.fromstring(daily_page(issue(DAY), days=[DAY]))
    targets = {link.get("href")[1:] for link in tree.iter("a") if link.get("href").startswith("#")}
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert (targets - set(ids), len(ids) - len(set(ids))) == (set(), 0)


def test_a_long_day_is_under_200_kb_with_its_style_and_script() -> None:
    page = daily_page(issue(DAY, items=10, others=190), days=[DAY])
    # Measured: 140 kB; an ordinary day has a quarter of that.
    assert len(page.encode()) + sum(map(len, assets().values())) < 200_000


def _quiet(daily: Daily) -> Daily:
    return replace(daily, items=(), others=())


@pytest.mark.parametrize(
    ("daily", "said"),
    [
        (_quiet(issue(DAY)), "今日无重大更新。"),
        (replace(_quiet(issue(DAY)), sources=()), "今天没有读到任何新闻信源，原因见信源状态。"),
        (replace(issue(DAY), standing=None), "暂无榜单数据，各数据来源的情况见信源状态。"),
        (
            issue(DAY),
            "较新的榜单（2025-12-31）只有前若干名，国产模型不如较早的一份列得全，故沿用2025-12-11的榜单，距今40天；各数据来源的情况见信源状态。",
        ),
        (issue(DAY), "样例模型2号今日发布机器之心·01-2011:46（首次抓取，原文未注明）"),
        (issue(DAY), "连续报道第2天：01-19（新增：50万）"),
        (issue(DAY), "第1条由样例模型精简，已逐条与原文核对；其余摘自原文（超时2条）"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(daily: Daily, said: str) -> None:
    assert said in _seen(daily_page(daily, days=[DAY]))


def test_an_address_that_is_none_becomes_text() -> None:
    assert str(link("<b>", "javascript:alert(1)")) == "&lt;b&gt;"
    assert str(link("", 'https://example.com/"')) == (
        '<a href="https://example.com/%22" rel="noopener noreferrer">https://example.com/%22</a>'
    )


@pytest.mark.parametrize(
    ("text", "attribute"),
    [("Running Qwen on a phone", ' lang="en"'), ("Qwen 上手机", ""), ("2026-01-20 3.5", ""), ("", ""), ("智谱", "")],
)
def test_english_is_marked(text: str, attribute: str) -> None:
    assert str(language(text)) == attribute


def test_an_assets_address_tells_its_content() -> None:
    assert re.fullmatch(r"assets/style\.css\?v=[0-9a-f]{8}", asset("style.css"))
    assert asset("style.css").split("=")[1] != asset("search.js").split("=")[1]
