"""Files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

_UNFINISHED = ".unfinished"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old one or the new one, whole, whatever happens meanwhile.

    The content is on the disk before it takes the name, so that a power cut cannot leave an empty file either.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)  # mkstemp's own mode lets nobody else read, and a report is for readers
        Path(temporary).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(temporary).unlink()
        if isinstance(error, OSError) and error.filename is None:
            raise OSError(error.errno, error.strerror, str(path)) from error  # a full disk does not say which file
        raise


def write_if_changed(path: Path, content: bytes) -> None:
    """The same, but a file that has this content already is left alone: its time tells when it last changed."""
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    write_atomically(path, content)


def remove_unfinished(folder: Path) -> None:
    """Delete what writers left in a folder that were killed; nobody may be writing there."""
    for path in folder.glob(f".*{_UNFINISHED}"):
        path.unlink(missing_ok=True)
