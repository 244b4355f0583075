"""Every setting once. Where one differs from Scrapy's default, the line above it says why.

The environment is read here and nowhere else: NEWSBOT_HOME, NEWSBOT_DATABASE, NEWSBOT_REPORTS, NEWSBOT_SITE_URL,
NEWSBOT_LEXICON, NEWSBOT_SOURCES, NEWSBOT_LEADERBOARD, NEWSBOT_CONTACT, NEWSBOT_CHROMIUM, NEWSBOT_LLM_URL,
NEWSBOT_LLM_MODEL, NEWSBOT_LLM_KEY, NEWSBOT_LLM_KEY_FILE, NEWSBOT_PUSH, NEWSBOT_PUSH_FILE.
"""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

from newsbot.secrets import SecretUrl

try:
    _release = version("newsbot")
except PackageNotFoundError:  # run from a folder or an egg that was never installed
    _release = "0"

# --- Where things are -------------------------------------------------------------------------------------------------

# The project's folder, from wherever inside it the command is called; in an egg, the working directory.
NEWSBOT_HOME = str(
    Path(os.environ.get("NEWSBOT_HOME") or Path(closest_scrapy_cfg() or "scrapy.cfg").resolve().parent)
    .expanduser()
    .resolve()
)
NEWSBOT_DATABASE = SecretUrl(os.environ.get("NEWSBOT_DATABASE") or f"sqlite:///{NEWSBOT_HOME}/data/newsbot.db")
NEWSBOT_REPORTS = os.environ.get("NEWSBOT_REPORTS") or f"{NEWSBOT_HOME}/reports"
# Where that folder can be reached as a web site, such as https://example.com/daily/: feeds name it, and there is a
# sitemap. Empty: all links are relative, which works from any place.
NEWSBOT_SITE_URL = os.environ.get("NEWSBOT_SITE_URL", "")
# A lexicon of one's own, which extends and overrides the bundled one.
NEWSBOT_LEXICON = os.environ.get("NEWSBOT_LEXICON", "")
# The sources to read, separated by commas. Empty: all.
NEWSBOT_SOURCES = os.environ.get("NEWSBOT_SOURCES", "")
# The board that is printed, and its category: "text/chinese", "text/coding", "text_style_control/overall" …
NEWSBOT_LEADERBOARD = os.environ.get("NEWSBOT_LEADERBOARD") or "text/overall"
# A browser to use instead of those that are found.
NEWSBOT_CHROMIUM = os.environ.get("NEWSBOT_CHROMIUM", "")
# An address or e-mail that a site's operator can turn to; part of the user agent.
NEWSBOT_CONTACT = os.environ.get("NEWSBOT_CONTACT", "")
# Seconds in which an address that answered is not asked again: its stored document answers. 0: ask always.
NEWSBOT_POLL_INTERVAL = 3600
# False asks servers again that refused us and are to be left alone for a while.
NEWSBOT_OBEY_PAUSES = True
# Seconds to wait for a source that another process is crawling; a crawl that waited in vain, or not at all, asks for
# nothing and ends as "already running".
NEWSBOT_WAIT = 0
# Names or networks, each with a port, outside of the public web that may be reached: a spider's ``allowed_addresses``.
NEWSBOT_ALLOWED_ADDRESSES: list[str] = []
# An OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1, and its model: it condenses the lines at the head of
# an issue, each of which is checked. Empty: they are taken from the articles.
NEWSBOT_LLM_URL = os.environ.get("NEWSBOT_LLM_URL", "")
NEWSBOT_LLM_MODEL = os.environ.get("NEWSBOT_LLM_MODEL", "")
# A file with the endpoint's key; nobody but its owner may read it.
NEWSBOT_LLM_KEY_FILE = os.environ.get("NEWSBOT_LLM_KEY_FILE", "")
# Seconds for one answer; three times that for all.
NEWSBOT_LLM_TIMEOUT = 45
# False leaves asking to whoever publishes later; what was answered before is used all the same.
NEWSBOT_LLM_ASK = True
# A file with the addresses of channels that issues are pushed to, one a line; nobody but its owner may read it.
NEWSBOT_PUSH_FILE = os.environ.get("NEWSBOT_PUSH_FILE", "")
# ISO 8601 with zone: the clock stands still there (the demo and tests). Empty: the machine's clock.
NEWSBOT_NOW = ""
# True puts a line into the daily that says it is a sample.
NEWSBOT_SAMPLE = False


def llm_key() -> str:
    """The endpoint's key, NEWSBOT_LLM_KEY. No setting: Scrapy logs and prints those."""
    return os.environ.get("NEWSBOT_LLM_KEY", "").strip()


def push_addresses() -> str:
    """The addresses of channels, NEWSBOT_PUSH, between blanks or line breaks. No setting, as the key."""
    return os.environ.get("NEWSBOT_PUSH", "")


def scrapyd_access() -> dict[str, str]:
    """Where scrapyd listens, and as whom it is asked: what scrapyd itself reads, and no settings, as above.

    The names are those of its variables, without SCRAPYD_ and in lower case; "" where one is not set.
    """
    names = ("url", "bind_address", "http_port", "unix_socket_path", "username", "password")
    return {name: os.environ.get(f"SCRAPYD_{name.upper()}", "") for name in names}


# --- Scrapy: the project ----------------------------------------------------------------------------------------------

BOT_NAME = "newsbot"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
# One source whose module is broken must not stop the others, nor go unnoticed: Scrapy's own loader ends there.
SPIDER_LOADER_CLASS = "newsbot.crawling.loader.SourceLoader"
COMMANDS_MODULE = "newsbot.commands"

# What happens to each item, in this order.
ITEM_PIPELINES = {
    "pipelines.dedup.DedupPipeline": 100,
    "pipelines.classify.ClassifyPipeline": 200,
    "pipelines.page.PagePipeline": 300,
    "pipelines.export.ExportPipeline": 900,
}
# An article that another source printed first is no fault.
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
# A judgement in a table is JSON, not Python; and a source as a feed for readers. -O writes one file of one crawl;
# FEEDS = {"exports/%(name)s.jsonfeed": {"format": "jsonfeed", "overwrite": True}} would write one of each source.
FEED_EXPORTERS = {
    "csv": "newsbot.crawling.exporting.NestedCsvItemExporter",
    "jsonfeed": "newsbot.crawling.exporting.JsonFeedItemExporter",
}
# Chinese text stays readable in exported JSON.
FEED_EXPORT_ENCODING = "utf-8"

# --- Scrapy: politeness -----------------------------------------------------------------------------------------------

USER_AGENT = "Mozilla/5.0 (compatible; newsbot/" + _release + (f"; +{NEWSBOT_CONTACT}" if NEWSBOT_CONTACT else "") + ")"
ROBOTSTXT_OBEY = True
# The token that a robots.txt would name us by; the product token of the user agent above.
ROBOTSTXT_USER_AGENT = "newsbot"
CONCURRENT_REQUESTS = 8
# One request at a time and a second between two, to each site.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 10
# What hangs once hangs again, and each try is DOWNLOAD_TIMEOUT long.
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
]
# 429 asks to be left alone; a retry at once does the opposite.
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]
# It has its outcome in the source's status.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    # Those whose streams tell whether they have been cut.
    "Accept-Encoding": "gzip, deflate, br",
}

# --- Scrapy: hardening ------------------------------------------------------------------------------------------------

# An HTTP server on localhost that runs the Python posted to it.
REMOTE_CONTROL_ENABLED = False
# A Python prompt on a port.
TELNETCONSOLE_ENABLED = False
# No source needs a session, and cookies would tie requests together.
COOKIES_ENABLED = False
# A feed has no business redirecting by HTML.
METAREFRESH_ENABLED = False
REDIRECT_MAX_TIMES = 5
# Only the web: a link in a feed must not read files or other services.
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "newsbot.crawling.guard.GuardedDownloadHandler"),
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
DOWNLOAD_VERIFY_CERTIFICATES = True
# Bytes after inflation; the largest real feed seen was 750 kB.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
# Seconds for a whole request, body included.
DOWNLOAD_TIMEOUT = 20
DNS_TIMEOUT = 10
# Seconds after which a crawl asks for nothing more. What it has by then is published.
CLOSESPIDER_TIMEOUT = 900
DOWNLOADER_MIDDLEWARES = {
    # First, so that what every request has is added again after it.
    "newsbot.crawling.redirects.OriginMiddleware": 10,
    # What the store knows comes before any request, a request for a robots.txt included.
    "newsbot.crawling.documents.StoredDocumentMiddleware": 20,
    "newsbot.crawling.pauses.PauseMiddleware": 30,
    # Scrapy's own takes a robots.txt that cannot be read for permission.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsbot.crawling.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsbot.crawling.compression.InflatingMiddleware": 590,
    # Just above the one that inflates bodies, so that what is kept and replayed is the plain document.
    "newsbot.crawling.documents.ConditionalRequestMiddleware": 585,
}
SPIDER_MIDDLEWARES = {
    # Nearest to the engine: before anything else a spider begins, its source is its own.
    "newsbot.crawling.running.RunningMiddleware": 10,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "newsbot.crawling.statuses.StatusMiddleware": 50,
}

# --- The browser: only spiders with ``uses_browser`` have a handler that starts one -----------------------------------

PLAYWRIGHT_LAUNCH_OPTIONS = {
    "headless": True,
    "args": [
        # What a browser does on its own account: none of it is wanted, all of it is traffic.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        # Containers have little shared memory, servers no graphics, and QUIC passes proxies by.
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        # Nor may a page's peer connections go anywhere but through the proxy, or names be looked up ahead.
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--dns-prefetch-disable",
        # A page opens no others: these would not be looked after, and each is a process.
        "--block-new-web-contents",
        # As root, Chromium starts only without its sandbox.
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ],
    **({"executable_path": NEWSBOT_CHROMIUM} if NEWSBOT_CHROMIUM else {}),
}
# No text depends on images, fonts or style sheets.
PLAYWRIGHT_ABORT_REQUEST = "newsbot.crawling.browser.is_superfluous"
# Pages of one source rendered at once.
PLAYWRIGHT_MAX_PAGES_PER_CONTEXT = 2
# Milliseconds; as DOWNLOAD_TIMEOUT.
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 20_000
