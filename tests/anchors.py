"""Where a story of one article stands in its issue's page."""

from hashlib import sha256

from newsbot.items import Article


def anchor(article: Article) -> str:
    return f"item-{sha256(article.canonical_url.encode()).hexdigest()[:10]}"
