"""Pieces as markup: text escaped for the place it goes to."""

from __future__ import annotations

import json
from html import escape

from newsbot.demo.pieces import Piece


def body_html(piece: Piece) -> str:
    """The paragraphs and headings of a piece."""
    return "\n".join(_block(text) for text in piece.body)


def page_html(title: str, body: str, head: str = "") -> str:
    """A whole HTML document; ``title`` is plain text, ``head`` and ``body`` are markup."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def cdata(text: str) -> str:
    """A CDATA section that says ``text`` (XML 1.0 §2.7: it ends at the first ``]]>``, which is therefore split)."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def script_json(value: object) -> str:
    """JSON that can stand in a script element: no ``<`` in it can end the element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _block(text: str) -> str:
    heading = text.removeprefix("## ")
    return f"<p>{escape(text)}</p>" if heading == text else f"<h2>{escape(heading)}</h2>"
