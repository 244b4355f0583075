"""One name for each board and category, however its publisher spells it.

The names are the official dataset's, with "_" for "-": its configurations "text", "text_style_control", "vision" … are
the boards, "overall", "chinese", "coding" … the categories. Style control is a board there; lmarena-history writes it
as the end of a category's name ("full_style_control"). Its other categories have the names of the arena's own files
("hard_6", "if"), as lmarena/arena-catalog has them.
"""

from __future__ import annotations

import re

_BOARDS = {"code": "webdev"}
_CATEGORIES = {
    "full": "overall",
    "hard": "hard_prompts",
    "hard_6": "hard_prompts",
    "hard_english": "hard_prompts_english",
    "hard_english_6": "hard_prompts_english",
    "if": "instruction_following",
    "long": "longer_query",
    "long_user": "longer_query",
    "multiturn": "multi_turn",
    "no_refusal": "exclude_refusal",
    "no_short": "exclude_short",
    "no_tie": "exclude_ties",
}
STYLE_CONTROL = "_style_control"


def board_name(written: str) -> str | None:
    """The name of a board; None for what can be none."""
    name = _name(written)
    return name and _BOARDS.get(name, name)


def category_name(written: str) -> str | None:
    """The name of a category of a board whose style control is not in its categories' names; None for no name."""
    name = _name(written)
    return name and _CATEGORIES.get(name, name)


def board_and_category(board: str, category: str) -> tuple[str, str] | None:
    """The names of a board and of its category; None where one of the two can be none."""
    name, part = board_name(board), _name(category)
    if name is None or part is None:
        return None
    plain = part.removesuffix(STYLE_CONTROL)
    if plain != part and not name.endswith(STYLE_CONTROL):
        name += STYLE_CONTROL
    return name, _CATEGORIES.get(plain, plain)


def _name(written: str) -> str | None:
    name = written.replace("-", "_")
    return name if re.fullmatch(r"[a-z][a-z0-9_]{0,79}", name) else None
