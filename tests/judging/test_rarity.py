from newsbot.judging.rarity import heaviest, total, weight


def test_common_words_weigh_less_than_rare_ones_and_unseen_ones_most() -> None:
    assert 0 < weight("人工智能") < weight("发布") < weight("特朗") <= heaviest() == weight("never-seen-before")


def test_names_with_spaces_are_in_the_background() -> None:
    assert weight("Claude Code") < heaviest()


def test_a_sum_does_not_depend_on_the_order() -> None:
    words = ["发布", "模型", "never", "人工智能", "公司"]
    assert total(words) == total(reversed(words))
