"""A small server in the shape that tests.faults speaks to: three scenarios, of which the last expects too much."""

import argparse
import json
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ETAG = '"sample"'
# id, class, how often it is crawled, what is expected
SCENARIOS = [
    ("plain", "well", 1, {"outcome": "items", "items": 1, "requests": 1}),
    ("twice", "well", 2, {"outcome": "items", "items": 2, "requests": 2}),
    ("missing", "ill", 1, {"outcome": "items", "items": 1, "requests": 1}),
]
hits: list[dict[str, Any]] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path.split("/")[1:]:
            case ["scenarios.json"]:
                self.answer(json.dumps({"scenarios": self.scenarios()}).encode())
            case ["__hits"]:
                self.answer(json.dumps(hits).encode())
            case ["__reset"]:
                hits.clear()
                self.answer(b"ok")
            case ["s", scenario, token, _]:
                headers = list(self.headers.items())
                hits.append({"scenario": scenario, "token": token, "local": "127.0.0.1", "headers": headers})
                self.misbehave(scenario)
            case _:
                self.answer(b"not here", 404)

    def misbehave(self, scenario: str) -> None:
        if scenario == "missing":
            self.answer(b"not here", 404)
        elif scenario == "twice" and self.headers["If-None-Match"] == ETAG:
            self.send_response(304)
            self.end_headers()
        else:
            entry = f"<title>样例</title><link>https://example.com/1</link><pubDate>{formatdate(usegmt=True)}</pubDate>"
            feed = f"<rss version='2.0'><channel><title>样例</title><item>{entry}</item></channel></rss>"
            self.answer(feed.encode())

    def answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", ETAG)
        self.end_headers()
        self.wfile.write(body)

    def scenarios(self) -> list[dict[str, Any]]:
        base = f"http://{self.headers['Host']}"
        return [
            {
                "id": name,
                "class": group,
                "kind": "feed",
                "url": f"{base}/s/{name}/{{token}}/feed.xml",
                "expect": expect,
                "needs_guard": False,
                "repeat": repeat,
            }
            for name, group, repeat, expect in SCENARIOS
        ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ready-file", type=Path)
    parser.add_argument("--lifetime", type=float)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    ready = {"base": base, "canary": "http://127.0.0.2:9", "other": f"http://127.0.0.3:{server.server_port}"}
    part = options.ready_file.with_suffix(".part")
    part.write_text(json.dumps(ready | {"tls_ca": None}))
    part.replace(options.ready_file)
    threading.Timer(options.lifetime, server.shutdown).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
