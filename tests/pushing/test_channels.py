import pytest

from newsbot.pushing.channels import Channel, ChannelError, channels_in

SECRET = "abcdef0123456789"  # noqa: S105 (nobody's)


def test_addresses_stand_between_blanks_and_count_once() -> None:
    assert channels_in(f" feishu://{SECRET}\n\tntfys://ntfy.sh/topic  feishu://{SECRET}\n") == [
        Channel(1, "feishu", f"feishu://{SECRET}"),
        Channel(2, "ntfys", "ntfys://ntfy.sh/topic"),
    ]
    assert channels_in("\n") == []


def test_addresses_may_be_written_as_the_robots_pages_print_them() -> None:
    printed = """
        https://open.feishu.cn/open-apis/bot/v2/hook/a-1
        https://open.larksuite.com/open-apis/bot/v2/hook/a-1
        https://oapi.dingtalk.com/robot/send?access_token=a1
        https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-1
        https://hooks.slack.com/services/T1/B1/x1
        https://discord.com/api/webhooks/1/a-_1
    """
    assert [channel.url for channel in channels_in(printed)] == [
        "feishu://a-1",
        "lark://a-1",
        "dingtalk://a1",
        "wecombot://a-1",
        "slack://T1/B1/x1",
        "discord://1/a-_1",
    ]


def test_a_channel_tells_its_address_to_nobody() -> None:
    (channel,) = channels_in(f"tgram://{SECRET}/1")
    assert (channel.name, repr(channel)) == ("第 1 个 (tgram)", "Channel(number=1, scheme='tgram')")
    assert len(channel.digest) == 64
    assert channel.digest == Channel(7, "tgram", channel.url).digest
    assert channel.digest != Channel(1, "tgram", channel.url + "0").digest


KINDS = (
    "bark barks dingtalk discord feishu gotify gotifys json jsons lark mailto mailtos mmost mmosts ntfy ntfys slack "
    "tgram wecombot"
)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        *(
            (f"{scheme}://{SECRET}", f"({scheme}): no channel of this kind can be sent to; there are: {KINDS}")
            for scheme in ("file", "syslog", "dbus", "windows", "macosx", "exec", "http", "https", "apprise", "smpp")
        ),
        (SECRET, f"(?): no channel of this kind can be sent to; there are: {KINDS}"),
        (f"{SECRET * 2}://x", f"(?): no channel of this kind can be sent to; there are: {KINDS}"),
        *(
            (
                f"slack://{SECRET}?{option}=/etc/passwd",
                f"(slack): the option {option.lower()!r} cannot be used here; leave it out",
            )
            for option in "template attach format overflow retry optional verify redirect pgp cc BCC".split()  # noqa: SIM905
        ),
        (f"json://[{SECRET}/", "(json): not a usable address; write it again"),
    ],
)
def test_what_cannot_be_used_is_named_by_number_and_scheme(address: str, said: str) -> None:
    with pytest.raises(ChannelError) as caught:
        channels_in(f"ntfys://ntfy.sh/topic {address}")
    assert str(caught.value) == f"第 2 个 {said}"
    assert SECRET not in str(caught.value)


def test_one_channel_written_in_two_ways_is_refused() -> None:
    with pytest.raises(ChannelError, match="two channels are the same one, written in two ways"):
        channels_in("https://open.feishu.cn/open-apis/bot/v2/hook/a feishu://a")


def test_a_line_has_an_address_or_is_a_comment() -> None:
    assert channels_in("# 样例群\nfeishu://a\n\n  # another\nntfy://b/c\n") == [
        Channel(1, "feishu", "feishu://a"),
        Channel(2, "ntfy", "ntfy://b/c"),
    ]
