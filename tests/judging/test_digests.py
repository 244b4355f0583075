import pytest

from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.relevance import judge


def judged(title: str) -> tuple[bool, int]:
    judgement = judge(title, "", bundled_lexicon())
    return judgement.roundup, judgement.grade


@pytest.mark.parametrize(
    "title",
    [
        "8点1氪丨某地下雪；某店开业；某剧收官",
        "９点１氪｜某地下雪；某店开业",
        "早报｜某地下雪/某店开业",
        "【钛晨报】某地下雪；某店开业",
        "氪星晚报 ｜某地下雪；某店开业",
        "某地下雪；某店开业｜周报",
        "虎嗅早报：某地下雪；某店开业",
        "36氪 早报｜某地下雪",
    ],
)
def test_column_of_many_stories_is_a_digest(title: str) -> None:
    assert judged(title) == (True, 0)


@pytest.mark.parametrize(
    "title", ["人民日报：某地下雪", "特斯拉晚报：某地下雪", "他给家乡的晚报写了三十年专栏", "一份AI周边行业的观察"]
)
def test_newspaper_or_passing_word_is_no_digest(title: str) -> None:
    assert judged(title)[0] is False


def test_digest_of_artificial_intelligence_is_related() -> None:
    assert judged("AI周报（9月第1周）") == (True, 1)


def test_digest_is_related_when_most_of_its_stories_are() -> None:
    assert judged("早报｜智谱发布新模型；某店开业；DeepSeek降价") == (True, 1)
    assert judged("早报｜智谱发布新模型；某店开业；某剧收官") == (True, 0)
