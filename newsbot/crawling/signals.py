"""Signals of newsbot's spiders, beside Scrapy's own."""

# Sent with ``attempt`` (`newsbot.items.Attempt`) when a route of a source has been tried. A signal, not an item:
# ``scrapy crawl X -O x.jsonl`` exports what the source said, not how it was reached.
attempt_made = object()

# Sent with ``busy`` (`newsbot.storing.holding.Busy`) when a crawl ends before its first request, because its source is
# being crawled already.
already_running = object()
