import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.reading.encoding import decode

NEWS = "<title>星图模型今日开源，权重与代码一并公布，许可宽松</title>"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_encoding_is_found_without_any_declaration(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == NEWS


@pytest.mark.parametrize(
    ("declared", "written"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("euc-jp", "euc-jp")]
)
def test_encoding_is_that_of_the_xml_declaration_or_its_superset(declared: str, written: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><title>日本一 峰</title>'
    assert decode(text.encode(written)) == text


def test_characters_that_gb2312_lacks_are_read_in_documents_that_declare_it() -> None:
    text = '<?xml version="1.0" encoding="gb2312"?><title>朱镕基、囍</title>'
    assert decode(text.encode("gb18030")) == text


def test_charset_of_the_header_comes_before_the_declaration() -> None:
    body = '<?xml version="1.0" encoding="gbk"?><title>Ольга</title>'.encode("koi8-r")
    assert decode(body, "text/xml; charset=koi8-r") == '<?xml version="1.0" encoding="gbk"?><title>Ольга</title>'


@pytest.mark.parametrize(
    "content_type", ["text/xml; charset=iso-8859-1", "text/xml; charset=gbk", "text/xml; charset=nonsense", ""]
)
def test_good_utf8_is_utf8_whatever_is_declared(content_type: str) -> None:
    assert decode(NEWS.encode(), content_type) == NEWS


@pytest.mark.parametrize(
    "content_type", ["text/xml; charset=utf-8", "text/xml; charset=iso-8859-1", "text/xml; charset=hex", ""]
)
def test_gbk_is_gbk_whatever_is_declared(content_type: str) -> None:
    assert decode(NEWS.encode("gbk"), content_type) == NEWS


def test_latin_text_is_windows_1252() -> None:
    text = "<title>São Paulo: “ação” já é notícia – 3 €</title>"
    assert decode(text.encode("cp1252"), "text/xml; charset=ISO-8859-1") == text


def test_one_bad_byte_in_utf8_spoils_one_character() -> None:
    body = NEWS.encode().replace("今".encode(), b"\xe4\xbb")
    assert decode(body) == NEWS.replace("今", "\N{REPLACEMENT CHARACTER}")


def test_seven_bit_encoding_is_read_where_it_is_declared() -> None:
    assert decode("<title>日本</title>".encode("iso2022_jp"), "text/xml; charset=iso-2022-jp") == "<title>日本</title>"


def test_utf7_is_not_read() -> None:
    assert decode(b"+ADw-script+AD4-", "text/xml; charset=utf-7") == "+ADw-script+AD4-"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "text/xml; charset=gbk", "text/xml; charset=utf-16", "x; charset=idna"]),
)
def test_any_bytes_are_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
