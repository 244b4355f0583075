"""The groups that a user follows, and what a hit gives."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsbot.judging.evidence import Reading
from newsbot.judging.lexicon import Lexicon
from newsbot.judging.matching import Kind, Match, fold
from newsbot.judging.vocabulary import Group, Word


def groups_hit(matches: Sequence[Match], reading: Reading, lexicon: Lexicon) -> list[Group]:
    """The groups that title and first sentence hit, in the order of the file.

    A group is hit by any of its words or patterns (by what it requires, where it has neither), if all it requires is
    there and nothing it excludes. What one group excludes does not reach another.
    """
    if not lexicon.groups:
        return []
    words: dict[str, set[str]] = {}
    for match in matches:
        if match.term.kind is Kind.GROUP and match.start < reading.lead_end:
            words.setdefault(match.term.owner, set()).add(fold(match.term.word))
    opening = reading.whole[reading.title_end + 1 : reading.lead_end]
    by_pattern = {
        match.term.owner for part in (reading.headline, opening) for match in lexicon.group_patterns.matches(part)
    }
    return [
        group
        for group in lexicon.groups.values()
        if _is_hit(group, words.get(group.id, set()), by_pattern=group.id in by_pattern)
    ]


def graded(grade: int, groups: Sequence[Group]) -> int:
    """The grade that groups give to an article of a grade: 1 and 2 raise it; 0 keeps out, unless another group raises.

    So what one group keeps out is still there for a group that wants it.
    """
    given = [group.grade for group in groups if group.grade is not None]
    if not given:
        return grade
    best = max(given)
    return max(grade, best) if best else 0


def _is_hit(group: Group, found: Collection[str], *, by_pattern: bool) -> bool:
    def there(words: Sequence[Word]) -> bool:
        return any(fold(word.text) in found for word in words)

    asks_only = not (group.words or group.patterns)
    return (
        (asks_only or by_pattern or there(group.words))
        and all(there(words) for words in group.require)
        and not there(group.exclude)
    )
