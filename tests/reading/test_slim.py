from newsbot.reading.slim import slimmed


def test_page_keeps_its_elements_and_the_attributes_that_are_read() -> None:
    html = """<!-- x --><div class="a" data-x="<p>" onclick='y()'>1 < 2<script>z</script>"""
    html += """<a HREF='/p?a=1&amp;b="2"'>链</a></div>"""
    assert slimmed(html, 10) == '<div class="a">1 &lt; 2<a href="/p?a=1&amp;b=&quot;2&quot;">链</a></div>'


def test_what_is_shown_only_by_a_script_stays_and_what_is_hidden_says_so() -> None:
    html = '<div style="visibility: hidden">正文</div><div style="display:none">别的</div><p class="%s">甲   乙</p>'
    expected = f'<div>正文</div><div hidden>别的</div><p class="{"c" * 120}">甲 乙</p>'
    assert slimmed(html % ("c" * 200), 10) == expected


def test_page_with_too_many_elements_is_none() -> None:
    assert slimmed("<p>甲</p>" * 11, 10) is None
