import re
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import update

from newsbot import printing
from newsbot.issue.daily import Daily, Source
from newsbot.issue.periods import Kind, period_of
from newsbot.items import Article, Attempt, Judgement, Leaderboard, Outcome, Score
from newsbot.leaderboard.names import BoardName
from newsbot.press import NothingToPrintError, Press, publish, reprint, reprint_all, roll_up
from newsbot.publishing.render import markdown
from newsbot.storing import articles, attempts, boards, schema
from newsbot.storing.database import Database
from tests.anchors import anchor

Make = Callable[..., Article]


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path / "reports", {"kr36": Source("kr36", "36Kr")}, "configuration")


def _store(database: Database, found: Iterable[Article], at: datetime, outcome: Outcome = Outcome.OK) -> None:
    with database.writing() as connection:
        articles.keep(connection, found)
        attempt = Attempt("kr36", "RSS", "https://www.36kr.com/feed", outcome, at)
        attempts.record(connection, [attempt], run=at.isoformat())


def test_an_issue_is_published_as_a_file(press: Press, database: Database, article: Make, noon: datetime) -> None:
    _store(database, [article(title="智谱发布样例模型")], noon)
    published = publish(press, database, day=noon.date(), now=noon)
    assert (published.path, published.kept) == (press.reports / "2026-01-20.md", "")
    assert "### 智谱发布样例模型\n" in published.path.read_text("utf-8")


def test_an_article_is_printed_once_in_its_life(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    tomorrow = noon + timedelta(hours=20)
    _store(database, [article("a"), article("b", title="另一件事", published=tomorrow, first_seen=tomorrow)], tomorrow)
    second = publish(press, database, day=tomorrow.date(), now=tomorrow)
    assert [item.line.title for item in second.daily.items] == ["另一件事"]


def test_publishing_the_same_day_again_replaces_its_issue(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a", title="面壁开源端侧模型")], noon)
    publish(press, database, day=noon.date(), now=noon)
    later = noon + timedelta(hours=5)
    _store(database, [article("b", title="讯飞上线同声传译", published=later, first_seen=later)], later)
    again = publish(press, database, day=noon.date(), now=later)
    assert {item.line.title for item in again.daily.items} == {"面壁开源端侧模型", "讯飞上线同声传译"}


def test_an_issue_with_items_is_not_replaced_by_an_empty_one(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    first = publish(press, database, day=noon.date(), now=noon)
    before = first.path.read_bytes()
    # What was on topic no longer is, as after a change of the lexicon.
    _store(database, [article("a", judgement=Judgement(0))], noon + timedelta(hours=1))
    second = publish(press, database, day=noon.date(), now=noon + timedelta(hours=1), anew=True)
    assert second.daily == first.daily
    assert second.kept == "nothing on topic was found now; the issue made before stays"
    assert second.path.read_bytes() == before


def test_a_quiet_day_has_an_issue_that_says_so(press: Press, database: Database, article: Make, noon: datetime) -> None:
    _store(database, [article(judgement=Judgement(0))], noon)
    assert "今日无重大更新。" in publish(press, database, day=noon.date(), now=noon).path.read_text("utf-8")


def test_without_any_delivery_there_is_no_issue(press: Press, database: Database, noon: datetime) -> None:
    _store(database, [], noon, Outcome.TIMEOUT)
    with pytest.raises(NothingToPrintError, match="2026-01-20: no source delivered anything for this day"):
        publish(press, database, day=noon.date(), now=noon)
    assert list(press.reports.glob("*.md")) == []


def test_a_day_without_any_delivery_leaves_its_news_to_the_next_issue(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    first = noon - timedelta(days=2)
    _store(database, [article("a", published=first, first_seen=first)], first)
    publish(press, database, day=first.date(), now=first)
    _store(database, [], noon - timedelta(days=1), Outcome.TIMEOUT)
    with pytest.raises(NothingToPrintError):
        publish(press, database, day=noon.date() - timedelta(days=1), now=noon - timedelta(days=1))
    late = article("b", title="停机那天的事", published=noon - timedelta(hours=40), first_seen=noon)
    _store(database, [late], noon)
    assert [i.line.title for i in publish(press, database, day=noon.date(), now=noon).daily.items] == ["停机那天的事"]


def test_an_issue_renewed_in_the_evening_takes_nothing_from_the_next_day(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    publish(press, database, day=noon.date(), now=noon + timedelta(hours=11))
    tomorrow = noon + timedelta(hours=20)
    _store(
        database, [article("b", title="下午的事", published=noon + timedelta(hours=1), first_seen=tomorrow)], tomorrow
    )
    made = publish(press, database, day=tomorrow.date(), now=tomorrow)
    assert [item.line.title for item in made.daily.items] == ["下午的事"]


def test_an_old_article_with_a_new_date_is_not_printed_again(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    later = noon + timedelta(days=9)
    _store(database, [article("a", published=later)], later)
    assert publish(press, database, day=later.date(), now=later).daily.items == ()


def test_whoever_waits_too_long_for_the_lock_is_told_where_it_is(
    press: Press, database: Database, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.press.PATIENCE", 0)
    press.reports.mkdir()
    with FileLock(press.reports / ".lock"), pytest.raises(OSError, match="has held it") as caught:
        publish(press, database, day=noon.date(), now=noon)
    assert caught.value.filename == str(press.reports / ".lock")


def test_a_reprint_is_the_same_to_the_byte_whatever_came_later(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    path = publish(press, database, day=noon.date(), now=noon).path
    first = path.read_bytes()
    _store(database, [article("a", title="改过的标题"), article("b")], noon + timedelta(hours=1))
    path.unlink()
    for _ in range(2):
        again = reprint(press, database, day=noon.date())
        assert again is not None
        assert again.path.read_bytes() == first


def test_the_sources_health_is_told_as_of_the_publishing_and_not_by_a_reprint(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    page = press.reports / "health.html"
    first = page.read_text("utf-8")
    assert "截至 2026-01-20 12:00（北京时间） · 1 个信源：1 个正常" in first
    _store(database, [], noon + timedelta(hours=1), Outcome.BLOCKED)
    reprint(press, database, day=noon.date())
    assert page.read_text("utf-8") == first
    publish(press, database, day=noon.date(), now=noon + timedelta(hours=2))
    assert "截至 2026-01-20 14:00（北京时间） · 1 个信源：1 个异常" in page.read_text("utf-8")


def test_where_the_page_of_health_is_missing_a_reprint_tells_it_as_of_its_issue(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    page = press.reports / "health.html"
    first = page.read_bytes()
    page.unlink()
    _store(database, [], noon + timedelta(hours=1), Outcome.BLOCKED)
    reprint(press, database, day=noon.date())
    assert page.read_bytes() == first


def test_a_day_without_an_issue_cannot_be_reprinted(press: Press, database: Database, noon: datetime) -> None:
    assert reprint(press, database, day=noon.date()) is None


def test_an_issue_made_again_later_in_the_day_begins_where_it_began(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    early = article("a", title="面壁开源端侧模型", published=noon - timedelta(hours=23))
    _store(database, [early], noon)
    first = publish(press, database, day=noon.date(), now=noon).daily
    again = publish(press, database, day=noon.date(), now=noon + timedelta(hours=8)).daily
    assert [item.line.title for item in again.items] == ["面壁开源端侧模型"]
    assert (again.window.starts, again.window.ends) == (first.window.starts, noon + timedelta(hours=8))


def test_an_issue_made_again_says_when_the_day_first_had_one(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article()], noon)
    moments = [noon + timedelta(hours=hours) for hours in (0, 1, 5)]
    made = [publish(press, database, day=noon.date(), now=now).daily for now in moments]
    assert [(each.first_made_at, each.made_at) for each in made] == [
        (None, moments[0]),
        (noon, moments[1]),
        (noon, moments[2]),
    ]
    begun = {each.window.starts for each in made}
    assert begun == {noon - timedelta(hours=24)}, "or feeds would know it by another name"


def test_an_issue_renewed_keeps_what_it_has_printed(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a", title="面壁开源端侧模型")], noon)
    publish(press, database, day=noon.date(), now=noon)
    evening = noon + timedelta(hours=6)
    changed = article("a", title="面壁开源端侧模型", judgement=Judgement(0))
    _store(database, [changed, article("b", title="讯飞上线同声传译", published=evening, first_seen=evening)], evening)
    again = publish(press, database, day=noon.date(), now=evening)
    assert {item.line.title for item in again.daily.items} == {"面壁开源端侧模型", "讯飞上线同声传译"}


def test_a_crawl_that_read_its_clock_first_and_publishes_second_loses_nothing(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    later = noon + timedelta(seconds=2)
    _store(database, [article("a", title="面壁开源端侧模型", first_seen=later)], later)
    first = publish(press, database, day=noon.date(), now=later).daily
    _store(database, [article("b", title="讯飞上线同声传译", first_seen=noon)], noon)
    again = publish(press, database, day=noon.date(), now=noon).daily
    assert {item.line.title for item in again.items} == {"面壁开源端侧模型", "讯飞上线同声传译"}
    assert again.window == first.window


def test_a_crawl_over_midnight_is_of_the_day_it_began_on(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    after = noon.replace(hour=0, minute=1) + timedelta(days=1)
    _store(database, [article("a", published=noon, first_seen=after)], after)
    made = publish(press, database, day=noon.date(), now=after).daily
    assert (len(made.items), made.window.ends) == (1, after)


def test_a_source_that_worked_yesterday_does_not_make_an_issue_of_today(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    tomorrow = noon + timedelta(days=1)
    with pytest.raises(NothingToPrintError):
        publish(press, database, day=tomorrow.date(), now=tomorrow)


@pytest.mark.parametrize("before", [Outcome.OK, Outcome.EMPTY])
def test_a_source_that_failed_for_one_issue_tells_the_next_one(
    press: Press, database: Database, article: Make, noon: datetime, before: Outcome
) -> None:
    days = [noon - timedelta(days=2), noon - timedelta(days=1), noon]
    _store(database, [article("a", published=days[0], first_seen=days[0])], days[0], before)
    publish(press, database, day=days[0].date(), now=days[0])
    _store(database, [], days[1], Outcome.BLOCKED)
    with database.writing() as connection:
        other = Attempt("other", "RSS", "https://example.com/feed", Outcome.OK, days[1])
        attempts.record(connection, [other], run="other")
    both = replace(press, sources=press.sources | {"other": Source("other", "另一个")})
    publish(both, database, day=days[1].date(), now=days[1])
    missed = article("b", title="那天上午的事", published=days[0] + timedelta(hours=2), first_seen=noon)
    _store(database, [missed], noon)
    made = publish(both, database, day=noon.date(), now=noon).daily
    assert [item.line.title for item in made.items] == ["那天上午的事"]


def test_a_past_day_made_again_has_neither_more_time_nor_what_later_issues_printed(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a", title="面壁开源端侧模型")], noon)
    first = publish(press, database, day=noon.date(), now=noon).daily
    evening = noon + timedelta(hours=6)
    tomorrow = noon + timedelta(hours=20)
    _store(database, [article("b", title="讯飞上线同声传译", published=evening, first_seen=evening)], evening)
    publish(press, database, day=tomorrow.date(), now=tomorrow)
    again = publish(press, database, day=noon.date(), now=tomorrow).daily
    assert (again.items, again.window) == (first.items, first.window)


def _three_days(press: Press, database: Database, article: Make, noon: datetime) -> dict[str, bytes]:
    """Issues of three days, and what is then in the folder."""
    for key, title in enumerate(["智谱发布样例模型", "面壁开源端侧模型", "讯飞上线同声传译"]):
        now = noon + timedelta(days=key)
        _store(database, [article(str(key), title=title, published=now, first_seen=now)], now)
        publish(press, database, day=now.date(), now=now)
    return _folder(press)


def _folder(press: Press) -> dict[str, bytes]:
    files = [path for path in press.reports.rglob("*") if path.is_file() and path.name != ".lock"]
    return {str(path.relative_to(press.reports)): path.read_bytes() for path in files}


def test_a_rollup_is_written_beside_the_issues_and_listed(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    press = replace(press, address="https://example.org/")
    before = _three_days(press, database, article, noon)
    week = period_of(Kind.WEEK, noon.date())
    path = press.reports / "2026-W04.md"
    assert roll_up(press, database, week, today=noon.date()) == (path, False)
    assert "本周尚未结束" in path.read_text("utf-8")
    after = noon.date() + timedelta(days=20)
    assert roll_up(press, database, week, today=after) == (path, True)
    made = _folder(press)
    assert set(made) - set(before) == {"2026-W04.md", "2026-W04.html", "2026-W04.json"}
    assert {name for name in before if made[name] != before[name]} == {"index.html", "sitemap.xml"}
    assert b'href="2026-W04.html"' in made["index.html"]
    assert b"<loc>https://example.org/2026-W04.html</loc>" in made["sitemap.xml"]
    roll_up(press, database, week, today=after)
    assert _folder(press) == made
    publish(press, database, day=noon.date() + timedelta(days=2), now=noon + timedelta(days=2))
    assert b'href="2026-W04.html"' in (press.reports / "index.html").read_bytes()


def test_a_new_issue_renews_the_rollups_that_it_changes(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _three_days(press, database, article, noon)  # the last one is a Tuesday's
    week, month = press.reports / "2026-W04.md", press.reports / "2026-01.md"
    for kind in Kind:
        roll_up(press, database, period_of(kind, noon.date()), today=noon.date())
    sunday, monday = noon + timedelta(days=5), noon + timedelta(days=6)
    _store(database, [article("s", title="周日的事", published=sunday, first_seen=sunday)], sunday)
    publish(press, database, day=sunday.date(), now=sunday)
    assert all("周日的事" in path.read_text("utf-8") for path in (week, month))
    assert "本周尚未结束" in week.read_text("utf-8")
    _store(database, [article("m", title="周一的事", published=monday, first_seen=monday)], monday)
    publish(press, database, day=monday.date(), now=monday)
    assert "本周尚未结束" not in week.read_text("utf-8")
    assert "周一的事" not in week.read_text("utf-8")
    assert "周一的事" in month.read_text("utf-8")
    assert not (press.reports / "2026-W05.md").exists(), "a roll-up is made on demand alone"


def test_a_period_without_a_readable_issue_has_no_rollup(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _three_days(press, database, article, noon)
    with pytest.raises(NothingToPrintError, match="2026-W10: no issue of 2026-03-02 to 2026-03-08 is stored"):
        roll_up(press, database, period_of(Kind.WEEK, date(2026, 3, 2)), today=noon.date())
    with database.writing() as connection:
        connection.execute(update(schema.issues).values(daily="{}").where(schema.issues.c.day == noon.date()))
    week = period_of(Kind.WEEK, noon.date())
    path, _ = roll_up(press, database, week, today=noon.date() + timedelta(days=20))
    assert "日报无法读取：01-20" in path.read_text("utf-8")


def test_all_issues_are_written_again_as_they_were(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _three_days(press, database, article, noon)
    after = noon + timedelta(days=2)
    roll_up(press, database, period_of(Kind.WEEK, noon.date()), today=after.date())
    before = _folder(press)
    for name in before:
        if name.endswith((".html", ".js", ".xml", ".json")):
            (press.reports / name).write_bytes(b"of an older version")
    told: list[tuple[int, int]] = []
    assert reprint_all(press, database, now=after, said=lambda *count: told.append(count)) == 3
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert _folder(press) == before
    shutil.rmtree(press.reports)
    reprint_all(press, database, now=after, said=lambda *_: None)
    again = _folder(press)
    assert set(before) - set(again) == {"2026-W04.md", "2026-W04.html", "2026-W04.json"}
    assert {name for name in again if again[name] != before[name]} == {"index.html"}, "the roll-up is not listed"


def test_while_all_is_written_others_get_their_turn_after_each_month(
    press: Press, database: Database, article: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [noon - timedelta(days=days) for days in (80, 20, 0)]
    for number, now in enumerate(days):
        new = article(str(number), title=f"第 {number} 件事", published=now, first_seen=now)
        _store(database, [new], now)
        publish(press, database, day=now.date(), now=now)
    for now in days:
        roll_up(press, database, period_of(Kind.MONTH, now.date()), today=noon.date())
    late = noon - timedelta(days=79)
    turns: list[float] = []

    def turn(seconds: float) -> None:
        turns.append(seconds)
        with FileLock(press.reports / ".lock", timeout=0):
            pass
        if len(turns) == 1:
            _store(database, [article("late", title="迟到的事", published=late, first_seen=late)], late)
            publish(press, database, day=late.date(), now=late)

    newest: list[date] = []
    print_issue = printing.print_issue

    def counted(*values: Any, **more: Any) -> Path:
        newest.append(values[2].day)
        return print_issue(*values, **more)

    monkeypatch.setattr("newsbot.press.sleep", turn)
    monkeypatch.setattr("newsbot.printing.print_issue", counted)
    assert reprint_all(press, database, now=noon, said=lambda *_: None) == 3
    assert (len(turns), newest) == (3, [noon.date()]), "what leads to all issues is written once"
    assert {seconds > 0.05 for seconds in turns} == {True}, "a file lock is looked at every 0.05 s"
    ways = [re.findall(r'rel="next" href="(.*?).html"', (press.reports / f"{day:%F}.html").read_text()) for day in days]
    assert ways == [[f"{late:%F}"], [f"{noon:%F}"], []]


def test_what_feeds_are_known_by_does_not_change_with_an_older_issue(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article("a")], noon)
    publish(press, database, day=noon.date(), now=noon)
    before = _known_by(press)
    earlier = noon - timedelta(days=9)
    _store(database, [article("b", published=earlier, first_seen=earlier)], earlier)
    publish(press, database, day=earlier.date(), now=noon)
    after = _known_by(press)
    assert (len(before), len(after)) == (2, 3)  # the feed, and each issue
    assert before <= after


def _known_by(press: Press) -> Counter[str]:
    atom, feed = ((press.reports / name).read_text("utf-8") for name in ("atom.xml", "feed.json"))
    return Counter(re.findall(r"urn:uuid:[0-9a-f-]{36}", atom + feed))


def test_without_an_issue_there_is_nothing_to_write_again(press: Press, database: Database, noon: datetime) -> None:
    with pytest.raises(NothingToPrintError, match="no issue is stored that can be read"):
        reprint_all(press, database, now=noon, said=lambda *_: None)


def test_a_stored_issue_of_another_version_is_told_in_a_line(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article()], noon)
    publish(press, database, day=noon.date(), now=noon)
    with database.writing() as connection:
        connection.execute(update(schema.issues).values(daily='{"day": "2026-01-20"}'))
    with pytest.raises(NothingToPrintError, match="2026-01-20: the stored issue was written by another newsbot"):
        reprint(press, database, day=noon.date())
    assert len(publish(press, database, day=noon.date(), now=noon).daily.items) == 1


def test_who_publishes_while_another_does_sees_what_the_other_did(
    press: Press, database_url: str, article: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Database.open(database_url), Database.open(database_url)
    rendering, overtaken = threading.Event(), threading.Event()

    def slowly(daily: Daily) -> str:
        if not rendering.is_set():
            rendering.set()
            overtaken.wait(timeout=1)  # without the lock the second one ends here, and is then overwritten
        return markdown(daily)

    monkeypatch.setattr("newsbot.printing.markdown", slowly)
    _store(first, [article("a", title="面壁开源端侧模型")], noon)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(publish, press, first, day=noon.date(), now=noon)
        rendering.wait(timeout=10)
        _store(second, [article("b", title="讯飞上线同声传译")], noon)
        publish(press, second, day=noon.date(), now=noon)
        overtaken.set()
        slow.result()
    assert "讯飞上线同声传译" in (press.reports / "2026-01-20.md").read_text("utf-8")


def test_crawls_that_end_together_leave_one_complete_issue(
    press: Press, database_url: str, article: Make, noon: datetime
) -> None:
    Database.open(database_url).close()
    names = "智谱涨价 通义改名 豆包出海 混元开源 文心裁撤 星火扩容 阶跃融资 百川转型".split()  # noqa: SIM905

    def crawl_and_publish(number: int) -> None:
        database = Database.open(database_url)
        mine = article(str(number), title=names[number], source=f"s{number}", judgement=Judgement(2))
        _store(database, [mine], noon)
        publish(press, database, day=noon.date(), now=noon)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(crawl_and_publish, range(8)))
    text = (press.reports / "2026-01-20.md").read_text("utf-8")
    assert [name for name in names if name not in text] == []


def test_a_folder_that_cannot_be_written_is_an_os_error(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    press.reports.write_text("a file where the folder should be")
    _store(database, [article()], noon)
    with pytest.raises(OSError, match="File exists"):
        publish(press, database, day=noon.date(), now=noon)


def _board(day: date, rating: float, at: datetime, category: str = "overall") -> Leaderboard:
    scores = (Score(1, "gpt-x", 1500.0), Score(2, "qwen-x", rating))
    return Leaderboard("lmarena", "p", "https://example.com", "text", category, day, at, scores)


def test_a_board_with_a_past_is_shown_with_its_trend(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    _store(database, [article()], noon)
    first, second = noon.date() - timedelta(days=9), noon.date() - timedelta(days=2)
    with database.writing() as connection:
        boards.keep(connection, [_board(first, 1400, noon), _board(second, 1410, noon)])
    published = publish(press, database, day=noon.date(), now=noon)
    chart = press.reports / "2026-01-20-trend.svg"
    assert "\n![国产模型走势](2026-01-20-trend.svg)\n" in published.path.read_text("utf-8")
    drawn = chart.read_bytes()
    # What is read later, of whatever day, changes nothing of it.
    later = noon + timedelta(days=3)
    with database.writing() as connection:
        boards.keep(connection, [_board(first + timedelta(days=1), 1300, later)])
    chart.unlink()
    reprint(press, database, day=noon.date())
    assert chart.read_bytes() == drawn
    assert publish(press, database, day=noon.date(), now=later, anew=True).daily.trend == published.daily.trend


def test_a_board_without_a_past_has_no_trend(press: Press, database: Database, article: Make, noon: datetime) -> None:
    _store(database, [article()], noon)
    with database.writing() as connection:
        boards.keep(connection, [_board(noon.date(), 1400, noon)])
    press.reports.mkdir()
    (press.reports / "2026-01-20-trend.svg").write_text("of an issue that had one")
    published = publish(press, database, day=noon.date(), now=noon)
    assert published.daily.trend is None
    assert [path.name for path in press.reports.iterdir() if path.suffix == ".svg"] == []


def test_the_chosen_board_is_printed_and_named(press: Press, database: Database, article: Make, noon: datetime) -> None:
    _store(database, [article()], noon)
    with database.writing() as connection:
        boards.keep(connection, [_board(noon.date(), 1400, noon), _board(noon.date(), 1300, noon, "coding")])
    chosen = replace(press, leaderboard=BoardName("text", "coding"))
    report = publish(chosen, database, day=noon.date(), now=noon).path.read_text("utf-8")
    assert "## 国产模型排行榜 (LM Arena · 文本 · 编程)\n" in report
    assert "| 2 | qwen-x | 阿里 | 1300 | – |" in report


def test_what_is_shared_leads_to_the_same_story_however_often_the_day_is_made(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    later = noon + timedelta(hours=5)
    first = [article("a", title="面壁开源端侧模型"), article("b", title="讯飞上线同声传译", judgement=Judgement(1))]
    more = [
        article("c", title="智谱发布新一代旗舰大模型", published=later, first_seen=later),
        article("d", title="月之暗面完成新一轮融资", published=later, first_seen=later, judgement=Judgement(1)),
    ]
    _store(database, first, noon)
    _publish(press, database, noon)
    assert _shared(press) == [(anchor(each), each.title) for each in first]
    _store(database, more, later)
    for anew in (False, True):
        publish(press, database, day=noon.date(), now=later, anew=anew)
        assert _shared(press) == [(anchor(each), each.title) for each in (more[0], first[0], more[1], first[1])]


def test_an_anchor_leads_to_its_story_whichever_article_tells_it(
    press: Press, database: Database, article: Make, noon: datetime
) -> None:
    press = replace(press, sources={"kr36": Source("kr36", "36Kr"), "zhipu": Source("zhipu", "智谱", kind="lab")})
    title = "智谱开源GLM-Sample-9B：90亿参数，采用MIT许可"
    echo, own = article("a", title=title), article("b", title=title, source="zhipu")
    _store(database, [echo], noon)
    _publish(press, database, noon)
    _store(database, [own], noon)
    (line,) = (item.line for item in _publish(press, database, noon).items)
    assert (line.url, line.anchors) == (own.url, (anchor(own), anchor(echo)))
    for name in ("2026-01-20.html", "2026-01-20.md"):
        text = (press.reports / name).read_text("utf-8")
        assert re.findall(r'id="(item-\w+)"', text) == [anchor(own), anchor(echo)]


def _publish(press: Press, database: Database, now: datetime) -> Daily:
    return publish(press, database, day=now.date(), now=now).daily


def _shared(press: Press) -> list[tuple[str, str]]:
    """Where the links of a page lead, and to what."""
    page = (press.reports / "2026-01-20.html").read_text("utf-8")
    return re.findall(r'<article id="(item-\w+)".*?<h3[^>]*><a[^>]*>(.*?)</a>', page, re.DOTALL)
