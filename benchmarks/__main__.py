"""Times each hot path a few times and prints the median with the spread. No assertion: numbers are for people."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from newsbot.demo import SAMPLE_DAYS
from newsbot.demo.site import site
from newsbot.issue.daily import Source
from newsbot.items import Article, Attempt, Outcome
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.relevance import judge
from newsbot.judging.stories import stories
from newsbot.judging.story_index import StoryIndex
from newsbot.press import Press, publish
from newsbot.reading.feeds import read_feed
from newsbot.reading.pages import read_page
from newsbot.reading.text import to_text
from newsbot.storing import articles, attempts
from newsbot.storing.database import Database

NOW = SAMPLE_DAYS[-1]
ROUNDS = 5
SENTENCES = "星图实验室今天开放了全部权重，任何人都可以下载。" * 5


def median(work: Callable[[], object]) -> tuple[float, float, float]:
    """Median, fastest and slowest of `ROUNDS` runs after one that does not count, in seconds."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), min(taken), max(taken)


def show(name: str, count: int, unit: str, work: Callable[[], object]) -> None:
    middle, fastest, slowest = median(work)
    rate = f"{count / middle:,.0f} {unit}/s"
    print(f"{name:32} {rate:>24}   {middle * 1000:9.2f} ms ({fastest * 1000:.2f} … {slowest * 1000:.2f})")


def sample_articles(count: int, now: datetime) -> list[Article]:
    """Articles with the demo's headlines, each made its own by a number."""
    feed = site(NOW)["https://www.36kr.com"].respond("/feed").body
    entries = read_feed(feed, url="https://www.36kr.com/feed").entries
    lexicon = bundled_lexicon()
    made = []
    for number in range(count):
        entry = entries[number % len(entries)]
        url = f"https://example.com/{number}"
        title = f"{number}号：{entry.title}"
        text = to_text(entry.content)
        seen = now - timedelta(minutes=number % 1400)
        made.append(
            Article("kr36", url, title, seen, text[:200], text, "", "RSS", url, seen, judge(title, text, lexicon))
        )
    return made


# What headlines are made of, so that no two are equal, most share a word or two with others, and some tell one event.
ACTORS = tuple("甲厂 乙社 丙丁科技 戊己资本 谷歌 英伟达 智谱 Kimi 阿里 宇树科技 月之暗面 OpenAI 特斯拉".split())  # noqa: SIM905
DEEDS = tuple("开源 发布 收购 起诉 投资 接入 下架 更名 涨价 招聘 裁撤 迁往 测试 推迟 展示 适配".split())  # noqa: SIM905
THINGS = tuple("语音模型 机器人 数据中心 芯片 浏览器 眼镜 汽车 编程助手 搜索 支付 地图 云服务 专利".split())  # noqa: SIM905


def made_up(count: int, held: int) -> Iterator[Article]:
    """Articles at even intervals, ``held`` of them in 96 hours."""
    chance = random.Random(1)  # noqa: S311 (the same articles every time)
    step = timedelta(hours=96) / held
    for number in range(count):
        rare = "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(4))
        actor, deed, thing = (chance.choice(words) for words in (ACTORS, DEEDS, THINGS))
        title = f"{actor}{deed}{rare}{thing}"
        text = (
            f"{actor}今日宣布{deed}{thing}{rare}，涉及{chance.randrange(1000)}万元，{chance.choice(ACTORS)}参与。" * 3
        )
        at = NOW + number * step
        yield Article("bench", f"https://example.com/{number}", title, at, text, canonical_url=f"u{number}")


def show_adding(held: int, passed: int) -> None:
    """Times adding one article, and asking for its story, with so many in the window after so many have passed."""
    index = StoryIndex()
    articles = made_up(passed + 1000, held)
    for article in islice(articles, passed):
        index.add(article)
    index.stories()  # from here on, what is known of the window is kept up to date
    taken = []
    for article in articles:
        start = time.perf_counter()
        index.add(article)
        index.story_of(article)
        taken.append((time.perf_counter() - start) * 1000)
    middle, late = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
    name = f"add to {held:,} after {passed:,}"
    print(f"{name:32} {1000 / middle:>15,.0f} articles/s   {middle:9.2f} ms (99 of 100 within {late:.2f})")


def publishing(folder: Path, found: list[Article]) -> Callable[[], object]:
    database = Database.open(f"sqlite:///{folder}/newsbot.db")
    with database.writing() as connection:
        articles.keep(connection, found)
        attempts.record(connection, [Attempt("kr36", "RSS", "https://36kr.com", Outcome.OK, NOW)], run="bench")
    press = Press(folder / "reports", {"kr36": Source("kr36", "36Kr")}, "bench")
    return lambda: publish(press, database, day=NOW.date(), now=NOW)


def main() -> None:
    feed = site(NOW)["https://www.36kr.com"].respond("/feed").body
    page = site(NOW)["https://www.qbitai.com"].respond("/2026/01/900108.html").body.decode()
    # Of the shapes within the limits of `newsbot.reading.trees`, the one that takes longest.
    segments = f"<main>{f'<div class=content><p>{SENTENCES}</p></div>' * 3450}</main>"
    lexicon = bundled_lexicon()
    found = sample_articles(500, NOW)
    html = read_feed(feed, url="https://www.36kr.com/feed").entries[0].content * 20
    headlines = [(article.title, article.text) for article in found]
    # 3,000 characters in which every sentence names something that the lexicon knows.
    dense = [
        (title, "智谱的智能体接入 DeepSeek，多模态大模型跑在昇腾上；OpenAI 也在做。" * 70) for title, _ in headlines
    ]

    show("read a feed of 27 entries", 27, "entries", lambda: read_feed(feed, url="https://www.36kr.com/feed").entries)
    show("read an article page", 1, "pages", lambda: read_page(page))
    show("read a page made to be slow", 1, "pages", lambda: read_page(segments))
    show("HTML to text", len(html) // 1000, "kchar", lambda: to_text(html))
    show("load the lexicon", 1, "times", lambda: (bundled_lexicon.cache_clear(), bundled_lexicon()))
    show("judge", len(headlines), "articles", lambda: [judge(title, text, lexicon) for title, text in headlines])
    show("judge long texts", len(dense), "articles", lambda: [judge(title, text, lexicon) for title, text in dense])
    show("stories of 500 articles", 500, "articles", lambda: stories(found))
    show_adding(1_000, 2_000)
    show_adding(10_000, 20_000)
    if "--archive" in sys.argv:  # takes half an hour
        show_adding(10_000, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        show("publish 500 articles", 1, "issues", publishing(Path(folder), found))


if __name__ == "__main__":
    main()
