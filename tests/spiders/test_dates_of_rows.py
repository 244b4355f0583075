"""Rows with two dates: the first that can be read counts, so that no old post passes for today's."""

import pytest

from newsbot.reading.entry import Entry
from spiders import hunyuan, qwen


@pytest.mark.parametrize("unreadable", ["", "Jan 2025", "soon", "0", 0, "1970-01-01T00:00:00Z"])
def test_the_page_s_own_date_counts_where_qwen_s_list_has_none_that_can_be_read(unreadable: object) -> None:
    page = (
        '<head><script>{"datePublished": "n/a"}</script>'
        '<meta property="article:published_time" content="2025-06-06T10:00:00+08:00"></head><body>文</body>'
    )
    row = {"title": "样例", "path": "sample", "content": page, "extra": {"date": unreadable}}
    assert qwen.article(row) == Entry(
        "样例", "https://qwen.ai/blog?id=sample", "2025-06-06T10:00:00+08:00", content="文</body>"
    )


@pytest.mark.parametrize("unreadable", [None, "", 0, "0", "待定", False, 0.0])
def test_when_it_was_put_on_the_site_counts_where_hunyuan_s_post_bears_no_date(unreadable: object) -> None:
    row = {"id": 1, "title": "样例", "displayPublishTime": unreadable, "publishedAt": 1768705200}
    assert hunyuan.article(row) == Entry("样例", "https://hy.tencent.com/research/1", "1768705200")
