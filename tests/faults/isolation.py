"""Runs the program again where its mistakes do no harm: in a network of its own, under the folder's guard."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

# Article pages are fetched from registered domains only; this one belongs to nobody, and the guard knows its address.
PAGE_HOST = "www.example.com"

_GUARD_LOG = "GUARD_LOG"
_WHY_SHARED = "FAULTS_WHY_SHARED"
_SET_FLAGS, _UP_AND_RUNNING = 0x8914, 0x41  # netdevice(7): SIOCSIFFLAGS, IFF_UP | IFF_RUNNING


def enter(folder: Path, arguments: Sequence[str]) -> None:
    """Start this program again inside, unless it is; does not return then."""
    if _GUARD_LOG in os.environ:
        if not why_shared():
            _raise_loopback()
        return
    namespace, why = _namespace()
    work = tempfile.mkdtemp(prefix="faults-")
    # Proxies of this machine would be asked for loopback addresses, too.
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | {
        _GUARD_LOG: f"{work}/guard.jsonl",
        _WHY_SHARED: why,
        "GUARD_DNS": json.dumps({PAGE_HOST: "127.0.0.1"}),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(folder / "site"), os.environ.get("PYTHONPATH", "")])),
    }
    command = [*namespace, sys.executable, "-m", "tests.faults", *arguments]
    os.execvpe(command[0], command, environment)  # noqa: S606 (it is this program again)


def why_shared() -> str:
    """Why there is no network of its own; "" inside of one."""
    return os.environ[_WHY_SHARED]


def work_folder() -> Path:
    """A folder that `enter` has made for the run."""
    return Path(os.environ[_GUARD_LOG]).parent


def guard_log() -> Path:
    return Path(os.environ[_GUARD_LOG])


def unguarded() -> dict[str, str]:
    """The environment for programs that are not to be guarded."""
    return {name: value for name, value in os.environ.items() if name not in {_GUARD_LOG, "PYTHONPATH"}}


def _namespace() -> tuple[list[str], str]:
    """The command that runs another in a network of its own; or [] and why there is none."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return [], "there is no 'unshare' command"
    command = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--net", "--map-root-user"]
    tried = subprocess.run([*command, "true"], check=False, capture_output=True, text=True)  # noqa: S603
    if tried.returncode == 0:
        return command, ""
    return [], tried.stderr.strip() or "'unshare' failed"


def _raise_loopback() -> None:
    """A new network's loopback device is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP_AND_RUNNING))
