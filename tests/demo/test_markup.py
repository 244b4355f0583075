import json
from dataclasses import replace

import pytest
from lxml import etree, html

from newsbot.demo.markup import body_html, cdata, page_html, script_json
from newsbot.demo.pieces import pieces

HOSTILE = "a ]]> b </script><b>&amp; ' \" 中"


def test_body_has_headings_and_escaped_paragraphs():
    piece = replace(pieces("infoq")[0], body=("## 一 & 二", "<p>三</p>", "##四"))
    assert body_html(piece) == "<h2>一 &amp; 二</h2>\n<p>&lt;p&gt;三&lt;/p&gt;</p>\n<p>##四</p>"


@pytest.mark.parametrize("text", [HOSTILE, "]]>]]>", ""])
def test_cdata_reads_back_as_it_was(text):
    assert (etree.fromstring(f"<x>{cdata(text)}</x>").text or "") == text


def test_script_json_cannot_leave_its_script():
    page = html.fromstring(f"<div><script>{script_json([HOSTILE])}</script></div>")
    assert json.loads(page.findtext("script")) == [HOSTILE]


def test_page_title_is_text():
    assert html.fromstring(page_html(HOSTILE, "<p>x</p>")).findtext("head/title") == HOSTILE
