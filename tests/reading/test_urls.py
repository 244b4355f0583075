import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.urls import absolute_url, canonical_url, part_url

PIECES = st.lists(
    st.sampled_from(
        [
            "http",
            "https",
            ":",
            "//",
            "/",
            "example.cn",
            "例子.测试",
            "user@",
            ":80",
            ":8080",
            "?",
            "&",
            "=",
            "#",
            "#!",
            "%",
            "%41",
            "%2f",
            "%e4",
            "..",
            ".",
            "utm_source=x",
            "p=1",
            "f=rss",
            "+",
            " ",
            "\t",
            "\\",
            "[::1]",
            "路径",
            "\ud800",
            "\u202e",
            "<",
        ]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    ("base", "link", "expected"),
    [
        ("https://a.cn/list/", "p/1", "https://a.cn/list/p/1"),
        ("https://a.cn/list/", "/p/1?x=1#top", "https://a.cn/p/1?x=1#top"),
        ("https://a.cn/list/", "//b.cn/p", "https://b.cn/p"),
        ("https://a.cn/list/", "?p=2", "https://a.cn/list/?p=2"),
        ("https://a.cn", " \n https://b.cn/p\n/1 ", "https://b.cn/p/1"),
        ("https://a.cn", "https://b.cn/a b", "https://b.cn/a%20b"),
        ("https://a.cn", "https:\\\\b.cn\\p", "https://b.cn/p"),
        ("https://a.cn", "https://user:word@b.cn/p", "https://b.cn/p"),
        ("https://a.cn", "https://例子.测试/路径", "https://例子.测试/路径"),
        ("https://a.cn", "https://例\u200b子.测试/p", "https://xn--fsqu00a.xn--0zwm56d/p"),
        ("https://a.cn", 'https://b.cn/"><script>', "https://b.cn/%22%3E%3Cscript%3E"),
        ("https://a.cn", "https://b.cn/\u202egpj.exe", "https://b.cn/%E2%80%AEgpj.exe"),
        ("", "https://b.cn:8080/p", "https://b.cn:8080/p"),
        ("", "http://[2001:db8::1]/p", "http://[2001:db8::1]/p"),
        ("", "p/1", ""),
        ("https://a.cn", "", ""),
        ("https://a.cn", "javascript:alert(1)", ""),
        ("https://a.cn", "java\nscript:alert(1)", ""),
        ("https://a.cn", "data:text/html,x", ""),
        ("https://a.cn", "mailto:a@b.cn", ""),
        ("https://a.cn", "http://", ""),
        ("https://a.cn", "http://[::1", ""),
        ("https://a.cn", "http://b.cn:99999/", ""),
        ("https://a.cn", "http://b cn/", ""),
        ("https://a.cn", "http://b%2ecn/", ""),
        ("https://a.cn", "https://b.cn/" + "x" * 5000, ""),
    ],
)
def test_links_are_made_absolute_or_empty(base: str, link: str, expected: str) -> None:
    assert absolute_url(base, link) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Www.Example.CN/p/1", "https://www.example.cn/p/1"),
        ("http://example.cn:80", "https://example.cn/"),
        ("https://example.cn:443/p/", "https://example.cn/p/"),
        ("http://example.cn:8080/p", "https://example.cn:8080/p"),
        ("https://例子.测试/路", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF"),
        ("https://example.cn/%7euser/%e8%b7%af%zz", "https://example.cn/~user/%E8%B7%AF%25zz"),
        ("https://example.cn/a/./b/../c/%2e%2e/d", "https://example.cn/a/d"),
        ("https://example.cn/?p=1&utm_source=rss&utm_medium=x&spm=a1.b2", "https://example.cn/?p=1"),
        ("https://example.cn/?p=2&&fbclid=x", "https://example.cn/?p=2"),
        ("https://example.cn/?q=大 模型&x=%E5%A4%A7", "https://example.cn/?q=%E5%A4%A7+%E6%A8%A1%E5%9E%8B&x=%E5%A4%A7"),
        ("https://example.cn/p?source=weixin&id=3", "https://example.cn/p?source=weixin&id=3"),
        ("https://www.36kr.com/p/1?f=rss", "https://www.36kr.com/p/1"),
        ("https://example.cn/p/1?f=rss", "https://example.cn/p/1?f=rss"),
        ("https://blog.example.cn/p?ref=blog.example.cn", "https://blog.example.cn/p"),
        ("https://example.cn/p?ref=other.cn", "https://example.cn/p?ref=other.cn"),
        ("https://example.cn/p#comments", "https://example.cn/p"),
        ("https://example.cn/#!/p/1", "https://example.cn/#!/p/1"),
        ("https://user@example.cn./p", "https://example.cn/p"),
        ("ftp://example.cn/p", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_one_page_has_one_identity(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(PIECES.map("https://example.cn/".__add__) | PIECES | st.text())
def test_identity_of_an_identity_is_itself(url: str) -> None:
    identity = canonical_url(url)
    assert canonical_url(identity) == identity


@given(PIECES, PIECES | st.text())
def test_absolute_link_is_empty_or_plain_http(base: str, link: str) -> None:
    url = absolute_url(base, link)
    assert url == "" or url.startswith(("http://", "https://"))
    assert not set(url) & set(' \t\r\n<>"`\u202e\ud800')
    assert absolute_url("", url) == url


def test_parts_of_a_page_are_told_apart_and_the_page_from_them() -> None:
    page = canonical_url("https://docs.example.cn/updates#top")
    parts = [part_url(page, part) for part in ("", "2026-01-19 样例", "2026-01-19  <b>")]
    assert parts == [
        "https://docs.example.cn/updates",
        "https://docs.example.cn/updates#2026-01-19%20%E6%A0%B7%E4%BE%8B",
        "https://docs.example.cn/updates#2026-01-19%20%20%3Cb%3E",
    ]
    assert part_url("", "x") == ""
