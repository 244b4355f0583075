"""Articles: the claim of a URL, the article itself, and those that an issue may print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, and_, delete, exists, func, insert, or_, select, update

from newsbot.items import ITEM_MARK, Article, Judgement
from newsbot.storing.inserting import insert_new
from newsbot.storing.schema import articles, claims, printed
from newsbot.storing.types import Words, cleaned

_AT_ONCE = 500  # names in one question
LEASE = timedelta(hours=1)  # longer than any crawl of one source takes

# Not an item of a digest: what a source brings is counted in pages.
_ON_ITS_OWN_PAGE = ~articles.c.canonical_url.contains(ITEM_MARK, autoescape=True)


def claim(connection: Connection, canonical_url: str, *, source: str, at: datetime) -> datetime | None:
    """Claim a URL for a source; return when it was first seen, or None if another source has it.

    The claim is one statement, so of two processes exactly one wins. A source that claims again gets its own claim
    back: a re-run yields the same items. A claim whose article never came, because its crawl was killed, is open to
    others after `LEASE`.
    """
    row = {"canonical_url": canonical_url, "source": source, "first_seen": at, "claimed_at": at}
    insert_new(connection, claims, [row])
    mine = claims.c.canonical_url == canonical_url
    stored = exists().where(articles.c.canonical_url == canonical_url)
    abandoned = and_(~stored, claims.c.claimed_at < at - LEASE)
    connection.execute(update(claims).where(mine, claims.c.source != source, abandoned).values(source=source))
    # A clock that was ahead for a while must not keep an article out of every issue until then.
    connection.execute(update(claims).where(mine, claims.c.first_seen > at).values(first_seen=at))
    connection.execute(update(claims).where(mine, claims.c.source == source).values(claimed_at=at))
    held = connection.execute(select(claims).where(mine)).one()
    return held.first_seen if held.source == source else None


def keep(connection: Connection, found: Iterable[Article]) -> None:
    """Store articles under their canonical URLs; what a later run found replaces what an earlier one did."""
    rows = list({cleaned(article.canonical_url): _row(article) for article in found}.values())
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        connection.execute(delete(articles).where(articles.c.canonical_url.in_([r["canonical_url"] for r in some])))
        connection.execute(insert(articles), some)


def known(connection: Connection, canonical_url: str) -> Article | None:
    row = connection.execute(select(articles).where(articles.c.canonical_url == canonical_url)).one_or_none()
    return _article(row) if row is not None else None


def on_page(connection: Connection, page: str) -> list[Article]:
    """The articles that stand on one page, by its canonical URL, as a changelog's entries do; at most a hundred."""
    query = select(articles).where(_begins(articles.c.canonical_url, f"{page}#"))
    newest = query.order_by(articles.c.first_seen.desc(), articles.c.canonical_url).limit(100)
    return [_article(row) for row in connection.execute(newest)]


def linked(connection: Connection, addresses: Collection[str]) -> list[Article]:
    """The articles that their source gives one of some addresses for, whatever follows "?" or "#"; at most a hundred.

    Where an article is known by a page of its own, not the items taken from it: these bear its address.
    """
    given = {address.partition("#")[0].removeprefix("https://").removeprefix("http://") for address in addresses}
    each = [scheme + rest for scheme in ("https://", "http://") for rest in sorted(given) if rest]
    behind = [_begins(articles.c.url, address + mark) for address in each for mark in "?#"]
    query = select(articles).where(or_(articles.c.url.in_(each), *behind))
    newest = query.order_by(articles.c.first_seen.desc(), articles.c.canonical_url).limit(100)
    found = [_article(row) for row in connection.execute(newest)]
    return [article for article in found if not article.of_digest] or found


def titled(connection: Connection, title: str) -> Article | None:
    """The article of a title: one that was printed before others, and the newest of these."""
    was_printed = exists().where(printed.c.canonical_url == articles.c.canonical_url)
    query = select(articles).where(func.trim(articles.c.title, type_=Words()) == title.strip())
    newest = query.order_by(was_printed.desc(), articles.c.first_seen.desc(), articles.c.canonical_url).limit(1)
    row = connection.execute(newest).one_or_none()
    return _article(row) if row is not None else None


def on_topic(
    connection: Connection, *, since: datetime, until: datetime, and_also: Collection[str] = ()
) -> list[Article]:
    """Articles of grade 1 or 2 whose time (``published``, else ``first_seen``) is at or after ``since``.

    Only those first seen at or before ``until``; ``and_also`` names some that are wanted whatever they are. In a fixed
    order.
    """
    time = func.coalesce(articles.c.published, articles.c.first_seen)
    query = (
        select(articles)
        .where(
            or_(
                and_(articles.c.grade > 0, time >= since, articles.c.first_seen <= until),
                articles.c.canonical_url.in_(and_also),
            )
        )
        .order_by(articles.c.canonical_url)
    )
    return [_article(row) for row in connection.execute(query)]


def named(connection: Connection, canonical_urls: Collection[str]) -> list[Article]:
    """The articles of some canonical URLs, in a fixed order."""
    wanted = sorted(canonical_urls)
    rows = [
        row
        for begin in range(0, len(wanted), _AT_ONCE)
        for row in connection.execute(
            select(articles).where(articles.c.canonical_url.in_(wanted[begin : begin + _AT_ONCE]))
        )
    ]
    return sorted(map(_article, rows), key=lambda article: article.canonical_url)


def around(connection: Connection, moment: datetime, *, reach: timedelta, most: int) -> list[Article]:
    """Articles of grade 1 or 2 whose time and first sight are within a reach of a moment.

    Of more than ``most`` before it, and behind it, those nearest to it in time.
    """
    time = func.coalesce(articles.c.published, articles.c.first_seen)
    near = select(articles).where(
        articles.c.grade > 0, articles.c.first_seen >= moment - reach, articles.c.first_seen <= moment + reach
    )
    earlier = near.where(time <= moment, time >= moment - reach).order_by(time.desc(), articles.c.canonical_url)
    later = near.where(time > moment, time <= moment + reach).order_by(time, articles.c.canonical_url)
    return [_article(row) for query in (earlier, later) for row in connection.execute(query.limit(most))]


def newest_texts(connection: Connection, *, most: int) -> Iterator[tuple[datetime, str, str]]:
    """When first seen, title, and text (else summary) of the newest articles, newest first."""
    body = func.coalesce(func.nullif(articles.c.text, ""), articles.c.summary)
    query = select(articles.c.first_seen, articles.c.title, body).order_by(articles.c.first_seen.desc()).limit(most)
    for row in connection.execution_options(yield_per=500).execute(query):
        yield row[0], row[1], row[2]


def new_counts(connection: Connection, *, since: datetime, until: datetime) -> dict[str, int]:
    """How many articles each source brought that were first seen after ``since`` and at or before ``until``.

    A digest is one, however many items it has.
    """
    query = (
        select(articles.c.source, func.count().label("articles"))
        .where(articles.c.first_seen > since, articles.c.first_seen <= until)
        .where(_ON_ITS_OWN_PAGE)
        .group_by(articles.c.source)
    )
    return {row.source: row.articles for row in connection.execute(query)}


def daily_counts(connection: Connection, *, since: datetime, until: datetime) -> dict[str, list[int]]:
    """How many articles each source brought on each whole day between two times, oldest first; days are UTC's.

    A source's list begins with the day of its first article. A digest is one, however many items it has.
    """
    first, end = _midnight(since), until.astimezone(UTC).date()
    day = func.date(articles.c.first_seen, type_=Text)
    query = (
        select(articles.c.source, day.label("day"), func.count().label("articles"))
        .where(articles.c.first_seen >= first)
        .where(_ON_ITS_OWN_PAGE)
        .group_by(articles.c.source, day)
        .order_by(day)
    )
    found: dict[str, dict[date, int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.source, {})[date.fromisoformat(str(row.day))] = row.articles
    return {source: [counts.get(each, 0) for each in _days(min(counts), end)] for source, counts in found.items()}


def last_new(connection: Connection, *, before: datetime) -> dict[str, datetime]:
    """When each source last brought an article that was new."""
    seen = func.max(articles.c.first_seen)
    query = select(articles.c.source, seen.label("seen")).where(articles.c.first_seen <= before)
    return {row.source: row.seen for row in connection.execute(query.group_by(articles.c.source))}


def _begins(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """A range and not LIKE, which in SQLite takes capitals for small letters, and nowhere uses an index for a bound."""
    return and_(column >= text, column < text[:-1] + chr(ord(text[-1]) + 1))


def _midnight(moment: datetime) -> datetime:
    """The first midnight (UTC) at or after a moment: the day it lies in is not whole."""
    midnight = datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
    return midnight if midnight == moment else midnight + timedelta(days=1)


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((end - first).days)]


def _row(article: Article) -> dict[str, object]:
    values = {column.name: getattr(article, column.name) for column in articles.columns if column.name != "grade"}
    judgement = article.judgement or Judgement(grade=0)
    return values | {"grade": judgement.grade, "judgement": asdict(judgement)}


def _article(row: Row[tuple[object, ...]]) -> Article:
    values = dict(row._mapping)
    del values["grade"]
    return Article(**values | {"judgement": _judgement(values["judgement"])})


def _judgement(stored: dict[str, Any]) -> Judgement:
    # JSON has no tuples.
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in stored.items()}
    return Judgement(**fields)
