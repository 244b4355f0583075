"""Each story once to each channel, whatever fails, is made anew or dies in between."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import select

from newsbot.dispatch import Letter, Outcome, Post, letters, send
from newsbot.issue.daily import Source
from newsbot.items import BEIJING, Article, Attempt, Judgement
from newsbot.items import Outcome as Fetched
from newsbot.press import Press, publish
from newsbot.pushing.channels import Channel, ChannelError, channels_in
from newsbot.pushing.delivery import Reply, Send
from newsbot.pushing.forms import FORMS
from newsbot.storing import articles, attempts, pushes
from newsbot.storing.database import Database, DatabaseError
from newsbot.storing.schema import pushed

Make = Callable[..., Article]
NTFY, FEISHU = channels_in("ntfy://127.0.0.1/topic feishu://secret-token")
NOON = datetime(2026, 1, 20, 12, 0, tzinfo=BEIJING)
DAY = NOON.date()


@dataclass
class Readers:
    """Channels that note what they get, and answer as told, else with yes."""

    got: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[Reply]] = field(default_factory=dict)
    slept: list[float] = field(default_factory=list)

    def open(self, channel: Channel) -> Send:
        def give(title: str, body: str) -> Reply:
            queue = self.answers.get(channel.scheme, [])
            reply = queue.pop(0) if queue else Reply(True)
            if reply.accepted:
                self.got.setdefault(channel.scheme, []).append(body)
            return reply

        return give


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "reports", {"kr36": Source("kr36", "36Kr")}, "configuration")


@pytest.fixture
def readers() -> Readers:
    return Readers()


@pytest.fixture
def crawled(database: Database, article: Make, press: Press) -> Callable[..., None]:
    """Have a crawl bring articles, by their keys, and publish the issue of the day."""

    def crawl(*keys: str, **changes: str) -> None:
        with database.writing() as connection:
            articles.keep(connection, [_article(article, key, **changes) for key in keys])
            attempts.record(connection, [Attempt("kr36", "RSS", "https://36kr.com/", Fetched.OK, NOON)], run=str(keys))
        publish(press, database, day=DAY, now=NOON)

    return crawl


VENDORS = {"a": "智谱", "b": "腾讯", "c": "百度", "d": "月之暗面", "e": "阶跃星辰"}


def _article(make: Make, key: str, **changes: str) -> Article:
    title = f"{VENDORS[key]}发布样例模型{key.upper()}，支持第{key}种语言"
    values = {"title": title, "summary": f"{title}。", "judgement": Judgement(2, "发布", (VENDORS[key],))}
    return make(key, **values | changes)


def _send(
    database: Database, press: Press, readers: Readers, channels: Sequence[Channel] = (NTFY, FEISHU)
) -> list[Outcome]:
    def written() -> list[Letter]:
        return letters(database, channels, day=DAY, address="") or []

    return send(database, written, Post(press.reports, readers.open, readers.slept.append))


def _stories(bodies: Sequence[str]) -> list[str]:
    return sorted(line.split("样例模型")[1][0] for line in "".join(bodies).splitlines() if "样例模型" in line)


def test_each_channel_is_told_once(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a", "b")
    assert _send(database, press, readers) == [Outcome(NTFY, 1, 1), Outcome(FEISHU, 1, 1)]
    assert _send(database, press, readers) == [Outcome(NTFY), Outcome(FEISHU)]
    assert {scheme: (len(got), _stories(got)) for scheme, got in readers.got.items()} == {
        "ntfy": (1, ["A", "B"]),
        "feishu": (1, ["A", "B"]),
    }


def test_what_is_new_in_an_issue_made_again_is_told_alone(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a", "b")
    _send(database, press, readers)
    crawled("c")
    assert _send(database, press, readers, [NTFY]) == [Outcome(NTFY, 1, 1)]
    assert _stories(readers.got["ntfy"][1:]) == ["C"]
    assert "条相关资讯" not in readers.got["ntfy"][1]


def test_a_story_that_another_article_leads_now_is_the_same_story(
    crawled: Callable[..., None], article: Make, database: Database, press: Press, readers: Readers
) -> None:
    crawled("a")
    _send(database, press, readers, [NTFY])
    same = _article(article, "a")
    with database.writing() as connection:
        longer = {"url": "https://example.com/z", "canonical_url": "https://example.com/z", "source": "qbitai"}
        articles.keep(connection, [article("z", **{"title": same.title, "summary": same.summary, **longer})])
    heavier = {"qbitai": Source("qbitai", "量子位", weight=9.0), **press.sources}
    made = publish(Press(press.reports, heavier, "configuration"), database, day=DAY, now=NOON).daily
    assert [item.line.url for item in made.items] == ["https://example.com/z"]
    assert _send(database, press, readers, [NTFY]) == [Outcome(NTFY)]


def test_a_channel_that_fails_stops_no_other_and_is_told_the_next_time(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a")
    readers.answers["ntfy"] = [Reply(False, "HTTP 403")]
    assert _send(database, press, readers) == [Outcome(NTFY, 1, 0, "HTTP 403"), Outcome(FEISHU, 1, 1)]
    assert _send(database, press, readers) == [Outcome(NTFY, 1, 1), Outcome(FEISHU)]
    assert _stories(readers.got["ntfy"]) == ["A"]


def test_what_the_parts_before_a_failed_one_told_is_not_told_again(
    crawled: Callable[..., None],
    database: Database,
    press: Press,
    readers: Readers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crawled(*VENDORS)
    form, format_ = FORMS["ntfy"]
    monkeypatch.setitem(FORMS, "ntfy", (replace(form, limit=600), format_))
    readers.answers["ntfy"] = [Reply(True), *[Reply(False, "HTTP 502", again=True)] * 4]
    (first,) = _send(database, press, readers, [NTFY])
    told = _stories(readers.got["ntfy"])
    (second,) = _send(database, press, readers, [NTFY])
    assert (first.sent, first.fault) == (1, "HTTP 502")
    assert (second.sent, second.parts, second.fault) == (first.parts - 1, first.parts - 1, "")
    assert 0 < len(told) < len(VENDORS)
    assert _stories(readers.got["ntfy"]) == ["A", "B", "C", "D", "E"]
    # Three seconds between messages, and about 1, 4 and 16 before each further try.
    assert [round(each) for each in readers.slept[:1]] == [3]
    assert [round(each / wait) for each, wait in zip(readers.slept[1:4], (1, 4, 16), strict=True)] == [1, 1, 1]


def test_a_store_that_fails_after_the_message_says_that_it_will_come_again(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawled("a")

    def broken(*_: object) -> None:
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(pushes, "mark", broken)
        (outcome,) = _send(database, press, readers, [NTFY])
    assert outcome == Outcome(NTFY, 1, 1, "已送达但没有记下，下次会重复（database is locked）")
    assert _send(database, press, readers, [NTFY]) == [Outcome(NTFY, 1, 1)]
    assert len(readers.got["ntfy"]) == 2


def test_what_hangs_is_given_up(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a")
    ended = threading.Event()

    def hanging(channel: Channel) -> Send:
        return (lambda *_: Reply(ended.wait(30))) if channel is NTFY else readers.open(channel)

    written = partial(letters, database, [NTFY, FEISHU], day=DAY, address="")
    try:
        outcomes = send(
            database, lambda: written() or [], Post(press.reports, hanging, readers.slept.append, patience=0.5)
        )
    finally:
        ended.set()
    assert outcomes == [Outcome(NTFY, 1, 0, "时间用尽"), Outcome(FEISHU, 1, 1)]


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ChannelError("第 1 个 (ntfy): not a usable address"), "not a usable address"),
        (RuntimeError("secret-token"), "RuntimeError"),
    ],
)
def test_what_is_raised_on_the_way_is_told_without_secrets(
    crawled: Callable[..., None], database: Database, press: Press, error: Exception, fault: str
) -> None:
    crawled("a")

    def opening(_: Channel) -> Send:
        raise error

    due = letters(database, [NTFY], day=DAY, address="") or []
    assert send(database, lambda: due, Post(press.reports, opening)) == [Outcome(NTFY, 1, 0, fault)]


def test_only_one_process_sends(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a")
    with FileLock(press.reports / ".push.lock"), pytest.raises(TimeoutError, match="another process is still sending"):
        send(database, list, Post(press.reports, readers.open, patience=0.05))


def test_the_store_knows_no_address(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled("a")
    _send(database, press, readers, [FEISHU])
    with database.reading() as connection:
        rows = [tuple(row) for row in connection.execute(select(pushed).order_by(pushed.c.url))]
    assert rows == [(FEISHU.digest, DAY, "around"), (FEISHU.digest, DAY, "https://example.com/a")]


def test_a_day_without_an_issue_has_no_letters(database: Database) -> None:
    assert letters(database, [NTFY], day=DAY, address="") is None


def test_a_quiet_day_is_told_once_and_only_when_asked_for(
    crawled: Callable[..., None], database: Database, press: Press, readers: Readers
) -> None:
    crawled()
    assert _send(database, press, readers, [NTFY]) == [Outcome(NTFY)]

    def written() -> list[Letter]:
        return letters(database, [NTFY], day=DAY, address="", quiet_too=True) or []

    post = Post(press.reports, readers.open, readers.slept.append)
    assert [send(database, written, post) for _ in range(2)] == [[Outcome(NTFY, 1, 1)], [Outcome(NTFY)]]
    assert readers.got["ntfy"] == ["今日无重大更新。\n共 0 条相关资讯。\n"]
