from email.utils import parsedate_to_datetime

import pytest
from lxml import etree, html

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.infoq import infoq
from newsbot.demo.pieces import published_by
from newsbot.items import BEIJING

EVE, DAY = SAMPLE_DAYS


def ask(target, now=DAY):
    return infoq(now)["https://www.infoq.cn"].respond(target)


def test_entry_calls_beijing_time_gmt_and_summarises_nothing():
    link = "https://www.infoq.cn/article/SampleDoubaoMarkdown?utm_source=rss&utm_medium=article"
    items = list(etree.fromstring(ask("/feed").body).iter("item"))
    assert {child.tag: child.text for child in items[2]} == {
        "title": "从一个多余的结束标签说起：豆包网页端流式渲染 Markdown 的[三个坑](与修法)",
        "link": link,
        "description": f"<div align='right'><a href='{link}'>点击查看原文></a></div>",
        "author": "作者：顾南星",
        "guid": link,
        "pubDate": "Tue, 20 Jan 2026 10:05:00 GMT",
    }


def test_feed_has_no_xml_declaration():
    assert ask("/feed").body.startswith(b'<rss version="2.0">\n')


@pytest.mark.parametrize("now", SAMPLE_DAYS)
def test_feed_lists_what_was_out_eight_hours_ahead(now):
    items = etree.fromstring(ask("/feed", now).body).iter("item")
    told = [
        (item.findtext("title"), parsedate_to_datetime(item.findtext("pubDate")).replace(tzinfo=BEIJING))
        for item in items
    ]
    assert told == [(piece.title, piece.published) for piece in published_by(now, "infoq")]


def test_validators_tell_the_true_time():
    assert ask("/feed").headers["Last-Modified"] == "Tue, 20 Jan 2026 04:36:00 GMT"


def test_page_holds_the_article():
    page = html.fromstring(ask("/article/SampleEuStandards005?utm_source=rss&utm_medium=article").body)
    assert [element.text for element in page.xpath("//article//h1 | //article//li | //article//p")] == [
        "欧盟 AI 法案配套标准进入收尾阶段，通用模型提供者需要准备什么",
        "苏见微",
        "2026-01-19",
        "欧盟《人工智能法案》对通用模型的义务已经开始适用，而企业真正等待的是配套标准：做到什么程度才算合规。",
        "目前的草案把要求分成文档、评测、版权和安全四部分。文档部分要求说明训练数据的主要类别，评测部分要求在发布前后各做一次。",
        "对在欧洲提供服务的中小开发者，草案允许沿用上游模型的文档，只补充自己修改的部分。",
        "建议现在就做三件事：为每个模型版本建档，保存评测脚本和结果，指定一位联系人。",
    ]


def test_what_is_not_out_yet_is_missing():
    assert ask("/article/SampleEuStandards005", EVE).status == 404
