"""Inflating bodies, and noticing those that are cut before their first byte."""

from __future__ import annotations

import struct

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from newsbot.crawling.refusals import RefusedError
from newsbot.items import Outcome

# Each is inflated before any time-out is looked at; nobody who is honest sends two.
MOST_ENCODINGS = 2
CUT = "cut"  # flag of a response whose compressed stream has no end


class InflatingMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, which inflates any number of layers, and takes a stream that ends too early for the whole."""

    def process_response(  # type: ignore[override]  # the spider that Scrapy's own takes too is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        encodings = b",".join(response.headers.getlist(b"Content-Encoding")).split(b",")
        if len(encodings) > MOST_ENCODINGS:
            raise RefusedError(Outcome.PARSE_ERROR, f"compressed {len(encodings)} times over")
        last = encodings[0].strip().lower()
        inflated = super().process_response(request, response)
        if not isinstance(inflated, Response) or not response.body:
            return inflated
        if not inflated.body:
            raise RefusedError(Outcome.CUT_SHORT, "compressed, and cut before anything could be read")
        if last in {b"gzip", b"x-gzip"} and len(encodings) == 1 and not _ends(response.body, inflated.body):
            return inflated.replace(flags=[*inflated.flags, CUT])
        return inflated


def _ends(compressed: bytes, body: bytes) -> bool:
    """Whether a gzip stream has its trailer, which ends with the length of what was compressed (RFC 1952 §2.3.1)."""
    return compressed[-4:] == struct.pack("<I", len(body) & 0xFFFFFFFF)
