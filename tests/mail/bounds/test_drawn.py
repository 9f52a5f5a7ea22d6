"""What the window lays out of a message has a limit, in each block and in all, and says where it ends."""

from hypothesis import given
from hypothesis import strategies as st

from osone.mail.blocks import BlockKind, TextBlock, linked
from osone.mail.bounds.budget import DRAWN, Drawn
from osone.mail.bounds.drawn import drawable
from osone.mail.html import reduce_html
from osone.mail.text import blocks_of_text


def paragraph(html: str) -> TextBlock:
    return TextBlock(BlockKind.PARAGRAPH, html)


def test_usual_blocks_stay_as_they_are() -> None:
    blocks = blocks_of_text("Hello,\n\nsome words.\n\n> quoted\n\n-- \nAnn")
    assert drawable(blocks) == blocks


def test_an_unbroken_word_is_drawn_in_blocks_and_nothing_of_it_is_lost() -> None:
    blocks = drawable(blocks_of_text("a" * 300_000))
    assert "".join(b.text for b in blocks) == "a" * 300_000
    assert max(len(b.html) for b in blocks) <= DRAWN.block


def test_a_paragraph_of_formatting_elements_is_drawn_in_blocks_with_balanced_tags() -> None:
    blocks = drawable(reduce_html("<p>" + "<b>a</b><i>b</i>" * 60_000))
    assert max(b.html.count("<") for b in blocks) <= 2 * DRAWN.tags
    assert all(b.html.count("<b>") == b.html.count("</b>") for b in blocks)
    assert "ab" * 3_000 in "".join(b.text for b in blocks)


def test_what_is_more_than_anybody_reads_is_left_out_and_said() -> None:
    few = Drawn(blocks=3, characters=100)
    assert [b.text for b in drawable([paragraph("a")] * 3, few)] == ["a", "a", "a"]
    assert drawable([paragraph("a")] * 4, few)[-1].kind is BlockKind.NOTE
    assert drawable([paragraph("a" * 60), paragraph("b" * 41)], few)[-1].kind is BlockKind.NOTE
    assert "goes on" in drawable([paragraph("a")], cut=True)[-1].text


def test_a_text_of_more_lines_than_are_shown_says_so() -> None:
    assert blocks_of_text("a\n\n" * 9_000)[-1].kind is BlockKind.PARAGRAPH
    assert blocks_of_text("a\n\n" * 10_001)[-1].kind is BlockKind.NOTE


@given(st.lists(st.sampled_from(["word ", "a" * 30, " & ", "<", "é", "www.a.example ", "\n"]), max_size=80))
def test_a_block_in_pieces_says_the_same(parts: list[str]) -> None:
    html = linked("".join(parts)).replace("\n", "<br>")
    pieces = drawable([paragraph(f"<b>{html}</b>")], Drawn(block=1_200, tags=8))
    whole = paragraph(html).text
    assert "".join(piece.text for piece in pieces).replace("\n", "") == whole.replace("\n", "")
    for piece in pieces:
        assert piece.html.count("<b>") == piece.html.count("</b>")
        assert piece.html.count("<a ") == piece.html.count("</a>")
