"""Secrets: in the environment, or in a file that nobody but its owner may read; and how they are not shown."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

_MOST_BYTES = 64 * 1024

# What stands between the user's name and the host, up to the last @: a password may have one that is not escaped.
_PASSWORD = re.compile(r"(://[^:/@]*):.*@", re.DOTALL)
_OPTION = re.compile(r"(password=)[^&]*", re.IGNORECASE)


class SecretError(Exception):
    """A secret that cannot be used; the message says which, why, and what to do, and nothing of the secret itself."""


def secret_in(path: Path) -> str:
    """What a file says, without blanks around it. Raises `SecretError`."""
    try:
        # Not blocking: a pipe would wait for whoever writes into it.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_MOST_BYTES + 1) if stat.S_ISREG(status.st_mode) else b""
    except OSError as error:
        raise SecretError(f"{path}: {error.strerror}; name a file that can be read") from error
    if not stat.S_ISREG(status.st_mode) or len(content) > _MOST_BYTES:
        raise SecretError(f"{path}: no file of {_MOST_BYTES} bytes at most; name one")
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        raise SecretError(
            f"{path}: others than its owner may use it (mode {mode:04o}), and it is secret; run: chmod 600 {path}"
        )
    try:
        text = content.decode().strip()
    except UnicodeDecodeError:
        raise SecretError(f"{path}: not UTF-8; write it anew") from None
    if not text:
        raise SecretError(f"{path}: empty; write what is secret into it")
    return text


class SecretUrl(str):
    """A URL that may have a password in it, and is shown without: settings are logged and printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return _OPTION.sub(r"\1***", _PASSWORD.sub(r"\1:***@", self[:]))

    def __repr__(self) -> str:
        return repr(str(self))
