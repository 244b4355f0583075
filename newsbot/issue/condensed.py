"""Whether a line that somebody else wrote may stand for an article: it says nothing that the article does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from newsbot.issue.figures import Figure, figures
from newsbot.issue.framing import turned
from newsbot.issue.highlights import LENGTH
from newsbot.issue.names import names, unfounded
from newsbot.issue.nearness import is_on_subject
from newsbot.issue.ornament import without_ornament
from newsbot.issue.subjects import misplaced, unknown, without_aliases
from newsbot.issue.tokens import known
from newsbot.issue.tracing import untraced
from newsbot.issue.wording import added, source_of
from newsbot.items import Article
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import fold

_TEXT = 6000  # characters of an article that count; what is further down is told in passing
_FEWEST_HAN = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(r"[“「『《‘\"]([^”」』》’\"]{1,40})[”」』》’\"]")
# Figures that are read by no rule: ½, Ⅲ, ③, 壹, figures of other scripts.
_ODD_FIGURE = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2070-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff"
    "\u2776-\u2793\u3021-\u3029\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf壹贰叁肆柒捌玖佰仟廿卅]|[伍陆拾](?=[万亿元百千])"
)
_MARKUP = re.compile(r"[<>`\[\]{}|\\*#~^]|__|://|www\.|!\[")
_CRIES = re.compile(r"[!！]|重磅|炸裂|震惊")
# A line that ends so goes on somewhere.
_DANGLING = re.compile(
    r"(?:[，、；：,;:…—\-]|的|和|与|及|或|但|并|而|把|被|是|从|以及|例如|包括|达到|超过|不足|大约|(?<![伟雷马传到表抵])达|(?<![实存所现])在|(?<![大名小上])将|(?<![行认成作人])为"
    r"|(?<![面针相绝])对|(?<![方走动志取意倾])向|(?<![数票证依占收])据|(?<![简自名职宣声])称)[。？]?$"
)
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("(", ")"), ("‘", "’"), ("【", "】"))


def ended(line: str) -> str:
    """The line with its full stop, where only that is missing."""
    line = line.strip()
    return line if not line or line[-1] in "。？" else f"{line.rstrip('.;；')}。"


def fault_of(line: str, article: Article, lexicon: Lexicon) -> str:
    """Why the line may not stand for the article, in a few words for people; "" if it may.

    A pure function of its arguments: the same reply is judged alike on every day.
    """
    if fault := _form(line):
        return fault
    source = source_of(without_ornament(article.title[:_TEXT]), article.summary[:_TEXT], article.text[:_TEXT])
    everything = "\n".join(source.sentences)
    checks: tuple[Callable[[], str], ...] = (
        lambda: _quotes(line, everything),
        lambda: _prefixed("名称", unknown(line, everything, lexicon)),
        lambda: _prefixed("名称", unfounded(without_aliases(line, everything, lexicon), everything)),
        lambda: _figures(line, everything, lexicon),
        lambda: _prefixed(
            "词语", added(_without_figures(without_aliases(line, everything, lexicon), everything), source)
        ),
        lambda: misplaced(line, source, lexicon),
        lambda: turned(line, source),
        lambda: _prefixed("说法", untraced(line, source.sentences, lexicon)),
        lambda: "" if is_on_subject(line, source) else "所述不是本文主题",
    )
    return next((fault for check in checks if (fault := check())), "")


def _prefixed(kind: str, what: str) -> str:
    return f"原文没有的{kind}：{what}" if what else ""


def _form(line: str) -> str:
    if len(line) > LENGTH:
        return f"超过 {LENGTH} 字"
    if any(unicodedata.category(character)[0] == "C" or character in "\u2028\u2029" for character in line):
        return "不止一行，或含不可见字符"
    if len(_HAN.findall(line)) < _FEWEST_HAN:
        return "不是中文"
    if _MARKUP.search(line) or any(unicodedata.category(character) == "So" for character in line):
        return "含标记、链接或图形"
    if _CRIES.search(line) or without_ornament(line) != re.sub(r"\s+", " ", line).strip():
        return "含感叹或套话"
    if line[-1] not in "。？" or "。" in line[:-1] or _DANGLING.search(line):
        return "不是完整的一句"
    if any(line.count(opening) != line.count(closing) for opening, closing in _PAIRS):
        return "引号或括号不成对"
    return ""


def _squeezed(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _quotes(line: str, everything: str) -> str:
    there = _squeezed(everything)
    return _prefixed("引语", next((q for q in _QUOTED.findall(line) if _squeezed(q) not in there), ""))


def _without_figures(line: str, everything: str) -> str:
    """The line with a 0 for each figure: these may be written in another way."""
    there = {figure.meaning for figure in figures(everything) if not figure.is_word}
    for figure in reversed(figures(line)):
        if not figure.is_word or (figure.meaning in there and not _literally(figure, line, everything)):
            line = f"{line[: figure.start]}0{line[figure.end :]}"
    return line


def _figures(line: str, everything: str, lexicon: Lexicon) -> str:
    if odd := _ODD_FIGURE.search(line):
        return _prefixed("数字", odd[0])
    there = figures(everything)
    meanings = {figure.meaning for figure in there if not figure.is_word}
    inside = [(name.start, name.end) for name in names(line) if name.atoms[0].isalpha()]
    called = [span[:2] for span in known(line, lexicon, everything)]  # 百度, 千问
    for figure in figures(line):
        if figure.meaning in meanings and figure.bound != "?":
            continue
        if _within(figure, inside):
            continue  # part of a name, which has been looked for
        if figure.is_word and (_literally(figure, line, everything) or _within(figure, called)):
            continue
        return _prefixed("数字", line[figure.start : figure.end].strip())
    return ""


def _within(figure: Figure, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in spans)


def _literally(figure: Figure, line: str, everything: str) -> bool:
    """Whether a numeral that may be part of a word stands between the same characters there: 统一, 百度, 千问."""
    around = line[max(0, figure.start - 1) : figure.end + 1].strip("，。；：、 ")
    return len(around) > figure.end - figure.start and around in everything
