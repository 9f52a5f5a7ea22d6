"""The reader view of HTML: calm, safe, in reading order."""

import re
from pathlib import Path

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.blocks import BlockKind, TextBlock
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html

# A public list of every known way to make a request, where it lies beside the project.
LEAKS = Path(__file__).parents[3] / "shared" / "corpora" / "html" / "leak.html"
TAGS = {"b", "i", "u", "s", "a", "br", "code"}
TAG = re.compile(r"<[^<>]*>")
PLAIN = re.compile(r"</?(?:b|i|u|s|code)>")
LINK = re.compile(r'<a href="(?:https?|mailto):[^"<>\s]*">')
VECTORS = [
    '<img src="https://x.org/a.png" onerror="alert(1)" width=300 alt="<b>pic">',
    "<style>@import url(https://x.org/a.css); p{background:url('https://x.org/b')}</style><p>words</p>",
    '<link rel="prefetch" href="https://x.org"><p style="background:url(https://x.org/c)">words</p>',
    '<a href="javascript:alert(1)">bad</a><a href=" jAvaScript:x">bad</a><a href="data:text/html,x">bad</a>',
    '<a href="https://x.org/&quot;onclick=&quot;x">odd</a><a href="https://x.org/<img>">odd</a>',
    '<a href="file:///etc/passwd">f</a><a href="//x.org">rel</a><a href="/x">rel</a>',
    "&lt;img src=x&gt; &amp;lt;b&amp;gt;",
    "<svg><image href='https://x.org/s'/><script>x</script></svg><math><mi xlink:href='https://x.org'>m</mi></math>",
    "<iframe src=https://x.org></iframe><object data=https://x.org></object><video poster=https://x.org></video>",
    '<a href="https://a.org"><a href="https://b.org">nested</a></a><b><i>cro</b>ss</i>',
    "<textarea><img src=https://x.org></textarea><noscript><img src=https://x.org></noscript>",
    '<img src="cid:a&quot;b<c>" alt="in">',
    '<s onclick="x()">struck</s><del cite="https://x.org">gone</del><strike style="background:url(//x.org)">o</strike>',
]


def assert_safe(blocks: tuple[TextBlock, ...]) -> None:
    for block in blocks:
        for tag in TAG.findall(block.html):
            assert tag in ("<br>", "</a>") or LINK.fullmatch(tag) or PLAIN.fullmatch(tag), tag
        assert "<" not in TAG.sub("", block.html)
        assert ">" not in TAG.sub("", block.html)
        cleaned = nh3.clean(
            block.html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto"}
        )
        assert TAG.findall(cleaned) == TAG.findall(block.html) or "&amp;" in block.html


@pytest.mark.parametrize("html", VECTORS)
def test_nothing_but_a_few_tags_comes_through(html: str) -> None:
    assert_safe(reduce_html(html))


def test_the_public_list_of_leaks_leaks_nothing() -> None:
    whole = LEAKS.read_text("utf-8") if LEAKS.exists() else "\n".join(VECTORS)
    assert_safe(reduce_html(whole))
    for line in whole.splitlines():
        assert_safe(reduce_html(line))


@given(
    st.lists(
        st.sampled_from(
            [
                *"<>\"'&;=/ a",
                "<b>",
                "<p>",
                "</b>",
                "<a href=",
                "https://x",
                "<td>",
                "<img ",
                "&lt;",
                "<!--",
                "-->",
                "<style>",
                "<blockquote>",
                "\0",
                "\ud800",
            ]
        )
    )
)
def test_no_pieces_of_html_come_through(pieces: list[str]) -> None:
    html = "".join(pieces).encode("utf-8", "replace").decode()
    assert_safe(reduce_html(html))
    text_of_html(html)


@given(st.text())
def test_no_text_makes_it_raise(html: str) -> None:
    assert_safe(reduce_html(html))


def texts(html: str) -> list[str]:
    return [block.text for block in reduce_html(html)]


def test_layout_tables_read_as_paragraphs_in_order() -> None:
    html = "<table><tr><td><p>One</p><table><tr><td><div>Two</div></table></td><td><p>Three</p></table>"
    assert texts(html) == ["One", "Two", "Three"]


def test_short_rows_that_are_no_data_read_as_lines() -> None:
    (block,) = reduce_html("<table><tr><td>Home<td>Shop</tr><tr><td>Help<td>Terms</tr></table>")
    assert (block.kind, block.text) == (BlockKind.TABLE, "Home · Shop\nHelp · Terms")


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>x</div>",
        "<span style='DISPLAY: none !important'>x</span>",
        "<div style='max-height:0;overflow:hidden'>x</div>",
        "<p style='font-size:0px'>x</p>",
        "<p style='mso-hide:all;font-size:1px'>x</p>",
        "<p hidden>x</p>",
        "<style>.pre{display:none}</style><p class=pre>x</p>",
        "<img src=https://t.org/p.gif width=1 height=1>",
        "<p>\u200c\u00a0\u200c\u034f\u00ad</p>",
        "<div style='visibility:hidden'>x</div>",
    ],
)
def test_what_is_hidden_stays_hidden(hidden: str) -> None:
    assert texts(hidden + "<p>words</p>") == ["words"]
    assert text_of_html(hidden + "<p>words</p>").strip() == "words"


def test_what_is_hidden_on_small_screens_is_shown() -> None:
    assert texts("<style>@media (max-width:9px){.a{display:none}}</style><p class=a>words</p>") == ["words"]
    assert texts("<td style='font-size:0'><div style='font-size:13px'>words</div></td>") == ["words"]


def test_quotes_fold_and_own_words_do_not() -> None:
    html = (
        "<p>Yes.</p><div class=gmail_quote><div>On Mon, 3 Nov 2025, Paul wrote:</div>"
        "<blockquote class=gmail_quote><p>Shall we?</p>"
        "<blockquote class=gmail_quote>Before</blockquote></blockquote></div>"
    )
    blocks = reduce_html(html)
    assert [(block.depth, block.folded) for block in blocks] == [(0, False), (1, True), (1, True), (2, True)]


def test_the_head_that_outlook_writes_begins_a_quote() -> None:
    html = "<p>Mine</p><div id=divRplyFwdMsg>From: P<br>Sent: Monday<br>To: me<br>Subject: x</div><p>Theirs</p>"
    assert [block.depth for block in reduce_html(html)] == [0, 1, 1]
    plain_head = "<p>Mine</p><p><b>From:</b> P &lt;p@x.org&gt;<br><b>Sent:</b> Monday<br><b>To:</b> me</p><p>Theirs</p>"
    assert [block.depth for block in reduce_html(plain_head)] == [0, 1, 1]


def test_a_forward_is_not_folded_and_a_letter_may_quote_a_poem() -> None:
    assert not any(block.folded for block in reduce_html("<div class=gmail_quote><p>forwarded</p></div>"))
    assert not any(block.folded for block in reduce_html("<p>Look:</p><blockquote>a poem</blockquote>"))


def test_lists_headings_code_and_pictures_have_their_kinds() -> None:
    html = (
        "<h2>Head</h2><ol start=3><li>c<li>d</ol><ul><li>x<ul><li>y</ul></ul><pre>a  b</pre><hr><img src=cid:p alt=Cat>"
    )
    blocks = reduce_html(html)
    assert [block.kind.value for block in blocks] == [
        *("heading", "list", "list", "list", "list", "code", "rule", "image-placeholder"),
    ]
    assert [block.marker for block in blocks[1:5]] == ["3.", "4.", "•", "•"]
    assert (blocks[4].level, blocks[7].content_id) == (2, "p")


@pytest.mark.parametrize("host", ["x<b", "x%3Cb", "a|b", "a b", "x%00y"])
def test_a_link_to_what_is_no_host_leads_nowhere(host: str) -> None:
    (block,) = reduce_html(f'<a href="https://{host}/page">words</a>')
    assert block.html == "words"


def test_links_keep_their_address_and_lose_everything_else() -> None:
    (block,) = reduce_html('<a href="https://x.org/?a=1&b=2" ping="https://p.org" onclick="x">there</a>')
    assert block.html == '<a href="https://x.org/?a=1&amp;b=2">there</a>'


def test_html_nested_without_end_is_read() -> None:
    assert "deep" in text_of_html("<div>" * 100_000 + "deep")
    assert "deep" in text_of_html("<b><table>" * 20_000 + "deep")
    reduce_html("<" * 300_000)
    reduce_html("<a href='" * 50_000)


def test_what_is_struck_out_is_seen_to_be() -> None:
    page = (
        "<style>.old{text-decoration:line-through} .kept{text-decoration:none}</style>"
        "<p><s>a</s> <del>b</del> <strike>c</strike> <b style='text-decoration-line:line-through'>d</b>"
        " <i class=old>e</i> <del class=kept>f</del> g</p>"
    )
    assert reduce_html(page)[0].html == "<s>a</s> <s>b</s> <s>c</s> <s><b>d</b></s> <s><i>e</i></s> f g"
    assert text_of_html(page) == "~~a b c d e~~ f g"
    assert text_of_html("<del>one <s>two</s> three</del> four") == "~~one two three~~ four"
    assert text_of_html("<del><p>one</p><p>two</p></del>") == "~~one~~\n\n~~two~~"


def test_a_signature_stands_once_however_it_is_marked() -> None:
    for page in (
        "<p>Yes.</p><div class=moz-signature>-- <br>Theo</div>",
        "<p>Yes.</p><div>-- </div><div class=gmail_signature>Theo</div>",
        "<p>Yes.</p><p>-- <br>Theo</p>",
        "<div>Yes.<br>-- <br>Theo</div>",
    ):
        assert [(block.text, block.signature) for block in reduce_html(page)] == [("Yes.", False), ("Theo", True)]
        assert "--" not in text_of_html(page).replace("-- \nTheo", "", 1).replace("--\nTheo", "", 1)
    long = "<p>--</p>" + "<p>words</p>" * 40
    assert not any(block.signature for block in reduce_html(long))
