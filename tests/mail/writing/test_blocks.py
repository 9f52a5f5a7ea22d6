"""What was written as HTML and as plain text."""

from hypothesis import given
from hypothesis import strategies as st

from osone.mail.writing import blocks
from osone.model.drafts import Block, Run, Shape

RUNS = st.builds(
    Run, st.text(max_size=20), st.booleans(), st.booleans(), st.sampled_from(["", "https://x.org", "javascript:x"])
)
BLOCKS = st.lists(
    st.builds(Block, st.tuples(RUNS) | st.just(()), st.sampled_from(Shape), st.integers(0, 4), st.integers(0, 3)),
    max_size=8,
).map(tuple)


@given(BLOCKS)
def test_html_closes_all_that_it_opens(written: tuple[Block, ...]) -> None:
    page = blocks.as_html(written)
    assert "javascript:" not in page.replace("&", "") or "href" not in page.split("javascript:")[0][-8:]
    for tag in ("ul", "ol", "li", "blockquote", "p", "a", "strong", "em"):
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
