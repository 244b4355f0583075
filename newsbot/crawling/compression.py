"""Inflating bodies, and noticing those that are cut before their first byte."""

from __future__ import annotations

import zlib
from contextlib import suppress

import brotli
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome

# Each is inflated before any time-out is looked at; nobody who is honest sends two.
MOST_ENCODINGS = 2
GZIP = b"\x1f\x8b"
CUT = "cut"  # flag of a response whose compressed stream has no end


class InflatingMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, which inflates any number of layers, and takes a stream that ends too early for the whole."""

    def process_response(  # type: ignore[override]  # the spider that Scrapy's own takes too is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        encodings = b",".join(response.headers.getlist(b"Content-Encoding")).split(b",")
        if len(encodings) > MOST_ENCODINGS:
            raise RefusedError(Outcome.PARSE_ERROR, f"compressed {len(encodings)} times over")
        inflated = super().process_response(request, response)
        if not isinstance(inflated, Response) or not response.body:
            return inflated
        if not inflated.body:
            raise RefusedError(Outcome.CUT_SHORT, "compressed, and cut before anything could be read")
        if not _is_whole(response.body, [each.strip().lower() for each in encodings]):
            return inflated.replace(flags=[*inflated.flags, CUT])
        return inflated


def _is_whole(body: bytes, encodings: list[bytes]) -> bool:
    """Whether the stream of each layer has its end, in a body that has been inflated once within its bounds."""
    for encoding in reversed(encodings):
        match encoding:
            case b"gzip" | b"x-gzip":
                body, ends = _gunzipped(body)
            case b"deflate":
                body, ends = _inflated(body)
            case b"br":
                decompressor = brotli.Decompressor()
                body = decompressor.process(body)
                ends = decompressor.is_finished()
            case _:
                return True
        if not ends:
            return False
    return True


def _gunzipped(body: bytes) -> tuple[bytes, bool]:
    """The members of a gzip stream (RFC 1952 §2.2), and whether the last one has its end.

    What is no member is padding.
    """
    inflated = []
    while True:
        member = zlib.decompressobj(wbits=31)
        with suppress(zlib.error):  # a wrong checksum
            inflated.append(member.decompress(body))
        if not member.eof:
            return b"".join(inflated), False
        body = member.unused_data.lstrip(b"\0")
        if not body.startswith(GZIP):
            return b"".join(inflated), True


def _inflated(body: bytes) -> tuple[bytes, bool]:
    """A deflate stream, with zlib's header or, as some servers send it, without."""
    for wbits in (15, -15):
        stream = zlib.decompressobj(wbits=wbits)
        with suppress(zlib.error):
            return stream.decompress(body), stream.eof
    return b"", True
