"""scrapyd's jobs, over its API (https://scrapyd.readthedocs.io/en/stable/api.html)."""

from __future__ import annotations

import http.client
import json
import socket
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

_LONGEST_ANSWER = 60  # seconds: scrapyd starts a process to list the sources of an egg, and answers nobody meanwhile
_LARGEST_ANSWER = 32 * 1024 * 1024  # bytes; a job is 250


class ScrapydError(Exception):
    """scrapyd does not do what it was asked for; the message says what, why, and what to do."""


class NoAnswerError(ScrapydError):
    """scrapyd could not be reached; it may be starting again."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The names of the jobs that scrapyd knows. One that was running when scrapyd ended is in none of them."""

    pending: frozenset[str]
    running: frozenset[str]
    finished: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        return self.pending | self.running | self.finished


class Scrapyd:
    """A scrapyd at an address (``http://127.0.0.1:6800``, or ``unix:/run/scrapyd.sock``) and what may be asked of it.

    Every method raises `ScrapydError`.
    """

    def __init__(self, address: str, username: str, password: str, *, project: str = "newsbot") -> None:
        self._address = address
        self._authorization = "Basic " + b64encode(f"{username}:{password}".encode()).decode()
        self._project = project

    @classmethod
    def of(cls, access: Mapping[str, str]) -> Scrapyd:
        """The one that the environment's variables speak of (`newsbot.settings.scrapyd_access`)."""
        if not access["username"] or not access["password"]:
            raise ScrapydError("SCRAPYD_USERNAME, SCRAPYD_PASSWORD: not set; give those that scrapyd was started with")
        host = access["bind_address"].replace("0.0.0.0", "127.0.0.1") or "127.0.0.1"  # noqa: S104 (it is replaced)
        socket_path = access["unix_socket_path"]
        address = f"unix:{socket_path}" if socket_path else f"http://{host}:{access['http_port'] or 6800}"
        return cls(access["url"].rstrip("/") or address, access["username"], access["password"])

    def sources(self) -> list[str]:
        """The sources of what it runs: the newest egg, or the folder."""
        return _texts(self._ask("GET", "listspiders.json", project=self._project).get("spiders"))

    def jobs(self) -> Jobs:
        found = self._ask("GET", "listjobs.json", project=self._project)
        return Jobs(*(_names(found.get(state)) for state in ("pending", "running", "finished")))

    def schedule(self, source: str, job: str, settings: Sequence[str]) -> None:
        """Have a source crawled, with ``settings`` such as ``LOG_LEVEL=INFO``."""
        self._ask("POST", "schedule.json", project=self._project, spider=source, jobid=job, setting=list(settings))

    def check(self) -> str:
        """What it is doing, in words."""
        counts = self._ask("GET", "daemonstatus.json")
        return ", ".join(f"{counts.get(state)} {state}" for state in ("pending", "running", "finished"))

    def _ask(self, method: str, service: str, **values: object) -> Mapping[str, Any]:
        query = urlencode(values, doseq=True)
        target, body = (f"/{service}", query) if method == "POST" else (f"/{service}?{query}", None)
        headers = {"Authorization": self._authorization}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection = _connection(self._address)
            try:
                connection.request(method, target, body, headers)
                answer = connection.getresponse()
                text = answer.read(_LARGEST_ANSWER)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            why = str(error) or type(error).__name__
            raise NoAnswerError(f"scrapyd at {self._address}: {why}; start it, or set SCRAPYD_URL") from error
        if answer.status == 401:
            raise ScrapydError(f"scrapyd at {self._address}: refuses SCRAPYD_USERNAME or SCRAPYD_PASSWORD")
        return _understood(text, f"scrapyd at {self._address}: {service}", answer.status)


def _understood(text: bytes, who: str, status: int) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    match found:
        case {"status": "ok"}:
            return dict(found)
        case {"message": str(message)}:
            # The last line of a traceback is what it is about.
            raise ScrapydError(f"{who}: {(message.strip().splitlines() or [''])[-1][:300]}; its log has more")
        case _:
            raise ScrapydError(f"{who}: HTTP {status}, and no answer of scrapyd's; is that its address?")


def _connection(address: str) -> http.client.HTTPConnection:
    if address.startswith("unix:"):
        return _UnixConnection(address.removeprefix("unix:"))
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and not parts.path
        port = parts.port
    except ValueError:
        usable, port = False, None
    if not usable or not parts.hostname:
        raise ScrapydError("SCRAPYD_URL: not a usable address; write one like http://127.0.0.1:6800, without a user")
    if parts.scheme == "https":
        return http.client.HTTPSConnection(parts.hostname, port, timeout=_LONGEST_ANSWER)
    return http.client.HTTPConnection(parts.hostname, port, timeout=_LONGEST_ANSWER)


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_LONGEST_ANSWER)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _names(jobs: object) -> frozenset[str]:
    found = jobs if isinstance(jobs, list) else []
    return frozenset(_texts([job.get("id") for job in found if isinstance(job, dict)]))


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
