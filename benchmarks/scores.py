"""What a scores.json of 20 MB costs a crawl of lmarena beside one that has nothing to read: most memory, and time.

``python -m benchmarks.scores`` crawls a server of its own on loopback, in a process for each figure. No assertion:
numbers are for people.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "https://raw.githubusercontent.com"
PATH = "/nakasyou/lmarena-history/main/output/scores.json"
SIZE = 20 << 20
CATEGORIES = ("full", "full_style_control", "chinese", "coding")
EMPTY = b'{"20250522": {"text": {"full": {"model-a": 1300.5, "model-b": 1290.5}}}}'


def history() -> bytes:
    """A history as large as one may be: a day after the other, four categories of 250 models each."""
    chance = random.Random(1)  # noqa: S311 (the same document every time)
    models = [f"model-{number}-{chance.randrange(10**6)}" for number in range(250)]
    days: list[str] = []
    size, day = 0, date(2025, 5, 22)
    while True:
        ratings = {each: {model: round(chance.uniform(900, 1500), 2) for model in models} for each in CATEGORIES}
        written = f'"{day:%Y%m%d}": {json.dumps({"text": ratings})}'
        size += len(written) + 2
        if size > SIZE:
            return ("{" + ", ".join(reversed(days)) + "}").encode()
        days.append(written)
        day -= timedelta(days=1)


def crawled(body: bytes, *options: str) -> tuple[float, float]:
    """The most memory in MiB, and the seconds, of one crawl whose history is ``body``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {PATH: body, "/robots.txt": b""}.get(self.path)
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            """Nothing: the figures are to be read."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    table = dict.fromkeys((HOST, "https://datasets-server.huggingface.co"), f"http://127.0.0.1:{server.server_port}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            command = [sys.executable, "-m", "scrapy", "crawl", "lmarena", "-L", "ERROR", *options, *_settings(table)]
            process = subprocess.Popen(command, env=os.environ | {"NEWSBOT_HOME": folder})  # noqa: S603 (our own)
            _, _, used = os.wait4(process.pid, 0)
            return used.ru_maxrss / 1024, time.perf_counter() - began
    finally:
        server.shutdown()
        server.server_close()


def _settings(table: object) -> Iterator[str]:
    handlers = {"https": "newsbot.demo.reroute.ReroutingHandler", "http": None, "data": None, "file": None}
    for setting in (
        f"NEWSBOT_REROUTE={json.dumps(table)}",
        f"DOWNLOAD_HANDLERS={json.dumps(handlers)}",
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        "RETRY_ENABLED=False",
    ):
        yield from ("-s", setting)


def main() -> None:
    large = history()
    idle, _ = crawled(EMPTY)
    print(f"{'nothing to read':32} {idle:8.1f} MiB")
    for name, options in (("the newest two days", ()), ("the whole history", ("-a", "backfill=1"))):
        most, seconds = crawled(large, *options)
        print(f"{name:32} {most:8.1f} MiB ({most - idle:+.1f})   {seconds:6.1f} s   of {len(large) / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
