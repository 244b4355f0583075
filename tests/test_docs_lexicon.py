"""What docs/lexicon.md says, by running it."""

import re
from dataclasses import fields
from pathlib import Path

from newsbot.judging.lexicon import Lexicon, bundled_lexicon
from newsbot.judging.lexicon_file import Sections
from newsbot.judging.lexicon_review import Fault
from newsbot.judging.relevance import judge
from newsbot.judging.vocabulary import Group

TEXT = (Path(__file__).parents[1] / "docs/lexicon.md").read_text("utf-8")
WORDS, OVERRIDES, GROUPS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def extended(text: str) -> Lexicon:
    return bundled_lexicon().extended(text, "my.toml")


def test_reasons_are_those_of_the_example() -> None:
    [example] = re.findall(r"```\n(智谱.*?)```", TEXT, re.DOTALL)
    title, *reasons = example.splitlines()
    assert [reason.strip() for reason in reasons] == list(judge(title, "", bundled_lexicon()).reasons)


def test_example_of_words_does_what_it_says() -> None:
    lexicon = extended(WORDS)
    titles = ["甲厂科技搬家", "甲厂搬家", "甲厂的模型搬家", "乙品更新", "Ding-3.0 更新", "Ding 更新"]
    assert [judge(title, "", lexicon).grade for title in titles] == [2, 0, 2, 2, 2, 0]


def test_example_of_overriding_does_what_it_says() -> None:
    lexicon, bundled = extended(OVERRIDES), bundled_lexicon()
    for title, before, now in [("智谱股价新高", 0, 2), ("法律大模型进律所", 1, 1), ("AI会议召开", 1, 0)]:
        assert (judge(title, "", bundled).grade, judge(title, "", lexicon).grade) == (before, now)


def test_example_of_groups_does_what_it_says() -> None:
    lexicon = extended(GROUPS)
    said = {
        title: (judge(title, "", lexicon).grade, judge(title, "", lexicon).groups)
        for title in ("机械臂公司完成融资", "扫地机器人新品发布", "Figure 03 发布", "智谱联手手游公司", "机械臂降价")
    }
    assert said == {
        "机械臂公司完成融资": (1, ("机器人",)),
        "扫地机器人新品发布": (0, ()),
        "Figure 03 发布": (1, ("机器人",)),
        "智谱联手手游公司": (0, ("不看游戏",)),
        "机械臂降价": (0, ()),
    }
    assert lexicon.limits == {"机器人": 2}


def test_sections_keys_and_findings_are_all_named() -> None:
    keys = {each.name for each in fields(Group)} - {"id", "name"}
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()
    assert {section for section in Sections._fields if f"`[{section}" not in TEXT} == set()
    assert {fault for fault in Fault if f"| `{fault}` |" not in TEXT} == set()
