"""NEWSBOT_DATABASE read: which database it names, or why it names none."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from newsbot.storing.errors import DatabaseError

# What may be written, and the dialect and driver that it means.
_DIALECTS = {
    **dict.fromkeys(("sqlite", "sqlite+pysqlite"), "sqlite"),
    **dict.fromkeys(("postgresql", "postgresql+psycopg"), "postgresql+psycopg"),
}
_HOST = re.compile(r"[A-Za-z0-9._,:%-]*")
_SECRETS = {"password", "sslpassword"}
_ADVICE = "write one like sqlite:////path/newsbot.db or postgresql+psycopg://user@host/newsbot"


def location(text: str) -> URL:
    """The database that a URL (SQLAlchemy's form) names. Raises `DatabaseError`.

    A message repeats nothing of what was written but the scheme: of a URL with a mistake in it, anything may be the
    password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _unusable("it has not the form of one; in a password, @ is written %40, : %3A and / %2F") from None
    if (drivername := _DIALECTS.get(url.drivername)) is None:
        raise _unusable(f"{url.drivername[:40]!r} is not one of {', '.join(_DIALECTS)}")
    if "\x00" in url.render_as_string(hide_password=False) or "%00" in text:
        raise _unusable("it has a NUL in it")
    url = url.set(drivername=drivername)
    if url.get_backend_name() == "sqlite":
        if "?" in text and not url.query:
            raise _unusable("a path with a question mark")
    elif not _HOST.fullmatch(url.host or ""):
        raise _unusable("no host is called so; in a password, @ is written %40, : %3A and / %2F")
    elif _SECRETS & url.query.keys():
        raise _unusable("a password stands before the host, or better in ~/.pgpass, and not among the options")
    return url


def is_missing(text: str) -> bool:
    """Whether the database is a file that is not there yet. Raises `DatabaseError`."""
    url = location(text)
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()


def _unusable(why: str) -> DatabaseError:
    return DatabaseError(f"NEWSBOT_DATABASE: not a usable database URL ({why}); {_ADVICE}")
