import pytest

from newsbot.probing import asked_url


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://www.example.com/feed?q=大模型", "/feed?q=%E5%A4%A7%E6%A8%A1%E5%9E%8B"),
        ('https://www.example.com/feed?q="a\'b"', "/feed?q=%22a%27b%22"),
        ("https://www.example.com/feed?y=\\z", "/feed?y=%5Cz"),
        ("https://www.example.com/feed#x", "/feed"),
        ("https://www.example.com/feed?x={day}", "/feed?x=%7Bday%7D"),
        ("https://WWW.example.com", "/"),
        ("https://www.example.com/feed?", "/feed"),
        ("https://user:word@www.example.com/feed", "/feed"),
    ],
)
def test_an_address_is_written_as_a_server_is_asked_for_it(given: str, asked: str) -> None:
    assert asked_url(given) == f"https://www.example.com{asked}"
    assert asked_url(asked_url(given)) == asked_url(given)


@pytest.mark.parametrize("given", ["", "www.example.com", "ftp://www.example.com/", "https://[::1/", "javascript:1"])
def test_what_is_no_address_of_the_web_is_none(given: str) -> None:
    assert asked_url(given) == ""
