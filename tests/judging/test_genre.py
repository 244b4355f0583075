import pytest

from newsbot.items import Article, Judgement
from newsbot.judging.genre import OPINION, is_essay
from newsbot.judging.lexicon import bundled_lexicon


def of(title: str, category: str = "") -> bool:
    return is_essay(Article(source="a", url="", title=title, canonical_url="", judgement=Judgement(2, category)))


@pytest.mark.parametrize(
    "title",
    [
        "豆包为什么不收钱",
        "Kimi 的护城河到底在哪",
        "大模型公司，谁在裸泳？",
        "阿里云想成为谁？",
        "对话某厂 CTO：我们不做平台",
        "独家对话｜一个模型团队的三年",
        "深度｜智能体这门生意",
        "WAIC 观察：人比机器多",
        "某模型 3.5 测评｜七个场景",
        "拆解某厂的账本",
        "一文读懂混合专家",
        "我用 DeepSeek 写了一本小说",
        "我们和三位程序员聊了一下午",
        "实测豆包新版：会唱歌了",
        "从聊天到干活，智能体走了三年",
        "当模型会写诗，诗人在做什么",
        "“扣子”们的野心",
        "中转站的生死",
        "智谱 VS 月之暗面，两条路",
        "豆包能替你上班吗？我试了一周",
        "How DeepSeek trains on so little",
        "一家样例公司的模型是怎么炼成的｜样例深氪",
    ],
)
def test_questions_interviews_trials_and_musings_are_essays(title: str) -> None:
    assert of(title) is True


@pytest.mark.parametrize(
    "title",
    [
        "",
        "智谱发布 GLM-9",
        "我国首个智能体标准公布",
        "黄仁勋：不必怕开源",
        "DeepSeek 回应“为什么涨价？”",
        "《为什么是中国》一书上架豆包",
        "DeepSeek 要停更？官方回应：不实",
        "当地时间周二，某厂开放新模型",
        "豆包语音体验升级：新增方言",
        "元宝对话功能改版，支持多人",
        "对话机器人市场规模翻番",
        "评测显示 Kimi K9 居首",
        "阿里背后的投资人离职",
        "体验版 Kimi 今晚开放",
        "某创始人：我把公司卖了",
        "Howard joins Moonshot AI",
        "百度想让文心把周末安排到底",
        "Anthropic 介绍研究者怎样用 Claude 做实验",
        "不看样本也能找划痕？两家公司联手训练检测模型",
    ],
)
def test_what_a_headline_reports_is_news(title: str) -> None:
    assert of(title) is False


def test_an_opinion_is_an_essay_unless_somebody_is_reported_to_have_it() -> None:
    titles = ["某银行开办词元贷", "某行长：词元贷有风险", "某行长称词元贷有风险", "监管要求停止词元贷"]
    assert [of(title, OPINION) for title in titles] == [True, False, False, False]
    assert of(titles[0], "商业") is False


def test_the_lexicon_has_the_category_of_opinions() -> None:
    assert OPINION in {category.name for category in bundled_lexicon().categories.values()}
