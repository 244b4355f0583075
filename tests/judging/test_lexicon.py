from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.lexicon import Lexicon, LexiconError, bundled_lexicon, load_lexicon
from newsbot.judging.matching import Kind, Term
from newsbot.judging.vocabulary import Context, Topic, Vendor, Word, WordGroup

WHOLE = """
[vendors.stepfun]
name = "阶跃星辰"
pure = true
aliases = ["阶跃"]
people = ["某人"]
products.Step = [{ word = "Step", with = ["@stepfun", "模型"] }]

[topics.models]
name = "大模型"
weight = 2
core = true
link = true
foreign = true
words = ["大模型"]

[contexts.quotes]
name = "行情"
core = 6
related = 5.5
words = ["收涨"]

[roundups.digests]
name = "汇总"
words = ["早报"]

[categories.release]
name = "发布"
words = ["发布"]
"""


def fault(text: str) -> str:
    with pytest.raises(LexiconError) as caught:
        Lexicon.parse(text, "my.toml")
    return str(caught.value)


def test_every_kind_of_entry_is_read() -> None:
    lexicon = Lexicon.parse(WHOLE, "my.toml")
    assert (dict(lexicon.vendors), dict(lexicon.topics), dict(lexicon.contexts)) == (
        {
            "stepfun": Vendor(
                "stepfun",
                "阶跃星辰",
                pure=True,
                aliases=(Word("阶跃"),),
                people=(Word("某人"),),
                products=(("Step", (Word("Step", ("@stepfun", "模型")),)),),
            )
        },
        {"models": Topic("models", "大模型", 2.0, core=True, link=True, foreign=True, words=(Word("大模型"),))},
        {"quotes": Context("quotes", "行情", 6.0, 5.5, (Word("收涨"),))},
    )
    assert (dict(lexicon.roundups), dict(lexicon.categories)) == (
        {"digests": WordGroup("digests", "汇总", (Word("早报"),))},
        {"release": WordGroup("release", "发布", (Word("发布"),))},
    )


def test_terms_are_all_words_with_what_they_stand_for() -> None:
    assert list(Lexicon.parse(WHOLE, "my.toml").terms()) == [
        Term("阶跃", Kind.VENDOR, "stepfun", "阶跃星辰"),
        Term("某人", Kind.PERSON, "stepfun", "阶跃星辰"),
        Term("Step", Kind.PRODUCT, "stepfun", "Step", ("@stepfun", "模型")),
        Term("大模型", Kind.TOPIC, "models", "大模型"),
        Term("收涨", Kind.CONTEXT, "quotes", "行情"),
        Term("早报", Kind.ROUNDUP, "digests", "汇总"),
        Term("发布", Kind.CATEGORY, "release", "发布"),
    ]


VENDOR = '[vendors.a]\nname = "甲"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[vendors.a]\nname = "甲\n',
            "line 2, column 10: not TOML (Illegal character '\\n'); correct this line",
        ),
        (
            "a = " + "[" * 5000,
            "file: nested too deeply; write lists of words, not lists of lists",
        ),
        (
            "a = " + "9" * 5000,
            "file: a number with thousands of digits; write points from 0 to 10",
        ),
        (
            '"a\\nb" = 1',
            "a?b: unknown key; known here are vendors, topics, contexts, roundups, categories",
        ),
        (
            '[vendor.a]\nname = "甲"',
            "vendor: unknown key; known here are vendors, topics, contexts, roundups, categories",
        ),
        (
            VENDOR + 'alias = ["甲"]',
            "vendors.a.alias: unknown key; known here are name, pure, aliases, people, products, replace",
        ),
        (
            "vendors = 3",
            "vendors: a number where a table was due; write [vendors] and its keys",
        ),
        (
            "[vendors]\na = []",
            "vendors.a: a list where a table was due; write [vendors.a] and its keys",
        ),
        (
            '[vendors."甲"]\nname = "甲"',
            "vendors.甲: not an id; use up to 40 of a-z, 0-9 and _, and print another name with name",
        ),
        (
            '[vendors.a]\naliases = ["甲公司"]',
            "vendors.a.name: missing; write the name to print",
        ),
        (
            "[vendors.a]\nname = 1979-05-27",
            'vendors.a.name: a date or time where a string was due; put it in quotes: "…"',
        ),
        (
            VENDOR,
            "vendors.a: neither aliases nor products; give it a word to be found by",
        ),
        (
            VENDOR + 'aliases = ["甲公司", ""]',
            "vendors.a.aliases[1]: empty string; remove it or write a word",
        ),
        (
            VENDOR + 'aliases = ["　"]',
            "vendors.a.aliases[0]: empty string; remove it or write a word",
        ),
        (
            VENDOR + 'aliases = ["甲公司 "]',
            "vendors.a.aliases[0]: space at an edge or an unprintable character; write the word alone",
        ),
        (
            VENDOR + 'aliases = ["甲"]',
            'vendors.a.aliases[0]: "甲" is a single character; write a longer word: this one is everywhere',
        ),
        (
            VENDOR + f'aliases = ["{"长" * 41}"]',
            "vendors.a.aliases[0]: longer than 40 characters; shorten it to the name itself",
        ),
        (
            VENDOR + 'aliases = ["a b c d e"]',
            "vendors.a.aliases[0]: more than 4 parts; shorten it to the name itself",
        ),
        (
            VENDOR + "aliases = [true]",
            'vendors.a.aliases[0]: true or false where a string was due; put it in quotes: "…"',
        ),
        (
            VENDOR + 'aliases = "甲公司"',
            'vendors.a.aliases: a string where a list of words was due; write ["…", "…"]',
        ),
        (
            VENDOR + 'aliases = ["甲公司", "甲公司"]',
            'vendors.a.aliases[1]: "甲公司" is already in vendors.a.aliases; remove one of the two',
        ),
        (
            VENDOR + 'aliases = ["Acme"]\nproducts.P = ["ＡＣＭＥ"]',
            'vendors.a.products.P[0]: "ＡＣＭＥ" is already in vendors.a.aliases; remove one of the two',
        ),
        (
            VENDOR + 'aliases = ["甲公司"]\npure = 1',
            "vendors.a.pure: a number where true or false was due; write true or false",
        ),
        (
            VENDOR + 'products."" = ["甲品"]',
            "vendors.a.products: empty string; remove it or write a word",
        ),
        (
            VENDOR + "products = 3",
            "vendors.a.products: a number where a table was due; write [vendors.a.products] and its keys",
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", near = [] }]',
            "vendors.a.aliases[0].near: unknown key; known here are word, with",
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", with = [] }]',
            'vendors.a.aliases[0].with: no list of words; write with = ["…"], or the word as a plain string',
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", with = ["@b"] }]',
            'vendors.a.aliases[0].with[0]: no vendor "b"; write the id of an entry under vendors',
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", with = ["a b c d e"] }]',
            "vendors.a.aliases[0].with[0]: more than 4 parts; shorten it to the name itself",
        ),
        (
            VENDOR + 'aliases = [{ with = ["甲品"] }]',
            "vendors.a.aliases[0]: missing; write the name to print",
        ),
        (
            '[topics.t]\nname = "题"',
            'topics.t.words: no words; write words = ["…"]',
        ),
        (
            '[topics.t]\nname = "题"\nweight = "2"\nwords = ["题目"]',
            "topics.t.weight: a string where a number was due; write points from 0 to 10",
        ),
        (
            f'[topics.t]\nname = "题"\nweight = 1{"0" * 400}\nwords = ["题目"]',
            "topics.t.weight: out of range; write points from 0 to 10",
        ),
        (
            '[topics.t]\nname = "题"\nweight = nan\nwords = ["题目"]',
            "topics.t.weight: out of range; write points from 0 to 10",
        ),
        (
            '[contexts.c]\nname = "境"\ncore = 11\nwords = ["语境"]',
            "contexts.c.core: out of range; write points from 0 to 10",
        ),
        (
            '[roundups.r]\nname = "汇"\nwords = []',
            'roundups.r.words: no words; write words = ["…"]',
        ),
    ],
)
def test_fault_is_reported_with_file_place_and_remedy(text: str, message: str) -> None:
    assert fault(text) == f"my.toml: {message}"


def test_too_many_words_are_refused() -> None:
    words = ", ".join(f'"词{number}"' for number in range(2001))
    assert fault(VENDOR + f"aliases = [{words}]") == (
        "my.toml: vendors.a.aliases: more than 2000 words; split it into several entries"
    )


@given(st.text())
def test_any_text_is_a_lexicon_or_a_lexicon_error(text: str) -> None:
    with suppress(LexiconError):
        Lexicon.parse(text, "my.toml")


def test_category_may_use_a_word_of_a_topic_and_a_single_character() -> None:
    text = '[topics.t]\nname = "题"\nwords = ["开源"]\n[categories.c]\nname = "开源"\nwords = ["开源", "谈"]'
    assert Lexicon.parse(text, "my.toml").categories["c"].words == (Word("开源"), Word("谈"))


def test_known_entry_keeps_what_the_other_file_does_not_say() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended(
        '[vendors.stepfun]\nname = "阶跃"\naliases = ["StepFun"]\nproducts.Step = ["阶跃助手"]', "b.toml"
    )
    assert extended.vendors["stepfun"] == Vendor(
        "stepfun",
        "阶跃",
        pure=True,
        aliases=(Word("阶跃"), Word("StepFun")),
        people=(Word("某人"),),
        products=(("Step", (Word("Step", ("@stepfun", "模型")), Word("阶跃助手"))),),
    )


def test_repeated_word_takes_the_newer_companions() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended(
        '[vendors.stepfun]\nproducts.Step = [{ word = "step", with = ["大模型"] }]', "b.toml"
    )
    assert extended.vendors["stepfun"].products == (("Step", (Word("step", ("大模型",)),)),)


def test_replaced_entry_keeps_nothing() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended(
        '[topics.models]\nreplace = true\nname = "模型"\nwords = ["模型"]', "b.toml"
    )
    assert extended.topics["models"] == Topic("models", "模型", words=(Word("模型"),))


def test_word_given_to_another_entry_moves_there() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended(
        '[topics.other]\nname = "别题"\nwords = ["阶跃", "大模型"]', "b.toml"
    )
    assert (extended.vendors["stepfun"].aliases, extended.topics["models"].words, extended.topics["other"].words) == (
        (),
        (),
        (Word("阶跃"), Word("大模型")),
    )


def test_reference_to_a_vendor_of_the_extended_lexicon_holds() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended(
        '[topics.other]\nname = "别题"\nwords = [{ word = "阶梯", with = ["@stepfun"] }]', "b.toml"
    )
    assert extended.topics["other"].words == (Word("阶梯", ("@stepfun",)),)


def test_fingerprint_follows_content_and_not_layout() -> None:
    lexicon = Lexicon.parse(WHOLE, "a.toml")
    assert lexicon.fingerprint == Lexicon.parse("# remark\n" + WHOLE + "\n", "b.toml").fingerprint
    assert lexicon.fingerprint != Lexicon.parse(WHOLE.replace("收涨", "收跌"), "a.toml").fingerprint


def test_no_path_means_the_bundled_lexicon() -> None:
    assert load_lexicon(None) is bundled_lexicon()


def test_users_file_extends_the_bundled_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[vendors.acme]\nname = "甲厂"\naliases = ["甲厂模型"]', encoding="utf-8-sig")
    lexicon = load_lexicon(path)
    assert lexicon.vendors["acme"] == Vendor("acme", "甲厂", aliases=(Word("甲厂模型"),))
    assert lexicon.vendors["zhipu"] == bundled_lexicon().vendors["zhipu"]
    assert lexicon.fingerprint != bundled_lexicon().fingerprint


def test_unreadable_files_are_reported(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'# a\n# b\nname = "\xff"')
    (tmp_path / "huge.toml").write_bytes(b"#" * 1_000_001)
    reported = []
    for name in ("none.toml", "latin.toml", "huge.toml"):
        with pytest.raises(LexiconError) as caught:
            load_lexicon(tmp_path / name)
        reported.append(str(caught.value).removeprefix(f"{tmp_path}/"))
    assert reported == [
        "none.toml: file: cannot be read (No such file or directory); check the path and its permissions",
        "latin.toml: line 3: not UTF-8; save the file as UTF-8",
        "huge.toml: file: larger than 1000000 bytes; split off what is not words",
    ]
