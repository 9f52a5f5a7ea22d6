"""What a page's styles hide, show again and set apart, in the window and for search alike."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.mail import cascade, css
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html
from osone.mail.suspects import LINES, SIDES, Suspects


def read(html: str) -> str:
    """The words of a page as they are shown; search has to know the same."""
    shown = " ".join("\n".join(block.text for block in reduce_html(html)).split())
    assert " ".join(text_of_html(html).replace("- ", "").split()) == shown
    return shown


HIDDEN = "<style>.x{display:none} #i{display:none}</style>"
WHITE = "color:#ffffff"


@pytest.mark.parametrize(
    "html",
    [
        *("<p style='display:none'>no</p>", "<p hidden>no</p>", f"{HIDDEN}<p class='a X'>no</p>"),
        *(f"{HIDDEN}<p id=i>no</p>", "<p style='opacity:0'>no</p>", "<p style='opacity: .0'>no</p>"),
        *("<p style='visibility:hidden'>no<b>no</b></p>", "<p style='font-size:0px'>no<b>no</b></p>"),
        *("<p style='font:0/0 a'>no</p>", "<p style='font-size:1px'>no<b style='font-size:200%'>no</b></p>"),
        *("<div style='max-height:0;overflow:hidden'>no</div>", "<div style='overflow:hidden;height:0'>no</div>"),
        *(f"<p style='{WHITE}'>no</p>", "<p style='color:transparent'>no</p>", "<p style='color:rgba(0,0,0,0)'>no</p>"),
        *("<font color=white size=1>no</font>", "<p style='color: white'>no</p>"),
        *("<font color=white>no</font>", "<table><td bgcolor=#336699><i style='color:#369'>no</i></table>"),
        *("<body text=#fefefe>no</body>", "<div style='background:#111 none'><i style='color:#111111'>no</i></div>"),
        *("<style>p{visibility:hidden}</style><p>no",
          "<style>div .a > i{display:none}</style><div><p class=a><i>no</i>"),
        *("<style>@media screen{.y{display:none}}</style><p class=y>no", "<style>.p{display:none!important}</style>"
          "<p class=p style='display:block'>no</p>"),
        *("<style>p{display:none}</style><style>p{color:red}</style><p>no",
          "<style>/*x*/.y,.z{display:none}</style><p class=z>no"),
        *("<font color=ffffff size=2>no</font>", "<body text=ffffff link=white>no<a href='https://x.org'>no</a></body>"),
        *("<body bgcolor=black>no</body>", "<body bgcolor=0000>no</body>"),
        *("<body text=white bgcolor=navy><table><td bgcolor=FFFFFF>no</td></table></body>",
          "<table><td bgcolor='#03'><font color=#000300>no</font></td></table>"),
        *("<p style='visibility:hidden'><img alt='a picture' width=300><select><option>no</select></p>",
          "<style>.q{font-size:0}</style><p class=q>no"),
    ],
)  # fmt: skip
def test_what_is_hidden_is_not_read(html: str) -> None:
    assert read(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        f"{HIDDEN}<p class=x style='display:block!important'>yes</p>",
        f"{HIDDEN}<p class=x style='display:block'>yes</p>",
        "<style>#i{display:block}.x{display:none}</style><p class=x id=i>yes</p>",
        "<style>.x{display:none}.x{display:block}</style><p class=x>yes</p>",
        "<style>p.x{display:block}.x{display:none}</style><p class=x>yes</p>",
        "<style>.x{display:block!important}#i{display:none}</style><p class=x id=i>yes</p>",
        "<p hidden style='display:block'>yes</p>",
        "<p style='display:none;display:inline'>yes</p>",
        "<p style='display:gone'>yes</p>",
        "<div style='visibility:hidden'>no<b style='visibility:visible'>yes</b>no</div>",
        "<div style='font-size:0'>no<b style='font-size:13px'>yes</b>no</div>",
        "<div style='font-size:0'><b style='font:bold 13px/1.2 Arial'>yes</b></div>",
        "<div style='font-size:0'><font size=2>yes</font></div>",
        "<style>b{font-size:small}</style><div style='font-size:0'>no<i>no<b>yes</b></i></div>",
        "<table><td bgcolor='#224466'><a href='https://x.org' style='color:#fff'>yes</a></td></table>",
        "<div style='background:#000 url(x.png)'><p style='color:#000'>yes</p></div>",
        "<table background='x.png'><td><font color=white>yes</font></td></table>",
        "<div style='color:#fff'>no<p style='background-color:navy'>yes</p></div>",
        "<div style='color:#fff'>no<p style='color:#333'>yes</p></div>",
        "<style>body{background:#000}p{color:#fff}</style><body><p>yes</p></body>",
        "<style>@media (max-width:600px){.x{display:none}}</style><p class=x>yes</p>",
        "<style>.x{display:none}@media only screen and (min-width:480px){.x{display:block}}</style><p class=x>yes</p>",
        "<style>@media print{p{display:none}}</style><style media=print>p{display:none}</style><p>yes</p>",
        "<style>p:hover,p[lang],a p{display:none}</style><p>yes</p>",
        "<style>.x > b{display:none}</style><p class=x><i><b>yes</b></i></p>",
        "<style>@font-face{font-family:x;src:url(x)}@import 'y';.z{display:none}</style><p class=y>yes</p>",
        "<!--[if mso]><style>p{display:none}</style><![endif]--><p>yes</p>",
        "<a href='https://x.org' style='mso-hide:all;font-size:14px'>yes</a>",
        "<div style='max-height:0'>yes</div>",
        "<body text=000000 bgcolor=black><table><td bgcolor=FFFF00><font color=red size=2>yes</font></td></table>",
        "<table><td bgcolor=003366><font color=#FFFFFF>yes</font></td></table>",
        "<body link=white bgcolor=336699><a href='https://x.org'>yes</a></body>",
        "<!DOCTYPE html><p style='color:ffffff'>yes</p>",
        "<font color=fff>yes</font>",
        "<body text=chucknorris bgcolor=ffffff>yes</body>",
        "<font color=white><select><option>yes<option>no</select><input type=hidden value=no></font>",
    ],
)
def test_what_is_shown_again_is_read(html: str) -> None:
    assert read(html) == "yes"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<span style='display:block'>Hello Ann</span><span style='display:block'>your parcel</span>",
            "Hello Ann your parcel",
        ),
        ("<a style='display:inline-block' href='https://x.org'>Yes</a><a href='https://x.org'>No</a>", "Yes No"),
        ("<style>.c{display:table-cell}</style><i class=c>1</i><i class=c>2</i>", "1 2"),
        ("<i style='float:left'>From</i><i style='float:right'>To</i>", "From To"),
        ("<p>Total<span style='display:inline'>s</span></p>", "Totals"),
        ("<p>Please<button>Confirm</button>now</p>", "Please Confirm now"),
        ("<p>Illustration<img alt='a cover' width=45>The book</p>", "Illustration a cover The book"),
        ("<p>by<font color=white> </font><a href='https://x.org'>them</a></p>", "by them"),
        ("<p>Time<select name=t><option>noon<option selected>night</select>, please", "Time night , please"),
        ("<select size=3><option>one<option>two</select><select><option>three</select>", "one two three"),
        ("<fieldset><legend>Guests</legend>Ann<meter>3 of 9</meter></fieldset>", "Guests Ann"),
        ("<p>Or<input type=submit value=Send><input value=secret>it</p>", "Or Send it"),
    ],
)
def test_what_stands_apart_is_not_glued(html: str, words: str) -> None:
    assert read(html) == words


def test_a_line_that_breaks_in_what_is_not_seen_breaks_all_the_same() -> None:
    assert text_of_html("one<font color=white>no<br>no</font>two") == "one\ntwo"


def test_a_page_of_many_colours_is_read_all_the_same() -> None:
    words = "".join(f"<font color='#90{n // 16:02x}{n % 16:02x}'>{n} </font>" for n in range(400))
    page = f"<table bgcolor=#203040><td>{words}<font color=#203041>no</font></table>"
    assert read(page).split() == [str(n) for n in range(400)]


def test_an_element_is_gone_through_once_however_it_is_nested() -> None:
    deep = "".join(f"<div class=c{n} style='{WHITE}'>" for n in range(400))
    sheet = "".join(f".c{n}{{color:#fff}}" for n in reversed(range(400)))
    assert read(f"<style>{sheet}</style>{deep}no") == ""


CSS = st.lists(
    st.sampled_from(
        [
            *(
                "p",
                ".x",
                "#i",
                "{",
                "}",
                ";",
                ":",
                "!important",
                "display",
                "none",
                "color",
                "#fff",
                "@media",
                "(",
                ")",
            ),
            *("font", "0/0", "/*", "*/", "<!--", ",", ">", " ", "url(", "rgba(0,0,0,0)", "screen", "\\", '"', "é"),
        ]
    )
).map("".join)


@given(CSS, CSS)
def test_no_sheet_makes_reading_fall(sheet: str, style: str) -> None:
    page = f"<style>{sheet}</style><p class=x id=i style='{style}'>words<b>more</b></p>"
    reduce_html(page)
    text_of_html(page)
    assert len(css.rules(sheet)) <= css.RULES_LIMIT + css.SELECTORS_LIMIT


SHADES = ("#fff", "white", "#fefefe", "#369", "rgb(51, 102, 153)", "black", "transparent", "inherit")
SAID = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(["color", "COLOR ", "background", "background-color", "color/**/"]),
              st.sampled_from([":", ": ", " :"]), st.sampled_from(SHADES)),
    st.sampled_from(
        [
            *("display:none", "Display : none", "display/**/:none", "display:/* */none", "display:block"),
            "display:inline",
            *("display:inline-block", "display:none!important", "visibility:hidden", "visibility:visible", "opacity:0"),
            *("opacity: .0", "opacity:1", "overflow:hidden;height:0", "overflow:auto;height:0", "float:left"),
            *("position:absolute", "position:relative", "font-size:0", "font-size: 1px", "font-size:14px"),
            *("font:bold 12px a", "font:0/0 a", "font-size:200%", "text-decoration:line-through", "float:none"),
            *("background:#369 url(x)", "background:none", "font-family:&quot;x&quot;;color:#fff", "margin:0"),
            *("text-decoration:none", "font-family:'display'"),
        ]
    ),
)  # fmt: skip
STYLES = st.lists(SAID, min_size=1, max_size=3).map(";".join)
OLD = st.one_of(
    st.builds("{}={}".format, st.sampled_from(["color", "bgcolor", "COLOR", "text", "link"]),
              st.sampled_from(["white", "#ffffff", "'#369'", '"#336699"', "FFFFFF", "' #fefefe'", "0000"])),
    st.sampled_from(["hidden", "hidden=''", "size=2", "background=x.png", "href='https://x.org/'", "class=x", "id=i"]),
    st.builds("style='{}'".format, STYLES.filter(lambda style: "'" not in style)),
    st.builds('style="{}"'.format, STYLES),
)  # fmt: skip
BEGUN = st.builds(
    lambda name, given: f"<{' '.join((name, *given))}>",
    st.sampled_from([*("p", "div", "span", "font", "a", "b", "td", "table", "i", "s", "del", "blockquote")]),
    st.lists(OLD, max_size=3),
)
ENDED = st.builds("</{}>".format, st.sampled_from(["p", "div", "span", "font", "a", "td", "table", "s"]))
WORDS = st.sampled_from(["one ", "two", " ", "hidden ", "display", "color: white", "a style that floats"])
HEADS = st.one_of(
    st.just(""),
    st.lists(
        st.builds("{}{{{}}}".format, st.sampled_from([".x", "#i", "p", "div .x", "td > p"]), STYLES), max_size=3
    ).map(lambda rules: f"<style>{''.join(rules)}</style>"),
)
STYLED = st.builds("{}{}".format, HEADS, st.lists(st.one_of(BEGUN, ENDED, WORDS), max_size=12).map("".join))
ALL = Suspects(
    frozenset(("display", "opacity", "overflow", "visibility", "float", "position", "font-size", "color",
               "background-color", "background-image", *SIDES, *LINES)),
    ("*",),
    frozenset(("#ffffff", "#fefefe", "#336699", "#000000", "transparent")),
)  # fmt: skip


@settings(max_examples=300)
@given(STYLED)
def test_what_is_not_looked_at_would_have_changed_nothing(page: str) -> None:
    words, blocks = text_of_html(page), reduce_html(page)
    with patch.object(cascade, "suspects", lambda _lowered, _names: ALL):
        assert (text_of_html(page), reduce_html(page)) == (words, blocks)


def test_what_is_kept_of_colours_and_styles_has_a_bound() -> None:
    for read in (css.colour, css.old_colour):
        assert read("a" * 1_000_000) == read("a" * css.COLOUR_LIMIT + "b" * 1_000_000)
    long = f"color:red;{' ' * css.STYLE_LIMIT}color:blue"
    assert css.declared(long).plain == {"color": "red"}
