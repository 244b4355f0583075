import pytest

from newsbot.reading.repair import repaired, with_text_fields_escaped, without_prolog


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('\n<?xml version="1.0"?>\n<rss/>', "<rss/>"),
        ("<!DOCTYPE rss><feed x='1'/>", "<feed x='1'/>"),
        ('<!DOCTYPE a [<!ENTITY b "<rss>"> ] ><rdf:RDF/>', "<rdf:RDF/>"),
        ("<b>Notice</b>: x<rss version='2.0'>", "<rss version='2.0'>"),
        ("<!DOCTYPE a [ without an end", ""),
        ("<urlset/>", "<urlset/>"),
    ],
)
def test_document_begins_with_its_root(text: str, expected: str) -> None:
    assert without_prolog(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>R&D &amp; &nbsp;&lt; &nope; &#38;</a>", "<a>R&amp;D &amp; \xa0&lt; &amp;nope; &#38;</a>"),
        ("<a>&AMP;&LT;&GT;</a>", "<a>&amp;&lt;></a>"),
        ("<a>1 < 2 <3 <模型> <!x></a>", "<a>1 &lt; 2 &lt;3 &lt;模型> &lt;!x></a>"),
        ("<a>\x00一\x0b二&#0;&#xD800;&#x110000;</a>", "<a>一二</a>"),
        ('<a>一<br>二<img src="x">三<hr/></a>', '<a>一<br/>二<img src="x"/>三<hr/></a>'),
        ("<a><![CDATA[R&D < <br>]]>&</a>", "<a><![CDATA[R&D < <br>]]>&amp;</a>"),
        ("<a><![CDATA[R&D", "<a><![CDATA[R&amp;D"),
    ],
)
def test_marks_are_made_good_outside_cdata(text: str, expected: str) -> None:
    assert repaired(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<title>一<b>二</title><x><y>", "<title>一&lt;b&gt;二</title><x><y>"),
        ("<description a='1'><p></description >", "<description a='1'>&lt;p&gt;</description >"),
        ("<title><![CDATA[<b>]]></title>", "<title><![CDATA[<b>]]></title>"),
        ("<title>甲<item><title>乙<i></title>", "<title>甲<item><title>乙&lt;i&gt;</title>"),
        ("<title/><summary>甲", "<title/><summary>甲"),
    ],
)
def test_markup_in_text_fields_is_escaped(text: str, expected: str) -> None:
    assert with_text_fields_escaped(text) == expected
