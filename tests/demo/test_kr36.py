import json
from datetime import datetime

import pytest
from lxml import etree, html

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.kr36 import kr36
from newsbot.demo.pieces import pieces, published_by
from newsbot.items import BEIJING

EVE, DAY = SAMPLE_DAYS


def feed_items(now):
    feed = kr36(now)["https://www.36kr.com"].respond("/feed").body
    return [{child.tag: child.text for child in item} for item in etree.fromstring(feed).iter("item")]


def test_newsflash_is_plain_text_with_two_spaces_before_the_zone():
    assert [item for item in feed_items(DAY) if "3640000000000112" in item["link"]] == [
        {
            "title": "面壁智能开源MiniCPM-Sample|支持`int4`量化，*8GB*内存手机可离线运行",
            "link": "https://36kr.com/newsflashes/3640000000000112?f=rss",
            "pubDate": "2026-01-20 10:31:00  +0800",
            "description": "36氪获悉，面壁智能今日开源端侧模型MiniCPM-Sample，参数规模40亿，可处理文本和图像。\n"
            "官方给出的数据显示，经过int4量化后，模型占用内存约2.6GB，在8GB内存的手机上离线运行时，每秒可生成约18个token。\n"
            "模型权重、量化脚本和安卓示例程序均已公开。",
        }
    ]


def test_article_is_its_whole_html_with_an_image():
    (article,) = (item for item in feed_items(DAY) if "3646450668506758" in item["link"])
    assert article["link"] == "https://36kr.com/p/3646450668506758?f=rss"
    parts = html.fragments_fromstring(article["description"])
    (piece,) = (piece for piece in pieces("kr36") if piece.id == "3646450668506758")
    assert [part.text_content() for part in parts if part.find("img") is None] == list(piece.body)
    assert [part.find("img") is None for part in parts] == [True, False, True, True, True, True]


def test_links_and_dates_are_cdata_and_text_as_the_outlet_writes_them():
    feed = kr36(DAY)["https://www.36kr.com"].respond("/feed").body.decode()
    assert feed.count("<link><![CDATA[https://36kr.com/") == 27
    assert feed.startswith('<?xml version="1.0" encoding="UTF-8"?>')


def test_feed_mixes_kinds_and_is_not_in_time_order():
    items = feed_items(DAY)
    dates = [item["pubDate"] for item in items]
    kinds = ["/p/" in item["link"] for item in items]
    assert dates not in (sorted(dates), sorted(dates, reverse=True))
    assert kinds not in (sorted(kinds), sorted(kinds, reverse=True))


@pytest.mark.parametrize("now", [EVE, DAY, datetime(2026, 1, 20, 8, 3, tzinfo=BEIJING)])
def test_feed_lists_what_was_out(now):
    assert {item["title"] for item in feed_items(now)} == {piece.title for piece in published_by(now, "kr36")}


def test_feed_is_empty_before_the_first_piece():
    assert feed_items(datetime(2026, 1, 1, tzinfo=BEIJING)) == []


def test_bare_host_answers_the_feed_with_a_page_that_is_not_xml():
    check = kr36(DAY)["https://36kr.com"].respond("/feed")
    assert (check.status, check.headers) == (200, {"Content-Type": "text/html; charset=utf-8"})
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(check.body)


@pytest.mark.parametrize("host", ["https://36kr.com", "https://www.36kr.com"])
def test_page_tells_its_time_in_its_state_and_another_in_its_head(host):
    page = html.fromstring(kr36(DAY)[host].respond("/p/3640000000000108?f=rss").body)
    state = json.loads(page.findtext(".//script").removeprefix("window.initialState="))
    data = state["articleDetail"]["articleDetailData"]["data"]
    assert {key: data[key] for key in ("widgetTitle", "publishTime", "author")} == {
        "widgetTitle": "语音、视频、Agent，MiniMax把三件事装进一份会员",
        "publishTime": 1768869000000,
        "author": "周以安",
    }
    assert page.xpath("string(//meta[@property='article:published_time']/@content)") == "2026-01-20T17:30:00+08:00"
    assert [p.text_content() for p in page.xpath("//article/p")] == [
        p.text_content() for p in html.fragments_fromstring(data["widgetContent"]) if p.tag == "p"
    ]


def test_newsflash_page_holds_its_state_under_its_own_name():
    page = html.fromstring(kr36(DAY)["https://36kr.com"].respond("/newsflashes/3640000000000110").body)
    state = json.loads(page.findtext(".//script").removeprefix("window.initialState="))
    assert state["newsflashDetail"]["newsflashDetailData"]["data"]["publishTime"] == 1768873920000


def test_what_is_not_out_yet_is_missing():
    assert kr36(EVE)["https://36kr.com"].respond("/p/3640000000000108").status == 404
