from importlib.resources import files

import pytest

from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.lexicon_places import Written, written_in
from newsbot.judging.lexicon_review import Fault, Finding, Hits, findings, hits_in, key_of


def review(text: str, articles: list[tuple[str, str]] | None = None) -> list[Finding]:
    lexicon = bundled_lexicon().extended(text, "my.toml")
    hits = hits_in(lexicon, articles) if articles is not None else None
    return list(findings(lexicon, written_in(text), hits))


def test_every_word_of_a_file_has_its_place() -> None:
    text = """
[vendors.acme]
name = "甲厂"
aliases = ["甲厂", { word = "甲", with = ["乙品", "@acme"] }]
products."乙品" = ["乙品"]
[groups.g]
patterns = ['甲+']
require = ["丙", ["丁", { word = "戊" }]]
limit = 2
[weights]
core = 2
"""
    assert list(written_in(text)) == [
        Written("vendors.acme.aliases[0]", "vendors", "acme", "aliases", "甲厂"),
        Written("vendors.acme.aliases[1]", "vendors", "acme", "aliases", "甲", ("乙品", "@acme")),
        Written("vendors.acme.products.乙品[0]", "vendors", "acme", "products", "乙品"),
        Written("groups.g.patterns[0]", "groups", "g", "patterns", "甲+", is_expression=True),
        Written("groups.g.require[0]", "groups", "g", "require", "丙"),
        Written("groups.g.require[1][0]", "groups", "g", "require", "丁"),
        Written("groups.g.require[1][1]", "groups", "g", "require", "戊"),
    ]


def test_bundled_lexicon_has_no_faults() -> None:
    text = (files("newsbot.judging") / "lexicon.toml").read_text("utf-8")
    assert list(findings(bundled_lexicon(), written_in(text), None)) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            '[vendors.acme]\nname = "甲厂"\naliases = [{ word = "甲厂", with = ["@acme"] }]',
            Finding(
                Fault.DEAD,
                "vendors.acme.aliases[0]",
                "甲厂",
                "@acme has no word that counts alone; name words in with",
            ),
        ),
        (
            '[groups.g]\nwords = ["机器狗"]\nexclude = ["机器"]',
            Finding(Fault.DEAD, "groups.g.words[0]", "机器狗", 'its own group excludes "机器"; remove one of the two'),
        ),
        (
            '[topics.t]\nname = "题"\nwords = ["甲 品", "甲品"]',
            Finding(
                Fault.SHADOWED,
                "topics.t.words[1]",
                "甲品",
                'also written as "甲 品" in topics.t.words[0]; remove one of the two',
            ),
        ),
        (
            '[groups.g]\nwords = ["机器狗", "四足机器狗"]',
            Finding(
                Fault.SHADOWED,
                "groups.g.words[1]",
                "四足机器狗",
                '"机器狗" of the same list is found in it anyway; remove the longer one',
            ),
        ),
        (
            '[topics.t]\nname = "题"\nwords = ["a b c d"]',
            Finding(Fault.COSTLY, "topics.t.words[0]", "a b c d", "27 spellings; shorten it to the name itself"),
        ),
    ],
)
def test_fault_of_the_file_itself_is_found(text: str, finding: Finding) -> None:
    assert review(text) == [finding]


@pytest.mark.parametrize(
    "text",
    [
        # Each counts where the other does not.
        '[groups.g]\nwords = ["agent", "AI agent"]',  # "AIagent"
        '[groups.g]\nwords = ["GPT4o"]\n[groups.h]\nwords = ["GPT-4o"]',
        '[groups.g]\nwords = [{ word = "Kimi K3", with = ["甲"] }, { word = "KimiK3", with = ["乙"] }]',
        '[groups.g]\nwords = ["AI agent"]\nexclude = ["agent"]',
        '[groups.g]\nwords = ["机器人"]\nexclude = [{ word = "机器人", with = ["扫地"] }]',
        '[groups.g]\nwords = ["KimiAgent"]\nexclude = ["agent"]',  # "kimiagent"
        '[groups.g]\nrequire = [["甲品", "乙品"], ["甲 品", "丙品"]]',
    ],
)
def test_word_that_counts_where_the_other_does_not_has_no_fault(text: str) -> None:
    assert review(text) == []


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ('[groups.g]\nwords = ["GPT4o", "GPT-4o"]', Fault.SHADOWED, "groups.g.words[0]"),
        ('[groups.g]\nwords = ["GPT-4o", "GPT4o"]', Fault.SHADOWED, "groups.g.words[1]"),
        ('[groups.g]\nwords = [{ word = "甲品", with = ["乙"] }, "甲 品"]', Fault.SHADOWED, "groups.g.words[0]"),
        ('[groups.g]\nwords = ["Kimi K3", "Kimi"]', Fault.SHADOWED, "groups.g.words[0]"),
        (
            '[groups.g]\nwords = ["扫地机器人"]\nexclude = [{ word = "机器人", with = ["扫地"] }]',
            Fault.DEAD,
            "groups.g.words[0]",
        ),
    ],
)
def test_word_that_another_leaves_nothing_is_found_whatever_their_order(text: str, fault: Fault, place: str) -> None:
    assert [(found.fault, found.place) for found in review(text)] == [(fault, place)]


def test_word_of_a_group_counts_in_the_title_and_the_first_sentence_only() -> None:
    text = '[groups.g]\nwords = ["甲品", { word = "乙品", with = ["丙"] }]'
    assert review(text, [("别的", "一句话。甲品和乙品丙。")]) == [
        Finding(Fault.UNSEEN, place, word, "in the title or first sentence of none of 1 articles")
        for place, word in (("groups.g.words[0]", "甲品"), ("groups.g.words[1]", "乙品"))
    ]


def test_large_expression_is_costly() -> None:
    [finding] = review("[groups.g]\npatterns = ['(甲[^，。]{1,60}乙){1,10}丙']")
    assert (finding.fault, finding.place) == (Fault.COSTLY, "groups.g.patterns[0]")


def test_word_that_only_stands_inside_a_longer_one_is_shadowed() -> None:
    text = '[topics.t]\nname = "题"\nwords = ["甲品", "甲品新版"]'
    assert review(text, [("甲品新版来了", "")] * 3) == [
        Finding(
            Fault.SHADOWED,
            "topics.t.words[0]",
            "甲品",
            "in 3 articles, always inside a longer word; remove it, or the longer one",
        )
    ]


def test_word_that_never_stands_beside_its_companions_is_dead() -> None:
    text = '[topics.t]\nname = "题"\nwords = [{ word = "甲品", with = ["乙品"] }]'
    assert review(text, [("甲品来了", "")] * 2) == [
        Finding(
            Fault.DEAD,
            "topics.t.words[0]",
            "甲品",
            "in 2 articles, never beside one of its companions; give it others in with",
        )
    ]


def test_word_of_one_article_in_five_is_frequent_where_there_are_enough_articles() -> None:
    text = '[topics.t]\nname = "题"\nwords = ["甲品"]'
    articles = [("甲品来了", "")] * 30 + [("别的", "")] * 70
    assert review(text, articles) == [
        Finding(
            Fault.FREQUENT,
            "topics.t.words[0]",
            "甲品",
            "in 30% of the articles; write a longer word, or give it with",
        )
    ]
    assert review(text, articles[:99]) == []


def test_word_of_no_article_is_unseen() -> None:
    text = '[topics.t]\nname = "题"\nwords = ["甲品"]'
    assert review(text, [("别的", "")]) == [
        Finding(Fault.UNSEEN, "topics.t.words[0]", "甲品", "in none of 1 articles"),
    ]


def test_hits_count_articles_and_not_occurrences_for_words_expressions_and_groups() -> None:
    topic = "[topics.t]\nname = '题'\nwords = ['甲品']\npatterns = ['乙+']\n"
    text = topic + "[groups.g]\nwords = ['甲品']\npatterns = ['丙']"
    lexicon = bundled_lexicon().extended(text, "my.toml")
    hits = hits_in(lexicon, [("甲品和甲品乙乙", "丙。"), ("甲品", "")])
    counted = {written.place: hits.counted[key_of(written)] for written in written_in(text)}
    assert (hits.articles, counted) == (
        2,
        {"topics.t.words[0]": 2, "topics.t.patterns[0]": 1, "groups.g.words[0]": 2, "groups.g.patterns[0]": 1},
    )


def test_no_articles_are_no_hits() -> None:
    assert hits_in(bundled_lexicon(), []) == Hits()
