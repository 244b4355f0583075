import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.items import Outcome
from newsbot.reading.entry import Entry
from newsbot.reading.errors import ReadingError
from newsbot.reading.feeds import read_feed

URL = "https://feeds.example.cn/all/feed.xml"
HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>频道</title><link>https://www.example.cn/</link>'
TAIL = "</channel></rss>"


def rss(items: str) -> bytes:
    return f"{HEAD}{items}{TAIL}".encode()


def item(number: int) -> str:
    return f"<item><title>第{number}条</title><link>https://www.example.cn/p/{number}</link></item>"


def entry(number: int) -> Entry:
    return Entry(title=f"第{number}条", link=f"https://www.example.cn/p/{number}")


def only(body: bytes, content_type: str = "") -> Entry:
    entries = read_feed(body, url=URL, content_type=content_type).entries
    assert len(entries) == 1
    return entries[0]


def test_rss_2_with_the_usual_extensions() -> None:
    body = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>频道</title><item>
        <title><![CDATA[星图 <b>3</b> 开源]]></title>
        <link><![CDATA[ https://www.example.cn/p/1?f=rss ]]></link>
        <guid isPermaLink="false">id-1</guid>
        <pubDate>2026-01-20 12:31:00  +0800</pubDate>
        <dc:creator>作者：王小明</dc:creator>
        <description>&lt;p&gt;短&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>长</p>]]></content:encoded>
      </item></channel></rss>"""
    assert only(body.encode()) == Entry(
        title="星图 3 开源",
        link="https://www.example.cn/p/1?f=rss",
        published="2026-01-20 12:31:00 +0800",
        summary="<p>短</p>",
        content="<p>长</p>",
        author="王小明",
        id="id-1",
    )


def test_atom_1() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.cn/blog/">
      <title>博客</title><author><name>编辑部</name></author>
      <entry><title type="html">星图 &amp;lt;b&amp;gt;3&amp;lt;/b&amp;gt; 发布</title>
        <link rel="self" href="self.xml"/><link rel="enclosure" href="a.mp3"/>
        <link type="application/json" href="1.json"/><link rel="alternate" type="text/html" href="1"/>
        <id>tag:example.cn,2026:1</id>
        <published>2026-01-20T12:31:00+08:00</published><updated>2026-01-21T00:00:00Z</updated>
        <summary>短</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>长</p></div></content></entry></feed>"""
    assert only(body.encode()) == Entry(
        title="星图 3 发布",
        link="https://www.example.cn/blog/1",
        published="2026-01-20T12:31:00+08:00",
        summary="短",
        content='<div xmlns="http://www.w3.org/1999/xhtml"><p>长</p></div>',
        author="编辑部",
        id="tag:example.cn,2026:1",
    )


def test_atom_0_3_with_base64() -> None:
    body = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>
      <title mode="base64" type="text/html">PGI+5pif5Zu+PC9iPg==</title>
      <link rel="alternate" href="https://www.example.cn/1"/><issued>2026-01-20T12:31:00+08:00</issued></entry></feed>"""
    assert only(body.encode()) == Entry(
        title="星图", link="https://www.example.cn/1", published="2026-01-20T12:31:00+08:00"
    )


def test_rss_1_has_its_items_beside_the_channel() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>频道</title></channel>
      <item rdf:about="https://www.example.cn/1"><title>星图开源</title><link>https://www.example.cn/1</link>
      <description>文</description><dc:date>2026-01-20T12:31+08:00</dc:date></item></rdf:RDF>"""
    assert only(body.encode()) == Entry(
        title="星图开源",
        link="https://www.example.cn/1",
        published="2026-01-20T12:31+08:00",
        content="文",
        id="https://www.example.cn/1",
    )


def test_json_feed() -> None:
    body = """{"version": "https://jsonfeed.org/version/1.1", "title": "频道", "home_page_url": "https://www.example.cn/",
      "items": [{"id": 7, "url": "/p/7", "title": "星图 <开源>", "content_html": "<p>长</p>", "summary": "短 < 长",
      "date_published": "2026-01-20T12:31:00+08:00", "authors": [{"name": "王小明"}]},
      {"id": "https://www.example.cn/p/8", "content_text": "没有标题。第二句。"}, null]}"""
    assert read_feed(body.encode(), url=URL, content_type="application/json").entries == [
        Entry(
            title="星图 <开源>",
            link="https://www.example.cn/p/7",
            published="2026-01-20T12:31:00+08:00",
            summary="短 &lt; 长",
            content="<p>长</p>",
            author="王小明",
            id="7",
        ),
        Entry(
            title="没有标题。第二句。",
            link="https://www.example.cn/p/8",
            content="没有标题。第二句。",
            id="https://www.example.cn/p/8",
        ),
    ]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("星图 &lt;em&gt;3&lt;/em&gt; 开源", "星图 3 开源"),
        ("A&amp;amp;B 与 C&amp;D", "A&B 与 C&D"),
        ("若 a &lt; b", "若 a < b"),
        ("星图\n   3\u200b 开源", "星图 3 开源"),
        ("&lt;![CDATA[星图]]&gt;", "星图"),
        ("<i>星</i>图", "星图"),
        ("标题" * 50 + "\n" + "正文" * 200, "标题" * 50),
        ("长" * 1000, "长" * 299 + "…"),
    ],
)
def test_rss_title_is_plain_text_on_one_line(written: str, title: str) -> None:
    assert only(rss(f"<item><title>{written}</title></item>")).title == title


@pytest.mark.parametrize(
    ("element", "title"),
    [
        ('<title type="text">用 &lt;b&gt; 加粗</title>', "用 <b> 加粗"),
        ('<title type="html">用 &lt;b&gt;粗&lt;/b&gt; 体</title>', "用 粗 体"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">用 <b>粗</b> 体</div></title>', "用 粗 体"),
    ],
)
def test_atom_title_is_read_by_its_type(element: str, title: str) -> None:
    assert only(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{element}</entry></feed>'.encode()).title == title


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ("<link>/p/1</link>", "https://www.example.cn/p/1"),
        ("<link>https://a.cn/?a=1&amp;amp;b=2</link>", "https://a.cn/?a=1&b=2"),
        ("<guid>https://a.cn/1</guid>", "https://a.cn/1"),
        ('<guid isPermaLink="false">https://a.cn/1</guid>', ""),
        ("<link></link><guid>not a link</guid>", ""),
        ("<link>javascript:alert(1)</link>", ""),
        ('<link xml:base="https://b.cn/x/">1</link>', "https://b.cn/x/1"),
        ('<atom:link href="https://a.cn/1" rel="alternate"/>', "https://a.cn/1"),
        ('<atom:link href="https://a.cn/feed" rel="self"/>', ""),
    ],
)
def test_link_of_an_rss_item(fields: str, link: str) -> None:
    assert only(rss(f"<item><title>甲</title>{fields}</item>")).link == link


@pytest.mark.parametrize(
    "damaged",
    [
        rss(item(1) + item(2)).replace("第".encode(), "第\x00\x1b".encode()),
        b"\n\n<b>Warning</b>: a < b in x.php\n" + rss(item(1) + item(2)),
        rss(item(1) + item(2)) + b"<script>x</script>",
        (HEAD + item(1) + item(2)).encode(),
        (HEAD + item(1) + item(2) + "<item><title>第3条</title><link>https://www.example.cn/p/3</li").encode(),
        (HEAD + item(1) + item(2) + "<item><title>第3条</title><link>https://www.example.cn/p/3</link>").encode(),
        rss(item(1) + item(2)).replace(b"utf-8", b"gb2312").decode().encode("gbk"),
        rss(item(1) + item(2)).replace(b"utf-8", b"utf-16").decode().encode("utf-16-be"),
        rss(item(1).replace("</item>", "<x:y>1</x:y></item>") + item(2)),
        rss(item(1).replace("</item>", "<media a='1' a='2'/></item>") + item(2)),
        rss(item(1) + item(2)).replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "b>]">]><rss'),
    ],
    ids=[
        "controls",
        "junk before",
        "junk after",
        "no end",
        "cut in a tag",
        "cut after a field",
        "gbk",
        "utf-16",
        "prefix",
        "twice",
        "dtd",
    ],
)
def test_damaged_feed_gives_the_entries_that_are_whole(damaged: bytes) -> None:
    assert read_feed(damaged, url=URL).entries == [entry(1), entry(2)]


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("研发 R&D 与 a < b", "研发 R&D 与 a < b"),
        ("一&nbsp;二&mdash;三&hellip;&bogus;", "一\xa0二—三…&bogus;"),
        ("一<br>二", "一<br/>二"),
        ("<p>一<div>二</p>", "<p>一<div>二</p>"),
        ("<![CDATA[R&D &nbsp; <p>]]> & 尾", "R&D &nbsp; <p> & 尾"),
        ("&#0;一&#x1F;二&#27169;", "一二模"),
    ],
)
def test_broken_markup_in_one_field_stays_in_it(written: str, content: str) -> None:
    body = rss(f"<item><title>第1条</title><description>{written}</description></item>" + item(2))
    assert read_feed(body, url=URL).entries == [Entry(title="第1条", link="", content=content), entry(2)]


def test_bad_byte_spoils_one_character_only() -> None:
    body = rss(item(1) + item(2)).replace("频".encode(), b"\xe9")
    assert read_feed(body, url=URL).entries == [entry(1), entry(2)]


def test_entities_are_never_expanded() -> None:
    body = b"""<!DOCTYPE rss [<!ENTITY a "AAAA"><!ENTITY x SYSTEM "file:///etc/hostname">]>
      <rss><channel><item><title>1 &a; &x;</title></item></channel></rss>"""
    assert only(body).title == "1 &a; &x;"


@pytest.mark.parametrize(
    ("body", "outcome", "message"),
    [
        (b"", Outcome.EMPTY, "an empty answer where a feed was due"),
        (b"\xef\xbb\xbf \n", Outcome.EMPTY, "an empty answer where a feed was due"),
        (rss(""), Outcome.EMPTY, "a feed without entries"),
        (b'{"items": []}', Outcome.EMPTY, "a feed without entries"),
        (
            "<!DOCTYPE html><html><head><title>安全 &amp; 验证</title></head></html>".encode(),
            Outcome.BOT_WALL,
            "a web page (安全 & 验证) where a feed was due",
        ),
        (b"<script>challenge()</script>", Outcome.BOT_WALL, "a web page (without a title) where a feed was due"),
        (
            b'<?xml version="1.0"?>\n<!-- x --><html xmlns="x"/>',
            Outcome.BOT_WALL,
            "a web page (without a title) where a feed was due",
        ),
        (b"<urlset><url/></urlset>", Outcome.PARSE_ERROR, "an XML document <urlset> where a feed was due"),
        (
            (HEAD + "<item><title>第").encode(),
            Outcome.PARSE_ERROR,
            "a feed that is cut off before its first entry ends",
        ),
        (b"%PDF-1.7", Outcome.PARSE_ERROR, "neither XML nor JSON where a feed was due"),
        (b'{"error": 1}', Outcome.PARSE_ERROR, "a JSON document without items where a feed was due"),
        (b" " * (33 << 20), Outcome.TOO_LARGE, "34,603,008 bytes, more than the 33,554,432 that are read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_feed_says_what_it_is(body: bytes, outcome: Outcome, message: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_feed(body, url=URL)
    assert (caught.value.outcome, str(caught.value)) == (outcome, message)


@pytest.mark.parametrize(
    "hostile",
    [
        HEAD + "<item " + "".join(f'a{n}="1" ' for n in range(50_000)) + "/>" + TAIL,
        "<rss " + "".join(f'xmlns:a{n}="u" ' for n in range(20_000)) + "><channel>" + item(1) + TAIL,
        HEAD + "<item><description>" + "<b>" * 100_000,
        HEAD + "<item>" * 100_000,
        HEAD + "<item><author>a@" + "a." * 50_000 + "!</author></item>" + TAIL,
        HEAD + "<item><title>" + "&lt;a " * 100_000 + "</title></item>" + TAIL,
        HEAD + "<item>" + "<link>x</link>" * 100_000 + "</item>" + TAIL,
        HEAD + "<item><title>" * 50_000,
        HEAD + "<![CDATA[" * 50_000,
        HEAD + item(1) * 30_000 + "&" + TAIL,
        "<!DOCTYPE a [" + "]" * 500_000,
        "<?xml " * 200_000,
        "<" * 500_000,
        '{"items":' + "[" * 500_000,
    ],
    ids=lambda text: text[-14:].strip(),
)
def test_hostile_feed_ends_soon(hostile: str) -> None:
    # Quadratic work on these would take minutes.
    try:
        entries = read_feed(hostile.encode(), url=URL).entries
    except ReadingError:
        entries = []
    assert len(entries) <= 1000


def test_billion_laughs_stay_a_name() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    body = f'<!DOCTYPE l [<!ENTITY l0 "哈">{laughs}]><rss><channel><item><title>&l19;</title></item></channel></rss>'
    assert only(body.encode()).title == "&l19;"


PIECES = st.lists(
    st.sampled_from(
        [
            "<rss>",
            "<channel>",
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>",
            "</link>",
            "<entry>",
            "<feed>",
            "<description>",
            "<![CDATA[",
            "]]>",
            "&",
            "&#0;",
            "&lt;",
            "<",
            ">",
            "<!DOCTYPE",
            "<?xml",
            "https://a.cn/",
            "星图",
            "\x00",
            "\ud800",
            "{",
            "[",
            "</feed>",
            "</rss>",
            "</channel>",
            "</description>",
            'a="',
            '"',
            "<html>",
            '"items":',
            "]",
            "}",
        ]
    ),
    max_size=30,
).map("".join)


@given(
    st.binary(max_size=300)
    | PIECES.map(lambda text: (HEAD + text).encode("utf-8", "surrogatepass"))
    | PIECES.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_give_entries_or_a_reading_error(body: bytes) -> None:
    try:
        entries = read_feed(body, url=URL).entries
    except ReadingError as error:
        outcome = error.outcome
        entries = []
    else:
        outcome = Outcome.OK
    assert outcome in ({Outcome.OK} if entries else {Outcome.EMPTY, Outcome.BOT_WALL, Outcome.PARSE_ERROR})
    for found in entries:
        assert found.title == found.title.strip()
        assert "\n" not in found.title + found.author + found.published
        assert found.link == "" or found.link.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "feed",
    [
        (
            "<rss><channel><item><title>样例</title><link>https://example.com/1</link><pubDate>Jan 2025</pubDate>"
            '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2025-01-20</dc:date></item></channel></rss>'
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>样例</title><link href="https://example.com/1"/>'
            "<published>0</published><updated>2025-01-20</updated></entry></feed>"
        ),
        (
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "样例", "url": "https://example.com/1",'
            ' "date_published": "soon", "date_modified": "2025-01-20"}]}'
        ),
    ],
    ids=["RSS", "Atom", "JSON Feed"],
)
def test_the_next_date_of_an_entry_counts_where_the_first_cannot_be_read(feed: str) -> None:
    assert read_feed(feed.encode(), url="https://example.com/").entries == [
        Entry("样例", "https://example.com/1", "2025-01-20")
    ]
