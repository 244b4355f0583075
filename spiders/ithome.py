import re
from datetime import timedelta

from newsbot.crawling.routes import Feed
from newsbot.crawling.source import SourceSpider
from newsbot.reading.entry import Entry

# Its shopping channel, 辣品, among the news: by that host, or by what only a shop says. That a maker lowers its
# prices is news and stays: neither "降价" nor "优惠" is among the words.
SHOP = "//lapin.ithome.com/"
OFFER = re.compile("辣品|到手(?:价| ?[0-9])|券后|元券|领券|神券|国补(?:后|价|到手|新低)|狂促|开抢|史低|好价|包邮")


class IthomeSpider(SourceSpider):
    """IT之家. Of its news on a busy day the feed holds those of some hours."""

    name = "ithome"
    title = "IT之家"
    # With "www.": without it the host answers no feed.
    routes = (Feed("https://www.ithome.com/rss/"),)
    # It writes by the minute.
    longest_silence = timedelta(days=2)

    def is_advert(self, entry: Entry) -> bool:
        return SHOP in entry.link or OFFER.search(entry.title) is not None
