"""Pages that stand where an article was due: checks for robots, logins, deleted articles, empty shells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from newsbot.items import Outcome
from newsbot.reading.sayings import StubKind, kind_of
from newsbot.reading.text import one_line, sentences

# Longer texts are articles, whatever they speak of.
_MAX_TEXT = 400  # characters
_MAX_RECOMMENDED = 600  # characters of others that a notice of an article's end takes along for its text
_MAX_SHOWN = 800  # characters that a page shows altogether; one that shows more is a list, not a shell
_MAX_HTML = 200_000
_MAX_WORDS = 60
_FIRST_OF_PAGE, _FIRST_OF_TEXT = 60, 3  # lines
# What an article takes in may be gone, and the article is not.
_TAKEN_IN = re.compile(r"视频|资源|链接|图文")
_ENDS_SENTENCE = re.compile(r"[。！？!?.；;：:…][’”」』）)》】\"']*$")

# Names that stand in the scripts of such pages only; and those that a form may have as well.
_BOT_SCRIPTS = re.compile(
    r"sec_sdk_build|_cf_chl_|cf-browser-verification|acw_sc__v2|aliyun_?waf|waf[_-]?captcha|x5secdata|_____tmd_____"
    r"|_Incapsula_Resource|captcha-delivery\.com|px-captcha|antispider|verifycenter",
    re.IGNORECASE,
)
_CAPTCHA = re.compile(r"captcha|geetest|turnstile", re.IGNORECASE)
_APPLICATION = re.compile(r"""<div[^<>]{0,100}\sid\s?=\s?["']?(?:app|root|__next|__nuxt|main-app)\b""", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript[^<>]{0,100}>([^<]{4,400})", re.IGNORECASE)
_PASSWORD = re.compile(r"""<input[^<>]{0,200}\stype\s?=\s?["']?password""", re.IGNORECASE)
# The name of a site behind a title, or before it; a hyphen without blanks may be part of a word.
_SITE_BEHIND = re.compile(r"\s?[-_|–—·｜丨]\s?[^-_|–—·｜丨]{1,40}$")
_SITE_BEFORE = re.compile(r"^[^-_|–—·｜丨]{1,40}(?:\s[-–—·]\s|\s?[_|｜丨]\s?)")


@dataclass(frozen=True, slots=True)
class Stub:
    """What a page is instead of an article, or of the rest of one; ``words`` are the page's own that say so."""

    kind: StubKind
    words: str = ""

    @property
    def outcome(self) -> Outcome:
        match self.kind:
            case StubKind.TOO_LARGE:
                return Outcome.TOO_LARGE
            case StubKind.BOT_CHECK:
                return Outcome.BOT_WALL
        return Outcome.EMPTY

    @property
    def may_be_filled(self) -> bool:
        """Whether a browser may show an article where this is what the server sends."""
        return self.kind not in {StubKind.GONE, StubKind.TOO_LARGE}

    def __str__(self) -> str:
        return f"{self.kind}: {self.words[:_MAX_WORDS]}" if self.words else str(self.kind)


def stub_of(html: str, *, titles: Iterable[str], lines: Sequence[str], text: str) -> Stub | None:
    """What a page is instead of an article; None for an article.

    ``titles`` are the page's own title and headings, ``lines`` what it shows, ``text`` what was found as its article.
    """
    parts = [part for title in titles for part in (title, _SITE_BEHIND.sub("", title), _SITE_BEFORE.sub("", title))]
    by_title = next((Stub(kind, part) for part in parts if (kind := kind_of(part, title=True))), None)
    if by_title and by_title.kind is StubKind.GONE and (len(text) <= _MAX_RECOMMENDED or _is_list(text)):
        return by_title  # whatever such a page recommends instead is not the article
    if text and len(text) <= _MAX_RECOMMENDED and (gone := _gone(lines, text)):
        return gone
    if len(text) > _MAX_TEXT:
        return None
    return by_title or (_mostly(text) if text else _without_article(html[:_MAX_HTML], lines))


def _gone(lines: Sequence[str], text: str) -> Stub | None:
    """What a page says before its article's first sentence."""
    beginning = text.split("\n", _FIRST_OF_TEXT)[:_FIRST_OF_TEXT]
    for line in chain(takewhile(lambda line: line != beginning[0], lines[:_FIRST_OF_PAGE]), beginning):
        if kind_of(line) is StubKind.GONE:
            if not _TAKEN_IN.search(line):
                return Stub(StubKind.GONE, line)
        elif line in beginning and _ENDS_SENTENCE.search(line):
            break
    return None


def _is_list(text: str) -> bool:
    """Whether most of a text is no sentences, but the titles of others."""
    lines = text.split("\n")
    return sum(len(line) for line in lines if not _ENDS_SENTENCE.search(line)) * 2 > sum(map(len, lines))


def _mostly(text: str) -> Stub | None:
    """What a short text is that has nothing else to say, or little."""
    said = [(sentence, kind_of(sentence)) for sentence in sentences(text)]
    size = sum(len(sentence) for sentence, kind in said if kind)
    if size * 2 < sum(len(sentence) for sentence, _ in said):
        return None
    return next((Stub(kind, sentence) for sentence, kind in said if kind), None)


def _without_article(html: str, lines: Sequence[str]) -> Stub:
    if sum(map(len, lines)) > _MAX_SHOWN:
        return Stub(StubKind.NO_ARTICLE)
    for line in lines:
        if kind := kind_of(line):
            return Stub(kind, line)
    application = _APPLICATION.search(html)
    if (found := _BOT_SCRIPTS.search(html)) or (not application and (found := _CAPTCHA.search(html))):
        return Stub(StubKind.BOT_CHECK, found[0])
    if _PASSWORD.search(html):
        return Stub(StubKind.LOGIN)
    without_script = (kind_of(one_line(each[1])) for each in _NOSCRIPT.finditer(html))
    if application or StubKind.JAVASCRIPT in without_script:
        return Stub(StubKind.JAVASCRIPT)
    return Stub(StubKind.NO_ARTICLE)
