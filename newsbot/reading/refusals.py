"""Refusals in JSON: an answer with status 200 whose document says that there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsbot.items import Outcome
from newsbot.reading.errors import ReadingError
from newsbot.reading.text import one_line

_LONGEST_MESSAGE = 200
# What interfaces mean by a code that says nothing is wrong, where their message does not say so.
_SUCCESS = frozenset({0, 200})
_SUCCEEDED = re.compile(
    r"(?:request )?(?:success(?:ful(?:ly)?)?|succeed(?:ed)?|ok)|(?:请求|操作|查询|获取)?成功", re.IGNORECASE
)
# HTTP's, and MiniMax's 1004: no right to ask.
_FORBIDDEN = frozenset({401, 403, 451, 1004})
_FORBIDDING = re.compile(
    r"log ?in|sign in|auth(?:entication|ori[sz])|forbidden|denied|permission|not allowed"
    r"|登[录陆]|权限|未授权|鉴权|拒绝|禁止|非法",
    re.IGNORECASE,
)
_CODES = ("code", "status_code", "statusCode", "errcode", "errno")
_MESSAGES = ("msg", "message", "status_msg", "errmsg", "error")


def refuse_refusal(document: object) -> None:
    """Raise `ReadingError` for a document that says it is a refusal, with the message in it: for one without rows.

    Known are ``{"success": false}``, a ``code`` other than 0 and 200 without a word of success, an ``error``, and
    MiniMax's ``{"base_resp": {"status_code": 1004, "status_msg": ...}}``.
    """
    for part in _parts(document):
        code, message = _code(part), _message(part)
        refused = part.get("success") is False or bool(part.get("error")) or (code is not None and code not in _SUCCESS)
        if refused and not _SUCCEEDED.fullmatch(message.strip("。.!！ ")):
            forbidden = code in _FORBIDDEN or _FORBIDDING.search(message) is not None
            said = " ".join(filter(None, (f"code {code}" if code not in {None, *_SUCCESS} else "", message)))
            raise ReadingError(
                Outcome.BLOCKED if forbidden else Outcome.PARSE_ERROR, f"refused: {said or 'without a reason'}"
            )


def _parts(document: object) -> Iterator[dict[str, object]]:
    """The places in which a document speaks of itself."""
    match document:
        case {"base_resp": dict(inner)}:
            yield inner
    if isinstance(document, dict):
        yield document


def _code(part: dict[str, object]) -> int | None:
    for key in _CODES:
        match part.get(key):
            case bool():
                continue
            case int(code) if abs(code) < 10**9:
                return code
            case str(code) if code.isascii() and code.isdecimal() and len(code) < 10:
                return int(code)
    return None


def _message(part: dict[str, object]) -> str:
    for key in _MESSAGES:
        match part.get(key):
            case str(message) | {"message": str(message)} if said := one_line(message[:_LONGEST_MESSAGE]):
                return said
    return ""
