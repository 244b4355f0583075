import re

from newsbot.crawling.routes import Feed, JsonList
from newsbot.crawling.source import SourceSpider
from newsbot.reading.entry import Entry
from newsbot.reading.wordpress import read_posts

SITE = "https://www.qbitai.com"
POSTS = f"{SITE}/wp-json/wp/v2/posts?per_page=20&_fields=id,link,title,date,excerpt,content"
# The by-line of what companies send in. Most of it is news, at times the first of a new model, so that the name alone
# says nothing; what offers a bargain under it is an advertisement.
GUESTS = "量子位的朋友们"
BARGAIN = re.compile("特惠|特价|折上折|地板价|骨折价|大促|抢购|立减|满减|优惠券|限时(?:优惠|折扣|秒杀|免单)")


class QbitaiSpider(SourceSpider):
    name = "qbitai"
    title = "量子位"
    routes = (
        Feed(f"{SITE}/feed"),
        # The same posts, with texts and without by-lines. Its dates name no zone: they are the site's own, Beijing's.
        JsonList(POSTS, entries=read_posts),
    )

    boilerplate = (
        # The by-line: 某某 发自 某寺, then 量子位 | 公众号 QbitAI.
        re.compile(r"^[^\n。]{1,30} 发自 [^\n。]{1,10}$", re.MULTILINE),
        re.compile(r"^量子位 ?[|｜] ?公众号 ?QbitAI$", re.MULTILINE),
    )

    def is_advert(self, entry: Entry) -> bool:
        return entry.author == GUESTS and BARGAIN.search(entry.title) is not None
