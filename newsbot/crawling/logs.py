"""What libraries log as errors, though it is expected here and has its outcome."""

from __future__ import annotations

import logging

# A page or a robots.txt that cannot be had: told in the source's status, and no fault that needs a traceback.
_EXPECTED = ("scrapy-playwright", "scrapy.downloadermiddlewares.robotstxt", "readability.readability")


def expect_failures() -> None:
    """Make warnings without tracebacks of them. May be called more than once."""
    for name in _EXPECTED:
        logging.getLogger(name).addFilter(_as_warning)


def _as_warning(record: logging.LogRecord) -> bool:
    record.exc_info = None
    if record.levelno > logging.WARNING:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True
