from collections.abc import Callable

from newsbot.issue.choice import DETAILED, FILLED, PER_SOURCE, PER_VENDOR, chosen, headlined, turns
from newsbot.items import Article, Judgement
from newsbot.judging.stories import Story

Make = Callable[..., Article]


def _story(article: Make, key: str, vendor: str, source: str = "") -> Story:
    return Story((article(key, source=source or f"source-{key}", judgement=Judgement(2, "发布", (vendor,))),), "")


def test_all_of_a_small_day_is_printed_in_detail(article: Make) -> None:
    stories = [_story(article, str(n), "智谱") for n in range(4)]
    assert chosen(stories) == (stories, [])


def test_the_best_ten_are_printed_in_detail_and_the_rest_is_listed(article: Make) -> None:
    stories = [_story(article, str(n), f"vendor-{n}") for n in range(14)]
    assert chosen(stories) == (stories[:DETAILED], stories[DETAILED:])


def test_a_vendor_with_many_stories_leaves_room_for_others(article: Make) -> None:
    many = [_story(article, f"m{n}", "智谱") for n in range(6)]
    others = [_story(article, f"o{n}", f"vendor-{n}") for n in range(10)]
    detailed, rest = chosen(many + others)
    assert detailed == many[:PER_VENDOR] + others[: DETAILED - PER_VENDOR]
    assert rest == many[PER_VENDOR:] + others[DETAILED - PER_VENDOR :]


def test_a_source_with_many_stories_leaves_room_for_others(article: Make) -> None:
    many = [_story(article, f"m{n}", f"v{n}", "kr36") for n in range(9)]
    others = [_story(article, f"o{n}", f"w{n}") for n in range(10)]
    detailed, _ = chosen(many + others)
    assert detailed == many[:PER_SOURCE] + others[: DETAILED - PER_SOURCE]


def test_a_core_story_over_its_share_comes_before_one_that_is_merely_related(article: Make) -> None:
    core = [_story(article, f"m{n}", "智谱") for n in range(6)]
    related = [Story((article(f"r{n}", source=f"s{n}", judgement=Judgement(1)),), "") for n in range(10)]
    assert chosen(core + related) == (core + related[:4], related[4:])


def test_when_nothing_else_is_there_a_vendor_may_fill_the_issue(article: Make) -> None:
    stories = [_story(article, str(n), "智谱") for n in range(12)]
    assert chosen(stories) == (stories[:DETAILED], stories[DETAILED:])


def test_a_second_story_of_a_product_leaves_room_for_others_of_its_grade(article: Make) -> None:
    def of(key: str, title: str, vendor: str, grade: int = 2) -> Story:
        judgement = Judgement(grade, "发布", (vendor,))
        return Story((article(key, title=title, source=f"source-{key}", judgement=judgement),), "")

    first, second = of("a", "稀宇科技放出设计工具 MiniMax Design", "MiniMax"), of("b", "MiniMax Design 来了", "MiniMax")
    other = of("c", "MiniMax 任命新总裁", "MiniMax")
    core = [_story(article, str(n), f"vendor-{n}") for n in range(8)]
    assert chosen([first, second, other, *core]) == ([first, other, *core], [second])
    assert chosen([first, second, other, *core[:7]]) == ([first, second, other, *core[:7]], [])
    related = [of(f"r{n}", f"样例 {n}", f"厂商{n}", 1) for n in range(10)]
    assert chosen([first, second, *related]) == ([first, second, *related[:8]], related[8:])


def _titled(article: Make, key: str, title: str, *vendors: str, source: str = "") -> Story:
    return Story((article(key, title=title, source=source or key, judgement=Judgement(2, "发布", vendors)),), "")


def test_a_story_counts_for_every_vendor_that_its_headline_names(article: Make) -> None:
    riddle = _titled(article, "a", "都说是 DeepSeek V9，其实出自小米", "DeepSeek", "小米")
    own = [_titled(article, f"b{n}", f"小米样例之{n}", "小米") for n in range(3)]
    others = [_story(article, str(n), f"vendor-{n}") for n in range(9)]
    assert chosen([riddle, *own, *others]) == ([riddle, *own[:2], *others[:7]], [own[2], *others[7:]])


def test_a_vendor_of_the_text_alone_is_not_counted(article: Make) -> None:
    passing = [_titled(article, f"a{n}", f"智谱样例之{n}", "智谱", "小米") for n in range(3)]
    own = _titled(article, "b", "小米样例", "小米")
    others = [_story(article, str(n), f"vendor-{n}") for n in range(9)]
    assert chosen([*passing, own, *others])[0] == [*passing, own, *others[:6]]


def test_of_a_product_s_stories_its_release_is_printed(article: Make) -> None:
    claim = _titled(article, "a", "小米承认匿名模型是自家的：MiMo-V9 将开源", "小米")
    others = [_story(article, str(n), f"vendor-{n}") for n in range(10)]
    launch = _titled(article, "b", "小米一次放出三款 MiMo-V9 新模型", "小米")
    again = _titled(article, "c", "MiMo-V9 发布", "小米")
    assert chosen([claim, *others, again, launch]) == ([*others[:9], again], [claim, others[9], launch])
    assert [turn.story for turn in turns([claim, others[0], again, launch])] == [again, others[0], claim, launch]


def test_a_source_s_share_gives_way_before_a_vendor_s_and_a_vendor_s_before_a_product_s(article: Make) -> None:
    same = [_titled(article, f"p{n}", f"Kimi K9 样例之{n}", "月之暗面") for n in range(2)]
    more = [_titled(article, f"v{n}", f"月之暗面样例之{n}", "月之暗面") for n in range(3)]
    many = [_titled(article, f"s{n}", f"样例之{n}", f"v{n}", source="kr36") for n in range(6)]
    found = [(turn.story, turn.waits) for turn in turns([*same, *more, *many])]
    assert found == [
        *((story, "") for story in (same[0], *more[:2], *many[:5])),
        (many[5], "同一信源已有 5 条"),
        (more[2], "同一厂商（月之暗面）已有 3 条"),
        (same[1], "同一产品已有一条"),
    ]


def test_stories_without_a_vendor_do_not_count_as_one_vendor(article: Make) -> None:
    plain = [Story((article(str(n), source=f"s{n}", judgement=Judgement(1)),), "") for n in range(11)]
    assert chosen(plain) == (plain[:DETAILED], plain[DETAILED:])


def test_what_exceeds_a_group_s_limit_is_listed_with_the_rest(article: Make) -> None:
    def of(key: str, *groups: str) -> Story:
        return Story((article(key, source=key, judgement=Judgement(2, groups=groups)),), "")

    robots = [of(f"r{n}", "机器人") for n in range(4)]
    both, other = of("b", "机器人", "融资"), of("o", "融资")
    stories = [*robots, both, other]
    assert chosen(stories, {"机器人": 2}) == ([*robots[:2], other], [*robots[2:], both])
    assert chosen(stories, {"别的": 1}) == (stories, [])


def test_core_stories_are_the_news_of_the_day_and_a_few_others_fill_up(article: Make) -> None:
    core = [_story(article, str(n), f"v{n}") for n in range(2)]
    related = [Story((article(f"r{n}", judgement=Judgement(1)),), "") for n in range(8)]
    assert headlined(core + related) == core + related[: FILLED - 2]


def test_many_core_stories_need_no_filling(article: Make) -> None:
    core = [_story(article, str(n), f"v{n}") for n in range(7)]
    assert headlined([*core, Story((article("r", judgement=Judgement(1)),), "")]) == core


def test_an_essay_has_no_line_at_the_head_where_news_fills_it(article: Make) -> None:
    def essay(key: str, grade: int) -> Story:
        return Story((article(key, title=f"为什么是 {key}？", judgement=Judgement(grade)),), "")

    core = [_story(article, str(n), f"v{n}") for n in range(4)]
    related = [Story((article(f"r{n}", judgement=Judgement(1)),), "") for n in range(3)]
    late = _story(article, "late", "v9")
    assert headlined([*core, essay("e", 2), late, *related]) == [*core, late]
    found = headlined([*core[:3], essay("e", 2), essay("f", 1), *related])
    assert [story.articles[0].title for story in found[3:]] == ["为什么是 e？", related[0].articles[0].title]
    only = [essay(str(n), 2) for n in range(7)]
    assert headlined(only) == only[:FILLED]


def test_a_story_that_cannot_be_told_in_a_line_leaves_its_place_to_the_next(article: Make) -> None:
    core = [_story(article, str(n), f"v{n}") for n in range(2)]
    related = [Story((article(f"r{n}", judgement=Judgement(1)),), "") for n in range(8)]
    untold = (core[0], related[1])
    found = headlined(core + related, lambda story: story not in untold)
    assert found == [core[1], related[0], *related[2:5]]


def test_a_day_without_core_stories_has_no_news(article: Make) -> None:
    assert headlined([Story((article(f"r{n}", judgement=Judgement(1)),), "") for n in range(8)]) == []
