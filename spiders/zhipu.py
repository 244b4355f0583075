import re
from datetime import timedelta
from functools import partial

from newsbot.crawling.lab import LabSpider
from newsbot.crawling.routes import Document, JsonList
from newsbot.reading.changelogs import read_changelog
from newsbot.reading.entry import Entry
from newsbot.reading.rows import Row, read_rows, text_of

CHINESE = "https://docs.bigmodel.cn/cn/update/new-releases"
ENGLISH = "https://docs.z.ai/release-notes/new-released"
SITE = "https://www.zhipuai.cn"


def article(row: Row) -> Entry | None:
    """One of ``docs[]``: ``{id, title_zh, title_en, createAt, resume_zh, externalUrl_zh}``, the last for news that
    stand elsewhere. ``createAt`` is when it was published; ``createdAt``, beside it, when its record was made.
    """
    title, identity = text_of(row, "title_zh", "title_en"), text_of(row, "id")
    link = text_of(row, "externalUrl_zh") or (f"{SITE}/zh/news/{identity}" if identity else "")
    if not title or not link:
        return None
    return Entry(title=title, link=link, published=text_of(row, "createAt"), summary=text_of(row, "resume_zh"))


class ZhipuSpider(LabSpider):
    name = "zhipu"
    title = "智谱"
    maker = "智谱"
    names = ("智谱", "GLM", "Zhipu", "Z.ai", "CogView", "CogVideo")
    boilerplate = (
        # How every entry of the English notes ends.
        re.compile(r" ?(?:Learn|Read) more in our documentation\s?\.?\*?\.?"),
    )
    routes = (
        Document(f"{CHINESE}.md", label="更新日志", entries=partial(read_changelog, url=CHINESE)),
        Document(f"{ENGLISH}.md", label="更新日志（英文）", entries=partial(read_changelog, url=ENGLISH)),
        JsonList(
            f"{SITE}/api/articles?limit=10&sort=-createAt&depth=0",
            entries=partial(read_rows, path=("docs",), entry=article),
        ),
    )
    # Seventy days lay between GLM-5.1 (2026-04-07) and GLM-5.2 (2026-06-16).
    longest_silence = timedelta(days=100)
