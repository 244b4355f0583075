"""What can be wrong with the database, in a line that says which, why, and what to do, and never a password."""

from __future__ import annotations

from sqlalchemy import URL


class DatabaseError(Exception):
    """The database cannot be used; the message says which, why, and what to do."""


class BusyError(DatabaseError):
    """Another machine holds what was asked for, and has not let go of it."""


def shown(url: URL) -> str:
    """A database's URL for people: without its password, and without options, which may hold one too."""
    places = {name: value for name, value in url.query.items() if name in {"host", "port", "service"}}
    return url.set(query=places).render_as_string(hide_password=True)


def cause(error: BaseException, url: URL) -> str:
    """The first line of what the database itself said, without its password."""
    origin = getattr(error, "orig", None) or error
    line = (str(origin).strip().splitlines() or [type(origin).__name__])[0]
    return line.replace(url.password, "***") if url.password else line
