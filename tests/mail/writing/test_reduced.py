"""What is quoted or pasted of a page: its words with their marks, and nothing else of it."""

from hypothesis import given
from hypothesis import strategies as st

from osone.mail.html import reduce_html
from osone.mail.writing import reduced
from osone.mail.writing.blocks import as_html, as_paragraphs
from osone.mail.writing.reduced import blocks_of, runs_of
from osone.model.drafts import Block, Run, Shape


def page(html: str) -> tuple[Block, ...]:
    return blocks_of(reduce_html(html))


def test_marks_and_links_stay_and_their_words_are_as_they_were() -> None:
    found = page(
        '<p>See <b>the <i>new</i></b> <a href="https://x.org/?a=1&amp;b=2">list &amp; plan</a>, <s>5</s> 4</p>'
    )
    assert found == (
        Block(
            (
                Run("See "),
                Run("the ", bold=True),
                Run("new", bold=True, italic=True),
                Run(" "),
                Run("list & plan", link="https://x.org/?a=1&b=2"),
                Run(", "),
                Run("5", struck=True),
                Run(" 4"),
            )
        ),
    )
    assert as_html(found) == (
        "<p>See <strong>the </strong><strong><em>new</em></strong> "
        '<a href="https://x.org/?a=1&amp;b=2">list &amp; plan</a>, <s>5</s> 4</p>'
    )


def test_headings_lists_and_quotations_keep_their_shape() -> None:
    found = page(
        "<h2>News</h2><p>First</p><ol start=3><li>three<ul><li>deep</li></ul></li><li>four</li></ol>"
        "<blockquote><p>they said</p></blockquote><hr><p>end</p>"
    )
    assert [(one.shape, one.indent, one.quoted, one.words) for one in found if one.words or one.shape] == [
        (Shape.HEADING, 2, 0, "News"), (Shape.TEXT, 0, 0, "First"), (Shape.NUMBER, 0, 0, "three"),
        (Shape.BULLET, 1, 0, "deep"), (Shape.NUMBER, 0, 0, "four"), (Shape.TEXT, 0, 1, "they said"),
        (Shape.RULE, 0, 0, ""), (Shape.TEXT, 0, 0, "end"),
    ]  # fmt: skip
    html = as_html(found)
    assert '<ol start="3"><li>three<ul><li>deep</li></ul></li><li>four</li></ol>' in html
    assert '<blockquote type="cite"><p>they said</p></blockquote>' in html
    assert (1, "they said") in list(as_paragraphs(found))


def test_nothing_that_runs_or_asks_a_server_comes_along() -> None:
    html = as_html(
        page(
            '<style>p{background:url(https://t.example/a)}</style><p onclick="x()">Hi <script>alert(1)</script>'
            '<img src="https://t.example/pixel" width=1 height=1><img src="https://t.example/logo.png" alt="Our logo"'
            ' width=300><a href="javascript:alert(1)">go</a></p><iframe src="https://t.example"></iframe>'
        )
    )
    assert "t.example" not in html
    assert "alert" not in html
    assert "javascript" not in html
    assert "[Our logo]" in html


def test_of_a_long_page_the_beginning_comes_along_and_says_so() -> None:
    found = blocks_of(reduce_html("".join(f"<p>line {n}</p>" for n in range(100))), most=50)
    assert found[0].words == "line 0"
    assert found[-1].words == reduced.MORE
    assert sum(len(one.words) for one in found) < 60


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["<b>", "</b>", "<a href=x:y>", "<li>", "&lt;", "a", " "])).map("".join)
)
def test_whatever_a_page_is_its_words_are_words_again(html: str) -> None:
    for block in reduce_html(html):
        assert "".join(run.words for run in runs_of(block.html)) == block.text
