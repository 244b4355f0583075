import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.columns import column, is_digest
from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.relevance import judge

COLUMNS = [
    "8点1氪",
    "９点１氪",
    "8 点 1 氪",
    "氪星晚报",
    "早报",
    "晚报",
    "派早报",
    "钛晨报",
    "科技早报",
    "大模型周报",
    "AI速递",
]
NAMES = ["日报", "周报", "大模型周报", "AI", "每日", "人民", "某媒体", "2026", "第3期", "道", "36氪", "虎嗅", "InfoQ"]
MARKS = ["｜", "|", "丨", "：", "【", "】", " ", "（", "；"]


@pytest.mark.parametrize(
    "title",
    [
        "8点1氪丨某地下雪；某店开业",
        "9点1氪｜某地下雪；某店开业",
        "９ 点 1 氪：某地下雪",
        "氪星晚报 ｜某地下雪；某店开业",
        "早报｜某地下雪/某店开业",
        "派早报：某店开业等",
        "某地下雪；某店开业 | 雷峰早报",
        "【大公司晚报】某地下雪；某店开业",
        "【钛晨报】某地下雪；某店开业",
        "某地下雪；某店开业｜周报",
        "AI日报：某地下雪；某店开业",
        "每日AI速递｜某地下雪",
        "AI周报（9月第1周）",
        "某某AI早报 2026-01-20",
        "大模型周报第12期",
        "虎嗅早报：某地下雪；某店开业",
        "36氪早报｜某地下雪",
        "36氪｜晚报｜某地下雪",
        "InfoQ周报 | 某地下雪",
        "AI日报 9月20日：某地下雪",
        "早报 0920｜某地下雪",
        "周报：某地下雪；某店开业",
        "【AI早报】某地下雪",
        "某地下雪｜早报 第12期",
        "Sample Daily 早报（9月20日）",
        "Edge AI Daily：某地下雪",
        "澎湃AI早新闻丨某地下雪",
        "某地下雪；某店开业｜本周必看",
        "AI项目周榜：某店融资",
    ],
)
def test_column_set_off_in_the_title_is_a_digest(title: str) -> None:
    assert is_digest(title)


@pytest.mark.parametrize(
    "title",
    [
        "人民日报：某地下雪",
        "科技日报｜某地下雪",
        "他给家乡的晚报写了三十年专栏",
        "某公司AI日报道量翻倍",
        "早报社回应停刊传闻",
        "六款语音输入法横评：谁听得最准",
        "一份周报是怎样写成的",
        "样例App周报：一款写周报的软件",
        "Kimi周报：一款写周报的Agent",
        "飞书：周报 自动生成功能上线",
        "某某协作｜日报 一键生成",
        "WPS AI日报 功能上线，一句话写日报",
        "某某AI日报 9月20日起开放测试",
        "AI日报 2.0 发布",
        "某模型：早餐 机器人演示",
        "早餐：机器人会做了",
        "月报：某电池公司一季度出货",
        "刚刚，ChatGPT日报…",
        "特斯拉晚报：某地下雪",
        "某公司发布新功能：日报",
        "",
    ],
)
def test_newspaper_passing_word_or_review_is_no_digest(title: str) -> None:
    assert not is_digest(title)


@given(st.lists(st.sampled_from(COLUMNS + NAMES + MARKS), max_size=8).map("".join))
def test_whatever_is_taken_apart_is_kept_out_of_the_issue(title: str) -> None:
    assert not is_digest(title) or judge(title, "", bundled_lexicon()).roundup


def test_column_is_told_as_it_is_written() -> None:
    titles = ["【钛晨报】某地下雪", "某地下雪｜AI周报", "某地下雪"]
    assert [column(title) for title in titles] == ["【钛晨报】", "｜AI周报", ""]


@pytest.mark.parametrize(
    "title", ["星期八｜某地下雪", "某地下雪｜星期八", "星期八（第3期）：某地下雪", "【星期八】某地下雪"]
)
def test_further_names_are_columns_where_they_are_set_off(title: str) -> None:
    assert (column(title, ["星期八"]) != "", column(title)) == (True, "")


@pytest.mark.parametrize("title", ["某店星期八开业", "星期八开业｜某店", "某店：星期八"])
def test_further_names_are_words_elsewhere(title: str) -> None:
    assert column(title, ["星期八"]) == ""
