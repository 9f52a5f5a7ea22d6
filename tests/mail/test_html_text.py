"""The words of HTML for search and first words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.mail.html_text import text_of_html
from osone.mail.snippet import snippet

PIECES = [
    *("<b>", "</b>", "<p>", "<div hidden>", "</div>", "<br>", "<BR/>", "<table>", "<tr><td>", "</table>", "<ul><li>"),
    *(
        "<blockquote>",
        "</blockquote>",
        "<div class=gmail_quote>",
        "<div class='gmail_signature'>",
        "<!--",
        "-->",
        "one",
    ),
    *(
        "<style>.x{display:none}</style>",
        "<i class=x>",
        "<script>",
        "</script>",
        "<svg><svg>",
        "<p style='display:none'>",
    ),
    *(
        "<td style='font-size:0'>",
        "<p style='font-size:12px'>",
        "<img alt='a picture'>",
        "<pre>",
        "a\nb",
        "&zwnj;",
        "<",
    ),
    *(
        "<hr id=stopSpelling>",
        "<div id=divRplyFwdMsg>",
        "<template>",
        "<select><option>",
        "\x1f",
        "\x1c",
        "</p>",
        "<o:p>",
    ),
]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Dear <b>Paul</b>, it <i>ra</i>ins</p><p>Two</p>", "Dear Paul, it rains\n\nTwo"),
        ("<div>one<br>two<BR />three</div>", "one\ntwo\nthree"),
        ("Mo<!-- x -->ney and mo<xyz>ney", "Money and money"),
        ("<ul><li>tea</li><li>milk</li></ul>", "- tea\n\n- milk"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<title>no</title><p>yes</p><script>no</script><style>p{}</style>", "yes"),
        ("<div style='display:none'><p hidden>no<b hidden>no</b></p></div>yes", "yes"),
        ("<table><td style='font-size:0'>no<div style='font-size:13px'>yes</div></td>", "yes"),
        ("<style><!-- .a{display:none} --></style><p class='b A'>no</p>yes", "yes"),
        ("<style>@media (max-width:9px){.a{display:none}}</style><p class=a>yes</p>", "yes"),
        ("A<a>b<wbr>c</a>d", "Abcd"),
        ("<p>Yes.</p><blockquote>One<blockquote>Two</blockquote></blockquote>No", "Yes.\n\n> One\n\n>> Two\n\nNo"),
        ("Yes<div class=gmail_quote>Paul wrote:<blockquote class=gmail_quote>a</blockquote></div>",
         "Yes\n\n> Paul wrote:\n\n> a"),
        ("Yes<hr id=stopSpelling><p>Theirs", "Yes\n\n> Theirs"),
        ("Yes<div class=gmail_signature>Theo</div>", "Yes\n\n-- \nTheo"),
        ("<a href=x><img alt='Spring sale' width=600></a><img alt=counter width=1>", "Spring sale"),
        ("<noscript>One</noscript><object><p>Two</object><map><a href=x>Three</a></map>", "One\n\nTwo\n\nThree"),
        ("<xmp>a <b>\nc</xmp><listing>d\ne</listing>", "a <b>\nc\n\nd\ne"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_words_are_those_that_a_reader_sees(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_the_first_words_pass_over_a_quote_above() -> None:
    assert snippet(text_of_html("<blockquote>Shall we?</blockquote><p>We shall.</p>")) == "We shall."


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_html_makes_it_raise(pieces: list[str]) -> None:
    text = text_of_html("".join(pieces))
    assert not set(text) & set("\x1b\x1c\x1d\x1e\x1f\0")


def test_what_lies_very_deep_is_read() -> None:
    assert "deep" in text_of_html("<div>" * 100_000 + "deep")
    assert "deep" in text_of_html("<a><b>" * 700 + "deep")
