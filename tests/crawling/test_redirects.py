import pytest
from scrapy import Request

from newsbot.crawling.redirects import OriginMiddleware
from newsbot.crawling.refusals import RefusedError

HEADERS = {"Authorization": "secret", "X-Api-Key": "secret", "If-None-Match": '"1"', "Referer": "https://a.example/x"}


def _headers_after(redirect_urls: list[str], url: str) -> set[bytes]:
    request = Request(url, headers=HEADERS, meta={"redirect_urls": redirect_urls})
    OriginMiddleware().process_request(request)
    return set(request.headers)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("https://a.example/1", "https://b.example/2"),
        ("https://a.example/1", "https://www.a.example/2"),
        ("https://a.example/1", "http://a.example/2"),
        ("https://a.example/1", "https://a.example:8443/2"),
    ],
)
def test_no_header_of_one_origin_goes_to_another(first: str, last: str) -> None:
    assert _headers_after([first], last) == set()
    # Nor when the way leads back: whoever sent us there chose what we ask.
    assert _headers_after([first, last], first) == set()


@pytest.mark.parametrize("last", ["https://a.example/2", "https://A.example:443/2"])
def test_within_an_origin_headers_stay(last: str) -> None:
    assert _headers_after(["https://a.example/1"], last) == {name.encode() for name in HEADERS}


def test_a_question_is_not_passed_on_to_another_origin() -> None:
    meta = {"redirect_urls": ["https://a.example/1"]}
    with pytest.raises(RefusedError, match=r"^a question is not passed on to another origin$"):
        OriginMiddleware().process_request(Request("https://b.example/", method="POST", body=b"q", meta=meta))
