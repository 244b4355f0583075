"""A PostgreSQL of the tests' own, from the system's package: on loopback, in a folder that goes away with it."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

USER = "reader"
PASSWORD = "kein@Wort:für/alle"  # noqa: S105 (of this server alone; with every letter that a URL has to have escaped)
# What a server may be set up with, and results must not depend on: an order of letters, a zone, a form of dates.
HOSTILE = {
    "TimeZone": "America/Los_Angeles",
    "DateStyle": "German",
    "default_transaction_isolation": "serializable",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "log_min_messages": "panic",
}
_PR_SET_PDEATHSIG = 1


def program(name: str) -> str | None:
    """A program of PostgreSQL; Debian keeps them out of the way."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return shutil.which(name) or next((found for place in places if (found := shutil.which(name, path=place))), None)


def _end_with_the_tests() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


@dataclass
class Server:
    """A server that runs in a folder. ``administrator`` is the URL of a database in which others can be made."""

    folder: Path
    port: int
    owner: Mapping[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def administrator(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&port={self.port}"

    def url(self, name: str) -> str:
        written = PASSWORD.replace("@", "%40").replace(":", "%3A").replace("/", "%2F")
        return f"postgresql+psycopg://{USER}:{written}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        settings = HOSTILE | {"unix_socket_directories": str(self.folder), "listen_addresses": "127.0.0.1"}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [program("postgres") or "", "-D", str(self.folder / "data"), "-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509 (it calls nothing of Python's that could wait)
                **self.owner,
            )
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                self.administer("SELECT 1")
            except Exception:  # noqa: BLE001 (not yet)
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.folder / "log").read_text("utf-8", "replace"))

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)

    def administer(self, *statements: str) -> None:
        engine = create_engine(self.administrator, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                for statement in statements:
                    connection.execute(text(statement))
        finally:
            engine.dispose()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of an empty database, which is dropped behind its use."""
        name = f"newsbot_{uuid4().hex}"
        self.administer(f"CREATE DATABASE {name} OWNER {USER} STRATEGY file_copy")
        try:
            yield self.url(name)
        finally:
            self.administer(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running() -> Iterator[Server]:
    """Set a server up, run it, and leave nothing of it. Raises RuntimeError, with what it said, where that fails."""
    folder = Path(tempfile.mkdtemp(prefix="newsbot-pg-"))
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:  # as root, PostgreSQL refuses to run
        account = next(user for name in ("postgres", "nobody") if (user := _account(name)))
        owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        _initialise(folder, owner)
        server = Server(folder, _free_port(), owner)
        server.start()
        try:
            server.administer(
                f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'",
                f"ALTER ROLE {USER} SET statement_timeout = '90s'",
            )
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(folder: Path, owner: Mapping[str, Any]) -> None:
    command = [
        *(program("initdb") or "", "-D", str(folder / "data"), "-U", "postgres", "-E", "UTF8", "-N"),
        # Other than by code points, as most servers are set up.
        *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"),
        *("--auth-local=trust", "--auth-host=scram-sha-256"),
    ]
    done = subprocess.run(command, capture_output=True, check=False, cwd=folder, **owner)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def host_and_port(url: str) -> tuple[str, int]:
    """Where a URL leads."""
    parsed = make_url(url)
    return parsed.host or "", parsed.port or 5432
