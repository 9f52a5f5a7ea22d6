"""What was written as HTML and as plain text."""

from hypothesis import given
from hypothesis import strategies as st

from osone.mail.writing import blocks
from osone.model.drafts import Block, Run, Shape

RUNS = st.builds(
    Run,
    st.text(max_size=20),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://x.org", "javascript:x"]),
    underline=st.booleans(),
    struck=st.booleans(),
    code=st.booleans(),
)
BLOCKS = st.lists(
    st.builds(Block, st.tuples(RUNS) | st.just(()), st.sampled_from(Shape), st.integers(0, 4), st.integers(0, 3)),
    max_size=8,
).map(tuple)


@given(BLOCKS)
def test_html_closes_all_that_it_opens(written: tuple[Block, ...]) -> None:
    page = blocks.as_html(written)
    assert "javascript:" not in page.replace("&", "") or "href" not in page.split("javascript:")[0][-8:]
    for tag in ("ul", "ol", "li", "blockquote", "p", "a", "strong", "em", "u", "s", "code", "pre", "h1", "h4"):
        assert page.count(f"<{tag}>") + page.count(f"<{tag} ") == page.count(f"</{tag}>"), tag


def test_lists_stand_in_lists_and_quotations_in_quotations() -> None:
    def item(words: str, indent: int = 0, shape: Shape = Shape.BULLET) -> Block:
        return Block((Run(words),), shape, indent)

    assert blocks.as_html([item("a"), item("b", 1), item("c"), item("d", 0, Shape.NUMBER)]) == (
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol>"
    )
    assert list(blocks.as_paragraphs([item("a"), item("b", 1, Shape.NUMBER), item("c", 1, Shape.NUMBER)])) == [
        (0, "- a"), (0, "  1. b"), (0, "  2. c"),
    ]  # fmt: skip
    deep = [Block((Run("x"),), quoted=2), Block((Run("y"),), quoted=1)]
    assert blocks.as_html(deep) == (
        '<blockquote type="cite"><blockquote type="cite"><p>x</p></blockquote><p>y</p></blockquote>'
    )


def test_a_link_says_its_address_where_the_words_do_not() -> None:
    named = Block((Run("our page", link="https://x.org/a"),))
    bare = Block((Run("https://x.org", link="https://x.org/"),))
    assert list(blocks.as_paragraphs([named, bare])) == [(0, "our page <https://x.org/a>"), (0, "https://x.org")]
    assert blocks.as_html([Block((Run("x", link="javascript:alert(1)"),))]) == "<p>x</p>"
    short = Block((Run("www.x.org", link="http://www.x.org/"),))
    assert list(blocks.as_paragraphs([short])) == [(0, "www.x.org")], "nobody writes the scheme"


def lines(*words: str) -> list[Block]:
    return [Block((Run(one),) if one else ()) for one in words]


def test_an_empty_line_parts_two_paragraphs_and_more_of_them_leave_a_gap() -> None:
    assert blocks.as_html(lines("Dear Bo,", "", "one", "two")) == "<p>Dear Bo,</p><p>one<br>two</p>"
    assert blocks.as_html(lines("a", "", "", "b")) == "<p>a</p><p><br></p><p>b</p>"
    listed = [*lines("a", ""), Block((Run("one"),), Shape.BULLET), *lines("", "b")]
    assert blocks.as_html(listed) == "<p>a</p><ul><li>one</li></ul><p>b</p>"


def test_headings_code_and_rules_are_what_they_are_in_both_forms() -> None:
    written = [
        Block((Run("News"),), Shape.HEADING, 2), Block((Run("a  b\n c"),), Shape.CODE), Block(shape=Shape.RULE),
        Block((Run("5", struck=True), Run(" 4")),),
    ]  # fmt: skip
    assert blocks.as_html(written) == ("<h2>News</h2><pre>a \N{NO-BREAK SPACE}b<br> c</pre><hr><p><s>5</s> 4</p>")
    assert list(blocks.as_paragraphs(written)) == [(0, "News"), (0, "a  b"), (0, " c"), (0, "* * *"), (0, "5 4")]


def test_a_list_begins_with_the_number_it_had() -> None:
    third = Block((Run("c"),), Shape.NUMBER, number=3)
    assert blocks.as_html([third, Block((Run("d"),), Shape.NUMBER)]) == '<ol start="3"><li>c</li><li>d</li></ol>'
    assert list(blocks.as_paragraphs([third, Block((Run("d"),), Shape.NUMBER)])) == [(0, "3. c"), (0, "4. d")]
