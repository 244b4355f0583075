"""The values that travel: from a spider through the pipelines into the store, and from there into an issue.

Every ``datetime`` here is aware. Text is plain (no markup) and hostile: whoever prints it escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

# The project's day. China has one zone and, since 1991, no daylight saving time, so a fixed offset is exact.
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


class Outcome(StrEnum):
    """How one attempt to read one route of a source ended."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    UNDATED = "undated"  # entries, but not one usable date among them
    STALE = "stale"  # answers, but with nothing new for longer than the source's habit
    EMPTY = "empty"  # well-formed, without entries
    BOT_WALL = "bot_wall"  # a 200 that is a web page where a feed or JSON was due, or a check for robots
    BLOCKED = "blocked"  # 401, 403, 451
    RATE_LIMITED = "rate_limited"  # 429, or 503 with Retry-After
    GONE = "gone"  # 410
    HTTP_ERROR = "http_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # no address, no connection, no valid certificate
    DISALLOWED = "disallowed"  # robots.txt
    ROBOTS_UNREADABLE = "robots_unreadable"  # so that nobody knows whether it allows us (RFC 9309 §2.3.1.4)
    UNSAFE = "unsafe"  # leads to a private address, an unusual port, or away from the web
    TOO_LARGE = "too_large"
    CUT_SHORT = "cut_short"  # 206, or fewer bytes than were announced
    PARSE_ERROR = "parse_error"
    NO_BROWSER = "no_browser"
    SKIPPED = "skipped"  # not asked for: others of its kind failed, or there were too many

    @property
    def usable(self) -> bool:
        """Whether the source delivered, so that no further route is needed."""
        return self in {Outcome.OK, Outcome.NOT_MODIFIED, Outcome.UNDATED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an article is about.

    ``grade`` is 2 (core: mainly about a Chinese large model or its maker), 1 (related) or 0 (off topic).
    ``vendors`` and ``products`` are the lexicon's names, most prominent first; ``groups`` those of the user's own that
    it hits. ``reasons`` are for people: whoever adds up their points gets the grade.
    """

    grade: int
    category: str = ""
    vendors: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    roundup: bool = False
    reasons: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


# Between the canonical URL of a digest and what tells its items apart; no page's canonical URL has it.
ITEM_MARK = "#item-"


@dataclass(slots=True)
class Article:
    """One entry of a source, or one item of a digest that is an entry.

    ``url`` is the link as the source gives it, made absolute; ``canonical_url`` is its identity.
    ``published`` is the source's own time; it is None for an entry without a usable date, which then counts
    from ``first_seen``. ``summary`` is one or a few whole sentences, ``text`` the body as far as it is known.
    """

    source: str
    url: str
    title: str
    published: datetime | None = None
    summary: str = ""
    text: str = ""
    author: str = ""
    route: str = ""
    canonical_url: str = ""
    first_seen: datetime | None = None
    judgement: Judgement | None = None

    @property
    def page(self) -> str:
        """The canonical URL of the page it stands on: for one of several on a page, without what tells them apart."""
        page, _, part = self.canonical_url.partition("#")
        return self.canonical_url if part.startswith("!") else page  # "#!" names a page of its own

    @property
    def shares_page(self) -> bool:
        """Whether its page has others too, so that the page as a whole says nothing of it alone."""
        return self.page != self.canonical_url

    @property
    def of_digest(self) -> bool:
        """Whether it is one item of a digest, told there in passing."""
        return ITEM_MARK in self.canonical_url


@dataclass(frozen=True, slots=True)
class Score:
    """One row of a leaderboard. ``rating`` is in Elo points; the bounds are those of its 95 % interval."""

    rank: int
    model: str
    rating: float
    organization: str = ""
    rating_lower: float | None = None
    rating_upper: float | None = None
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """One board as one publisher showed it on one day.

    ``published`` is the data's own date, never the day it was fetched. Only where the publisher names none, ``dated``
    is False, and it is the first day on which these rows were seen. ``scores`` are in rank order. ``complete`` is False
    where the publisher is known to cut the list short. ``seen`` is the day on which the publisher showed it, where that
    is known: of two lists of one date the one seen later is right.
    """

    source: str  # the spider
    publisher: str  # which of its sources: printed in the daily
    url: str
    board: str
    category: str
    published: date
    fetched_at: datetime
    scores: tuple[Score, ...] = field(default_factory=tuple)
    complete: bool = True
    dated: bool = True
    seen: date | None = None

    @property
    def seen_on(self) -> date:
        """The day on which the publisher showed it: the Beijing day of its fetching, where nothing else is known."""
        return self.seen or self.fetched_at.astimezone(BEIJING).date()


FEWEST_ENTRIES = 4  # of which a share says something
ARTICLE_PAGES = "正文"  # the label of attempts at article pages: they do not decide whether the source works


@dataclass(frozen=True, slots=True)
class Document:
    """What an address answered, with what its server gave to recognise it unchanged by (RFC 9110 §8.8; b"" for none).

    ``url`` is the address that was asked, ``location`` the one that answered after redirects; ``moved`` says that
    every redirect between them was a permanent one. ``in_full`` is False where the server only said that the body is
    the one it had sent before, ``asked_itself`` where ``url`` was known to have moved and was not asked, ``readable``
    where no reader could make anything of it.
    """

    url: str
    location: str
    body: bytes
    etag: bytes = b""
    last_modified: bytes = b""
    content_type: bytes = b""
    moved: bool = False
    in_full: bool = True
    asked_itself: bool = True
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of one route.

    ``entries`` counts what it delivered, ``undated`` how many of these have no usable date. ``retry_at`` is when the
    server may be asked again, and ``refused_by`` the address that said so now ("" where that was known before);
    ``poll_at`` when the route's address is to be asked again by our own rule, where no document says when it was asked;
    ``moved_to`` where its address has moved to for good. ``documents`` are to be remembered.
    """

    source: str
    route: str
    url: str
    outcome: Outcome
    at: datetime
    detail: str = ""
    entries: int = 0
    retry_at: datetime | None = None
    refused_by: str = ""
    poll_at: datetime | None = None
    undated: int = 0
    moved_to: str = ""
    documents: tuple[Document, ...] = ()

    @property
    def flawed(self) -> bool:
        """Whether something about it is not as it should be (`newsbot.storing.attempts` says the same in SQL)."""
        most_undated = self.entries >= FEWEST_ENTRIES and self.undated * 2 > self.entries
        return self.outcome not in {Outcome.OK, Outcome.NOT_MODIFIED} or bool(self.moved_to) or most_undated
