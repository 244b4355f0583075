"""Whether a compressed body is whole, and what becomes of one that is not."""

import gzip
import zlib

import brotli
import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsbot.crawling.compression import CUT, InflatingMiddleware

PLAIN = "国产大模型日报。".encode() * 200 + bytes(range(256)) * 8
RAW = zlib.compressobj(wbits=-15)
STREAMS = {
    "gzip": gzip.compress(PLAIN),
    "x-gzip": gzip.compress(PLAIN),
    "deflate": zlib.compress(PLAIN),
    "deflate ": RAW.compress(PLAIN) + RAW.flush(),
    "br": brotli.compress(PLAIN),
    "gzip, gzip": gzip.compress(gzip.compress(PLAIN)),
    "br, gzip": gzip.compress(brotli.compress(PLAIN)),
    "gzip,br": brotli.compress(gzip.compress(PLAIN)),
}


def _inflated(body: bytes, encoding: str) -> tuple[bytes, list[str]]:
    middleware = InflatingMiddleware.from_crawler(get_crawler(Spider))
    request = Request("https://news.example/feed")
    response = Response(request.url, headers={"Content-Encoding": encoding}, body=body, request=request)
    inflated = middleware.process_response(request, response)
    assert isinstance(inflated, Response)
    return inflated.body, inflated.flags


@pytest.mark.parametrize("encoding", STREAMS)
def test_whole_stream_is_not_called_cut(encoding: str) -> None:
    assert _inflated(STREAMS[encoding], encoding) == (PLAIN, [])


@pytest.mark.parametrize("encoding", STREAMS)
def test_cut_stream_is_called_so(encoding: str) -> None:
    stream = STREAMS[encoding]
    body, flags = _inflated(stream[: len(stream) * 2 // 3], encoding)
    assert (PLAIN.startswith(body), body != PLAIN, flags) == (True, True, [CUT])


@pytest.mark.parametrize(
    ("behind", "members"),
    [(b"\0" * 512, 1), (b"\r\n", 1), (b"\0" * 512 + gzip.compress(PLAIN), 2)],
    ids=["padding", "line end", "member behind padding"],
)
def test_padding_and_further_members_cut_nothing(behind: bytes, members: int) -> None:
    assert _inflated(gzip.compress(PLAIN) + behind, "gzip") == (PLAIN * members, [])


def test_stream_cut_inside_the_inner_layer_is_called_cut() -> None:
    inner = gzip.compress(PLAIN)
    body, flags = _inflated(gzip.compress(inner[:-20]), "gzip, gzip")
    assert (PLAIN.startswith(body), flags) == (True, [CUT])
