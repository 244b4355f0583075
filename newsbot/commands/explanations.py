"""An explanation for a program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsbot.explaining import Explanation
from newsbot.issue.daily import Line
from newsbot.items import BEIJING, Article
from newsbot.judging.ranking import Rank
from newsbot.placing import Place
from newsbot.press import Press


def source_title(article: Article, press: Press) -> str:
    """The title of its source; of what was given as text, that it was."""
    source = press.sources.get(article.source)
    return source.title if source is not None else article.source or "给出的文字"


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds") if moment is not None else None


def record(found: Explanation, press: Press) -> dict[str, object]:
    """The explanation for a program; times are ISO 8601 in Beijing time, points and likenesses as in the lines."""
    article, judgement = found.article, found.judgement
    return {
        "title": article.title,
        "url": article.url,
        "source": source_title(article, press),
        "published": _iso(article.published),
        "first_seen": _iso(article.first_seen),
        "grade": judgement.grade,
        "roundup": judgement.roundup,
        "category": judgement.category,
        "vendors": judgement.vendors,
        "products": judgement.products,
        "groups": judgement.groups,
        "reasons": judgement.reasons,
        "stored_grade": found.stored.grade if found.stored is not None else judgement.grade,
        "story": [
            {"title": other.title, "url": other.url, "source": source_title(other, press), "reason": reason}
            for other, reason in zip(found.story.articles, found.story.reasons or ("",), strict=True)
        ],
        "nearest": [
            {
                "title": near.article.title,
                "url": near.article.url,
                "likeness": round(near.comparison.likeness, 4),
                "veto": near.comparison.veto,
                "parted": near.parted,
                "parts": {name: round(worth, 4) for name, worth in near.comparison.parts},
            }
            for near in found.nearest
        ],
        "rank": _rank_record(found.rank),
        "printed": [_place_record(place) for place in found.places],
        "differs": found.differs,
        "unprinted": found.unprinted,
    }


def _rank_record(rank: Rank) -> dict[str, object]:
    return {
        "grade": rank.grade,
        "sources": rank.sources,
        "weight": rank.weight,
        "own": rank.own,
        "freshness": round(rank.freshness, 4),
        "genre": rank.genre,
    }


def _place_record(place: Place) -> dict[str, object]:
    """``story`` is as printed; ``decided`` is null where the issue comes out otherwise today."""
    line, standpoint = place.line, place.standpoint
    before = line.follow_up if line is not None else None
    return {
        "day": str(place.day),
        "anchor": place.anchor,
        "part": place.part,
        "story": [
            {"title": line.title, "url": line.url, "source": line.source, "reason": ""},
            *(
                {"title": also.title, "url": also.url, "source": also.label, "reason": also.reason}
                for also in line.also
            ),
        ]
        if line is not None
        else [],
        "follow_up": {"day_number": before.day_number, "first": str(before.day), "added": before.added}
        if before is not None
        else None,
        "decided": {
            "rank": _rank_record(standpoint.rank),
            "place": standpoint.place,
            "repeats": standpoint.repeats,
            "waits": standpoint.waits,
            "shut": standpoint.shut,
        }
        if standpoint is not None
        else None,
    }


def _printed_story(line: Line) -> Iterator[dict[str, str]]:
    yield {"title": line.title, "url": line.url, "source": line.source, "reason": ""}
    for also in line.also:
        yield {"title": also.title, "url": also.url, "source": also.label, "reason": also.reason}
