"""The boards and categories that can be chosen for the daily, and what they are called in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

BOARDS = {
    "text": "文本",
    "vision": "视觉",
    "webdev": "网页编程",
    "document": "文档",
    "search": "搜索",
    "agent": "智能体",
    "text_to_image": "文生图",
    "image_edit": "图像编辑",
    "text_to_video": "文生视频",
    "image_to_video": "图生视频",
    "video_edit": "视频编辑",
}
# Those that have a variant in which length and formatting of the answers do not count.
BOARDS |= {f"{name}_style_control": f"{BOARDS[name]}（风格控制）" for name in ("text", "vision", "document", "search")}

CATEGORIES = {
    "overall": "总榜",
    "chinese": "中文",
    "english": "英文",
    "french": "法文",
    "german": "德文",
    "japanese": "日文",
    "korean": "韩文",
    "russian": "俄文",
    "spanish": "西班牙文",
    "coding": "编程",
    "math": "数学",
    "creative_writing": "创意写作",
    "instruction_following": "指令遵循",
    "hard_prompts": "难题",
    "hard_prompts_english": "英文难题",
    "expert": "专家级问题",
    "longer_query": "长问题",
    "multi_turn": "多轮对话",
    "exclude_refusal": "不计拒答",
    "exclude_short": "不计短问题",
    "exclude_ties": "不计平局",
    "industry_business_and_management_and_financial_operations": "商业、管理与金融",
    "industry_entertainment_and_sports_and_media": "娱乐、体育与媒体",
    "industry_legal_and_government": "法律与政务",
    "industry_life_and_physical_and_social_science": "自然与社会科学",
    "industry_mathematical": "数学行业",
    "industry_medicine_and_healthcare": "医疗健康",
    "industry_software_and_it_services": "软件与信息服务",
    "industry_writing_and_literature_and_language": "写作、文学与语言",
}


@dataclass(frozen=True, slots=True)
class BoardName:
    """A board and one of its categories, by the names of the official dataset."""

    board: str = "text"
    category: str = "overall"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read "text/overall". Raises ValueError, with the names that there are."""
        board, slash, category = text.strip().partition("/")
        if not slash or board not in BOARDS or category not in CATEGORIES:
            raise ValueError(
                f"{text!r} is no board; write one like text/overall; "
                f"boards: {', '.join(BOARDS)}; categories: {', '.join(CATEGORIES)}"
            )
        return cls(board, category)

    @property
    def title(self) -> str:
        """As printed: "文本 · 编程"; "" for the board that is meant where none is named."""
        return "" if self == BoardName() else f"{BOARDS[self.board]} · {CATEGORIES[self.category]}"

    def __str__(self) -> str:
        return f"{self.board}/{self.category}"
