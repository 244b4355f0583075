import tomllib
from contextlib import suppress
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.judging.lexicon import Lexicon, LexiconError, bundled_lexicon, load_lexicon
from newsbot.judging.matching import Kind, Term
from newsbot.judging.vocabulary import Context, Group, Topic, Vendor, Weights, Word, WordGroup

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
            "a?b: unknown key; known here are vendors, topics, contexts, roundups, categories, groups, weights",
        ),
        (
            '[vendor.a]\nname = "甲"',
            "vendor: unknown key; known here are vendors, topics, contexts, roundups, categories, groups, weights",
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
            "vendors.a.aliases[0].near: unknown key; known here are word, with, without",
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
        (
            "[weights]\ntitel = 1",
            (
                "weights.titel: unknown key; known here are subject, title, lead, body, product, maker, person, "
                "conglomerate, conglomerate_related, link, foreign_subject, enumeration, core, related"
            ),
        ),
        (
            "[weights]\ntitle = -1",
            "weights.title: out of range; write points from 0 to 10",
        ),
        (
            "[groups.g]\nlimit = 3",
            "groups.g: nothing to be found by; give it words, patterns or require",
        ),
        (
            '[groups.g]\nwords = ["甲品"]\ngrade = 3',
            "groups.g.grade: out of range; write 0 to 2",
        ),
        (
            '[groups.g]\nwords = ["甲品"]\nlimit = 0',
            "groups.g.limit: out of range; write 1 to 100",
        ),
        (
            '[groups.g]\nwords = ["甲品"]\nlimit = 1.5',
            "groups.g.limit: a number where a whole number was due; write 1 to 100",
        ),
        (
            '[groups.g]\nwords = ["甲品"]\nignore = ["乙品"]',
            (
                "groups.g.ignore: unknown key; known here are name, words, patterns, require, exclude, grade, "
                "limit, replace"
            ),
        ),
        (
            '[groups.g]\nwords = ["甲品", "甲品"]',
            'groups.g.words[1]: "甲品" is already in groups.g.words; remove one of the two',
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", without = [] }]',
            'vendors.a.aliases[0].without: no list of words; write without = ["…"], or the word as a plain string',
        ),
        (
            VENDOR + 'aliases = [{ word = "甲品", without = ["馒头", "#"] }]',
            "vendors.a.aliases[0].without[1]: a number, which only with can ask for; name words in with",
        ),
        (
            '[contexts.a]\nname = "行情"\nmarket = "yes"\nwords = ["港股"]',
            "contexts.a.market: a string where true or false was due; write true or false",
        ),
        (
            '[groups.g]\nrequire = "甲品"',
            'groups.g.require: a string where a list of words was due; write ["…", ["…", "…"]]',
        ),
        (
            '[groups.g]\nrequire = ["甲品", []]',
            "groups.g.require[1]: no words; write words of which one has to be there, or remove it",
        ),
        (
            '[groups.g]\nrequire = [["甲品", 3]]',
            'groups.g.require[0][1]: a number where a string was due; put it in quotes: "…"',
        ),
        (
            "[groups.g]\npatterns = ['Kimi', 'K(']",
            "groups.g.patterns[1]: no usable regular expression (missing ): K(); correct it; RE2's syntax holds",
        ),
        (
            "[groups.g]\npatterns = ['K(?=3)']",
            (
                "groups.g.patterns[0]: no usable regular expression (invalid perl operator: (?=); correct it; "
                "RE2's syntax holds"
            ),
        ),
        (
            "[groups.g]\npatterns = ['x*']",
            (
                "groups.g.patterns[0]: no usable regular expression (matches the empty text, that is everything); "
                "correct it; RE2's syntax holds"
            ),
        ),
        (
            f"[groups.g]\npatterns = ['{'x' * 301}']",
            (
                "groups.g.patterns[0]: no usable regular expression (longer than 300 characters); correct it; "
                "RE2's syntax holds"
            ),
        ),
        (
            "[groups.g]\npatterns = 'Kimi'",
            "groups.g.patterns: a string where a list was due; write ['…', '…']",
        ),
        (
            "[groups.g]\npatterns = [3]",
            "groups.g.patterns[0]: a number where a string was due; put it in single quotes: '…'",
        ),
    ],
)
def test_fault_is_reported_with_file_place_and_remedy(text: str, message: str) -> None:
    assert fault(text) == f"my.toml: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[weights]\nrelated = 0", "weights.related: 0, which every article reaches; write more than 0 points"),
        ("[weights]\ncore = 0", "weights.core: 0, which every article reaches; write more than 0 points"),
        (
            "[weights]\nrelated = 2.5",
            "weights.core: core (2) below related (2.5); write at least as many points for core",
        ),
    ],
)
def test_threshold_that_separates_nothing_is_refused(text: str, message: str) -> None:
    assert fault(text) == f"my.toml: {message}"


def test_equal_thresholds_and_shares_of_nothing_are_fine() -> None:
    assert Lexicon.parse("[weights]\ncore = 1\nbody = 0", "my.toml").weights == Weights(core=1.0, body=0.0)


@pytest.mark.parametrize(
    "line", ["a" + ".a" * 300_000 + " = 1", "[a" + ".a" * 300_000 + "]", "x = { a" + ".a" * 300_000 + " = 1 }"]
)
def test_line_of_many_dots_is_refused_before_it_is_read(line: str) -> None:
    assert fault(f"# a remark\n{line}") == "my.toml: line 2: more than 200 dots; write its list over several lines"


def test_too_many_words_are_refused() -> None:
    words = ", ".join(f'"词{number}"' for number in range(2001))
    assert fault(VENDOR + f"aliases = [{words}]") == (
        "my.toml: vendors.a.aliases: more than 2000 words; split it into several entries"
    )


def test_too_many_expressions_are_refused() -> None:
    expressions = ", ".join(f"'x{number}'" for number in range(101))
    assert fault(f"[groups.g]\npatterns = [{expressions}]") == (
        "my.toml: groups.g.patterns: more than 100 expressions; join some of them, or list words"
    )


def test_group_is_read_whole() -> None:
    text = """
[groups.robots]
name = "机器人"
words = ["机器人"]
patterns = ['Figure\\s?0\\d']
require = ["融资", ["上海", "北京"]]
exclude = ["扫地"]
grade = 1
limit = 2
"""
    assert Lexicon.parse(text, "my.toml").groups["robots"] == Group(
        "robots",
        "机器人",
        words=(Word("机器人"),),
        patterns=("Figure\\s?0\\d",),
        require=((Word("融资"),), (Word("上海"), Word("北京"))),
        exclude=(Word("扫地"),),
        grade=1,
        limit=2,
    )


def test_group_without_a_name_is_called_by_its_id() -> None:
    assert Lexicon.parse('[groups.robots]\nwords = ["机器人"]', "my.toml").groups["robots"].name == "robots"


def test_group_may_use_any_word_and_takes_it_from_nobody() -> None:
    extended = Lexicon.parse(WHOLE, "a.toml").extended('[groups.g]\nwords = ["阶跃"]\nexclude = ["大模型"]', "b.toml")
    assert (extended.vendors["stepfun"].aliases, extended.topics["models"].words) == (
        (Word("阶跃"),),
        (Word("大模型"),),
    )


def test_stricter_of_two_limits_of_one_name_holds() -> None:
    text = """
[groups.a]
name = "同名"
words = ["甲品"]
limit = 3
[groups.b]
name = "同名"
words = ["乙品"]
limit = 2
[groups.c]
words = ["丙品"]
"""
    assert Lexicon.parse(text, "my.toml").limits == {"同名": 2}


def test_weight_that_is_not_given_stays() -> None:
    base = Lexicon.parse("[weights]\ncore = 3\nlead = 0.5", "a.toml")
    assert base.extended("[weights]\ncore = 4", "b.toml").weights == Weights(core=4.0, lead=0.5)


def test_bundled_file_names_every_weight() -> None:
    document = tomllib.loads((files("newsbot.judging") / "lexicon.toml").read_text("utf-8"))
    assert document["weights"] == asdict(bundled_lexicon().weights)


def test_number_behind_a_word_is_a_companion() -> None:
    text = '[topics.t]\nname = "题"\nwords = [{ word = "Ling", with = ["#"] }]'
    assert Lexicon.parse(text, "my.toml").topics["t"].words == (Word("Ling", ("#",)),)


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


def test_a_word_may_say_beside_what_it_does_not_count() -> None:
    text = '[vendors.a]\nname = "甲"\naliases = [{ word = "甲品", without = ["馒头"], with = ["AI", "@a"] }, "甲厂"]'
    assert Lexicon.parse(text, "my.toml").vendors["a"].aliases == (Word("甲品", ("AI", "@a"), ("馒头",)), Word("甲厂"))


def test_a_context_that_takes_nothing_off_only_hides() -> None:
    text = """
[contexts.hidden]
name = "无关"
patterns = ['甲路']
[contexts.core]
name = "核心"
core = 1
words = ["丙丙"]
[contexts.related]
name = "相关"
related = 1
words = ["丁丁"]
"""
    assert Lexicon.parse(text, "my.toml").hiding == {"hidden"}
