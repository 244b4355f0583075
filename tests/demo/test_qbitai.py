from email.utils import parsedate_to_datetime

import pytest
from lxml import etree, html

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.pieces import published_by
from newsbot.demo.qbitai import qbitai

EVE, DAY = SAMPLE_DAYS


def ask(target, now=DAY):
    return qbitai(now)["https://www.qbitai.com"].respond(target)


def test_entry_is_dated_in_utc_with_one_line_and_several_categories():
    items = list(etree.fromstring(ask("/feed").body).iter("item"))
    assert [(child.tag, child.text) for child in items[4]] == [
        ("title", "通义实验室开源混排评测集，连“\u202eאבג\u202c”这样倒着写的都没放过"),
        ("link", "https://www.qbitai.com/2026/01/900106.html"),
        ("{http://purl.org/dc/elements/1.1/}creator", "云朵"),
        ("pubDate", "Tue, 20 Jan 2026 01:15:00 +0000"),
        ("category", "资讯"),
        ("category", "阿里巴巴"),
        ("category", "评测"),
        ("guid", "https://www.qbitai.com/?p=900106"),
        ("description", "从右往左的文字，难倒了一片多模态模型"),
    ]


@pytest.mark.parametrize("now", SAMPLE_DAYS)
def test_feed_lists_what_was_out_with_its_true_time(now):
    items = etree.fromstring(ask("/feed", now).body).iter("item")
    told = [(item.findtext("title"), parsedate_to_datetime(item.findtext("pubDate"))) for item in items]
    assert told == [(piece.title, piece.published) for piece in published_by(now, "qbitai")]


def test_page_is_complete_with_noise_around_the_article():
    page = html.fromstring(ask("/2026/01/900102.html").body)
    assert [element.get("class") for element in page.find("body")] == ["header", "main", "footer"]
    assert [p.text for p in page.xpath("//div[@class='article']/p")] == [
        "智谱又要开源了。",
        "官方今天放出预告，GLM-Sample-9B将在本周内开源。模型90亿参数，上下文长度128K，定位是“笔记本上的GLM”。",
        "预告里附了一张跑分图：代码任务上，它追到了自家上一代大杯模型的九成水平，数学稍逊。",
        "至于许可协议和下载地址，官方只回了四个字：敬请期待。",
    ]
    others = page.xpath("//div[@class='sidebar']//a/@href")
    assert len(others) == 9
    assert "/2026/01/900102.html" not in others


def test_what_is_not_out_yet_is_missing():
    assert ask("/2026/01/900106.html", EVE).status == 404
