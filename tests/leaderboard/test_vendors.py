from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from newsbot.leaderboard.vendors import Vendor, vendor_of

DATA = tomllib.loads((files("newsbot.leaderboard") / "vendors.toml").read_text("utf-8"))


def printed(model: str, organization: str = "") -> str:
    vendor = vendor_of(model, organization)
    return vendor.name if vendor else ""


def chinese(model: str, organization: str = "") -> bool:
    vendor = vendor_of(model, organization)
    return vendor is not None and vendor.chinese


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Z.ai", "智谱"),
        ("zai", "智谱"),
        ("Zhipu AI", "智谱"),
        ("DeepSeek AI", "DeepSeek"),
        ("deepseek-ai", "DeepSeek"),
        ("alibaba", "阿里"),
        ("Alibaba-ATH", "阿里"),
        ("ant-group", "蚂蚁"),
        ("Ant Group", "蚂蚁"),
        ("01 AI", "零一万物"),
        ("KwaiKAT", "快手"),
        ("Bytedance", "字节跳动"),
        ("ByteDance Seed Team", "字节跳动"),
        ("MOONSHOT", "月之暗面"),
        ("MiniMax", "MiniMax"),
        ("Baidu", "百度"),
        ("tencent", "腾讯"),
        ("StepFun", "阶跃星辰"),
        ("Xiaomi", "小米"),
        ("Meituan", "美团"),
        ("InternLM", "上海AI实验室"),
        ("Tsinghua / Zhipu", "清华"),
        ("ＤｅｅｐＳｅｅｋ", "DeepSeek"),
    ],
)
def test_organization_is_known_in_any_spelling(organization: str, name: str) -> None:
    assert printed("unheard-of-1", organization) == name
    assert chinese("unheard-of-1", organization)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("deepseek-v3-0324", "DeepSeek"),
        ("hunyuan-turbos-20250416", "腾讯"),
        ("hy3", "腾讯"),
        ("qwen2.5-max", "阿里"),
        ("qwq-32b", "阿里"),
        ("Qwen3 Max", "阿里"),
        ("wan2.5-preview", "阿里"),
        ("glm-4-plus-0111", "智谱"),
        ("chatglm3-6b", "智谱"),
        ("step-2-16k-exp-202412", "阶跃星辰"),
        ("step-1o-turbo-202506", "阶跃星辰"),
        ("step1x-edit", "阶跃星辰"),
        ("ling-1t", "蚂蚁"),
        ("ring-flash-2.0", "蚂蚁"),
        ("ling-3.0-flash", "蚂蚁"),
        ("yi-34b-chat", "零一万物"),
        ("Yi-Lightning", "零一万物"),
        ("KAT-Coder-Pro-V1", "快手"),
        ("kimi-k2.5-thinking", "月之暗面"),
        ("mimo-v2-flash (thinking)", "小米"),
        ("longcat-flash-chat", "美团"),
        ("ernie-5.0-0110", "百度"),
        ("dola-seed-2.0-pro", "字节跳动"),
        ("minimax-m2.5", "MiniMax"),
        ("internlm2_5-20b-chat", "上海AI实验室"),
        ("moonshotai/kimi-k2", "月之暗面"),
        ("some-host/qwen3-32b", "阿里"),
    ],
)
def test_model_family_is_known_without_an_organization(model: str, name: str) -> None:
    assert printed(model) == name
    assert chinese(model)


@pytest.mark.parametrize(
    "model",
    [
        "yivon-beta",
        "ringmaster-2",
        "ring",
        "step-up",
        "stepwise-2",
        "wanderer-1",
        "spark",
        "seedling-7b",
        "emu",
        "glmnet",
        "mingle-1",
        "vicuna-13b",
        "llama-3-70b-instruct",
        "llama-3-qwen-merge",
        "llava-onevision-qwen2-72b",
        "qwen3-nemotron-32b",
        "deepseek-r1t2-chimera",
        "dolphin-2.9-qwen2-7b",
        "gpt-5.4-high",
        "",
        "/",
        "x" * 100_000,
    ],
)
def test_name_that_only_resembles_a_chinese_family_is_not_chinese(model: str) -> None:
    assert not chinese(model)


def test_known_organization_decides_before_the_name() -> None:
    assert printed("qwen3-something", "nvidia") == "NVIDIA"
    assert printed("k2", "bytedance") == "字节跳动"
    assert printed("tngtech/deepseek-r1") == "TNG"


def test_unknown_organization_leaves_it_to_the_name() -> None:
    assert printed("qwen2-vl-7b-instruct", "Allibaba") == "阿里"
    assert vendor_of("unheard-of-1", "Unheard Of Labs") is None


def test_fine_tune_of_a_foreign_family_belongs_to_its_own_maker() -> None:
    assert vendor_of("llama-3.1-nemotron-70b", "") == Vendor("nvidia", "NVIDIA", chinese=False)


def test_no_spelling_belongs_to_two_vendors() -> None:
    spellings = [
        (spelling.casefold().replace(" ", "").replace("-", "").replace(".", ""), entry["id"])
        for entry in DATA["vendor"]
        for spelling in entry["organizations"]
    ]
    owners: dict[str, set[str]] = {}
    for spelling, vendor in spellings:
        owners.setdefault(spelling, set()).add(vendor)
    assert {spelling for spelling, vendors in owners.items() if len(vendors) > 1} == set()


def test_every_entry_of_the_directory_is_complete_and_once_there() -> None:
    fields = {"id", "name", "chinese", "organizations", "families"}
    assert [entry["id"] for entry in DATA["vendor"] if set(entry) != fields] == []
    assert len({entry["id"] for entry in DATA["vendor"]}) == len(DATA["vendor"])
    assert len({entry["name"] for entry in DATA["vendor"]}) == len(DATA["vendor"])


@pytest.mark.parametrize("entry", DATA["vendor"], ids=lambda entry: str(entry["id"]))
def test_every_spelling_of_an_organization_finds_its_vendor(entry: dict[str, object]) -> None:
    organizations = entry["organizations"]
    assert isinstance(organizations, list)
    assert {printed("unheard-of-1", spelling) for spelling in organizations} == {entry["name"]}
