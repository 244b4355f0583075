"""``scrapy list``: Scrapy's own, which says beside what could not be loaded."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.list import Command as ScrapyListCommand

from newsbot.crawling.loader import source_loader


class Command(ScrapyListCommand):
    """Scrapy's leaves out silently what cannot be loaded.

    It still ends with 0: scrapyd asks it what there is, and would run no source at all where it failed.
    """

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        super().run(args, opts)
        assert self.settings is not None  # noqa: S101 (Scrapy sets it)
        for name, why in source_loader(self.settings).broken.items():
            print(f"newsbot: the source {name!r} cannot be loaded: {why}", file=sys.stderr)  # noqa: T201
