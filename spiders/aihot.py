from newsbot.crawling.routes import JsonList
from newsbot.crawling.source import SourceSpider
from newsbot.reading.aihot import items


class AihotSpider(SourceSpider):
    """AI HOT 精选, an aggregator: what official pages, media and posts said, chosen and retold in Chinese.

    Its terms (https://aihot.virxact.com/terms) ask for the source's name and a link to its page, and for permission
    before a public mirror of it or a commercial product is made.
    """

    name = "aihot"
    title = "AI HOT"
    # It reports nothing of its own, so it is no second witness of a story; the originals rank first.
    weight = 0.3
    routes = (
        JsonList("https://aihot.virxact.com/api/v1/items?mode=selected&window=7d&limit=100", entries=items),
        # The older interface, announced to end with 2026.
        JsonList(
            "https://aihot.virxact.com/api/public/items?mode=selected&take=100", label="JSON（旧接口）", entries=items
        ),
    )
