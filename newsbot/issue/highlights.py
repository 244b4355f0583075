"""The line at the head of the issue that a story gets, taken from its title and the beginning of its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from newsbot.issue.clauses import VERB, leads
from newsbot.issue.ornament import without_ornament
from newsbot.issue.turning import turns
from newsbot.judging.names import names as names_in

LENGTH = 45  # characters of a line
_SHORTEST = 8  # what is shorter, when something was left away, is a cry or a speaker
_LONGEST = 600  # characters of what is taken apart; no headline is as long
_OPENING_SENTENCES = 2

_OPENING, _CLOSING = "“「『《（(【‘", "”」』》）)】’"
_CLAUSE_END = "，；。！？,;!?："
_STOPS = "。！？!?"
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff”」』》）]) (?=[\u3400-\u9fff“「『《])")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff，。：；、”」』》）]) | (?=[\u3400-\u9fff，。：；、“「『《（])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
# Who speaks, by the word he begins with.
_SPEAKER = re.compile(r"[“「『《【（(\s]*([A-Za-z0-9]+|[\u3400-\u9fff]{2})[^：:，。？！]{0,40}(?:：|:(?!\d))")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9]+")
_COMMON = frozenset({"ai", "agent", "app", "ceo", "api", "the", "of", "and", "to", "in", "for", "pro", "max", "token"})

# A clause that begins so goes on from one, or lacks who acts.
_GOES_ON = re.compile(
    r"(?:但|却|而|并|且|也|还|又|再|则|就|才|均|都|将|其|该|此|这|那|它|他|她|同时|此外|另外|其中|因此|所以|不过|然而|以及|及|和|与|让|使|被|把|曾|已|仅"
    r"|最高|最低|首次|总|只|出售|收购|发布|推出|开源|上线|拿下|投资|砸|告别|宣布|获|联手|支持|通过)"
)


def highlight(title: str, summary: str, subjects: Collection[str] = ()) -> str:
    """A line that says one fact whole, in `LENGTH` characters at most; "" where title and opening have none that short.

    It is the title; where that is too long or ends in a question, the first whole statement that fits, of the title's
    clauses and the opening's sentences. Clauses are left away only where none of them turns, limits, doubts or
    attributes the rest, and nothing is reworded, so that the line says nothing that the article does not. Nor is the
    first maker or product of ``subjects`` (the article's, as the lexicon prints them) left away that the title names,
    nor who speaks.
    """
    plain = without_ornament(title)
    whole = [line for text in (plain, _tight(plain)) if (line := _ended(text))]
    told = [_ended(sentence) for sentence in _opening(summary) if _tells_the_same(plain, sentence)]
    shorter = [*_shorter(plain), *told, *map(_tight, told), *_shorter(told[0] if told else "")]
    shorter = [line for line in shorter if _is_of_the_same(line, plain, subjects)]
    # A question tells nothing where no answer follows.
    candidates = [*shorter, *whole] if plain.endswith(("？", "?")) else [*whole, *shorter]
    return next((line for line in candidates if length(line) <= LENGTH), "")


def length(line: str) -> float:
    """The characters of a line; in one without any Chinese, two letters count as one, as wide as they are in print.

    A headline of sixty letters is no longer than one of thirty Chinese characters, and is read as fast.
    """
    return float(len(line)) if _HAN.search(line) else len(line) / 2


def _is_of_the_same(line: str, title: str, subjects: Collection[str]) -> bool:
    """Whether a line that is not the whole title still names whom the title is about, and who speaks."""
    named = [each.name for each in names_in(title) if each.name in subjects]
    if named and min(named, key=list(subjects).index) not in {each.name for each in names_in(line)}:
        return False
    spoken = _SPEAKER.match(title)
    return spoken is None or spoken[1].lower() in line.lower()


def _tight(text: str) -> str:
    """The text without the blanks that only set Chinese apart from Latin letters and figures."""
    return _BESIDE_HAN.sub("", _BETWEEN_HAN.sub("，", text))


def _shorter(text: str) -> Iterator[str]:
    """Statements that the text makes with clauses left away at its end, the longest first, or at its beginning."""
    if not _HAN.search(text) or len(text) > _LONGEST:
        return  # commas of other languages stand inside of clauses, too
    clauses = _clauses(_BETWEEN_HAN.sub("，", text))
    for count in range(len(clauses) - 1, 0, -1):
        kept, left = "".join(clauses[:count]), "".join(clauses[count:])
        alone = count == 1 or bool(leads(clauses[0].rstrip(_CLAUSE_END)) and count == 2)
        if not turns(left) and _is_whole(kept, clauses[count - 1], alone=alone):
            yield from (_ended(kept), _ended(_tight(kept)))
    for first in range(1, len(clauses)):
        kept, left = "".join(clauses[first:]), "".join(clauses[:first])
        named = _NAME.match(kept) and "：" not in left and not _is_question(left)
        if named and not turns(left) and _is_whole(kept, clauses[-1], alone=False):
            yield from (_ended(kept), _ended(_tight(kept)))


def _is_whole(kept: str, last: str, *, alone: bool) -> bool:
    """Whether what is kept can stand by itself; ``last`` is its last clause, ``alone`` if no other says who acts."""
    return (
        len(kept.rstrip(_CLAUSE_END).strip()) >= _SHORTEST
        and not _is_question(kept)  # what follows may be the answer
        and not (leads(last.rstrip(_CLAUSE_END)))
        and not (alone and _GOES_ON.match(last))
        and bool(VERB.search(last if last.endswith("：") else kept))  # or it only names who speaks
    )


def _clauses(text: str) -> list[str]:
    """The clauses, each with the mark that ends it; no cut inside quotation marks, brackets, times and numbers."""
    found, start = [], 0
    for position in _outside(text):
        if text[position] in _CLAUSE_END and not _inside_number(text, position):
            found.append(text[start : position + 1])
            start = position + 1
    return [*found, text[start:]] if text[start:].strip() else found


def _opening(summary: str) -> list[str]:
    """The first whole sentences of a summary."""
    found, start = [], 0
    for position in _outside(summary):
        if summary[position] in _STOPS and summary[position + 1 : position + 2] not in set(_STOPS):
            found.append(summary[start : position + 1].strip())
            start = position + 1
            if len(found) == _OPENING_SENTENCES:
                break
    return [sentence for sentence in found if _stands_alone(sentence)]


def _stands_alone(sentence: str) -> bool:
    return (
        len(sentence) > _SHORTEST
        and not (_GOES_ON.match(sentence) or _is_question(sentence) or sentence[0] in _OPENING)
        # A heading, a by-line or a caption that ran into the sentence.
        and not (_BETWEEN_HAN.search(sentence) or "|" in sentence)
    )


def _tells_the_same(title: str, sentence: str) -> bool:
    """Whether a sentence of the opening says what the headline says, or the like: it names the same, in like words."""
    names, named = ({w for w in _LATIN_WORD.findall(text.lower()) if w not in _COMMON} for text in (title, sentence))
    if names and not names & named:
        return False
    return len(names & named) + len(_pairs(title) & _pairs(sentence)) >= 4


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if _HAN.match(text[at]) and _HAN.match(text[at + 1])}


def _is_question(text: str) -> bool:
    return any(text[position] in "？?" for position in _outside(text))


def _outside(text: str) -> list[int]:
    """The places that no quotation mark or bracket encloses."""
    places, depth = [], 0
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            places.append(position)
    return places


def _inside_number(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in ",：" and before.isdigit() and after.isdigit()


def _ended(text: str) -> str:
    """The text as one statement: cries between clauses are commas, and it ends in a full stop or its own question."""
    stripped = text.strip().rstrip("，；。！,;!、：: ")
    outside = set(_outside(stripped))
    calm = "".join("，" if c in "！!" and p in outside else c for p, c in enumerate(stripped))
    calm = re.sub("，{2,}", "，", calm)
    if calm.endswith(("？", "?", "…")):
        return calm
    return f"{calm}。" if _HAN.search(calm) else f"{calm.rstrip('.')}."
