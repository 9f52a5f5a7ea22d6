"""Streamed markdown: any chunks give the same blocks, nothing settled changes, nothing unsafe comes out."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from osone.companion.blocks import BlockStream, TalkBlock, TalkBlockKind, blocks, may_link

PIECES = ["a", "word ", "two words", "\n", "\n\n", "\n\n\n", "- ", "* ", "+ ", "-", "--", "---\n", "1. ", "2) ", "10. "]
PIECES += ["# ", "## ", "#", "    ", "  ", "\t", "> ", ">", "```", "```py\n", "~~~\n", "`", "``", "**", "*", "_", "~~"]
PIECES += [
    "[",
    "](",
    ")",
    "http://a.b/c",
    "<http://x.y>",
    "<b>",
    "</b>",
    "<!-- ",
    "-->",
    "|",
    "a|b\n",
    "-|-\n",
    "| x |\n",
]
PIECES += [
    "\\",
    "&amp;",
    "![alt](http://t.example/p.png)",
    "[x](javascript:alert(1))",
    "[ref]: http://a.b\n",
    "[ref]",
    "=",
]
PIECES += ["===\n", "\r\n", "é", "\u2028", "\x0b", "\x0c", "\x85", "\x00"]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def chunked(text: str, cuts: list[int]) -> list[str]:
    places = sorted({cut % (len(text) + 1) for cut in cuts})
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


@settings(max_examples=400, deadline=None)
@given(MARKDOWN, st.lists(st.integers(0, 10_000), max_size=30))
def test_any_chunks_give_the_blocks_of_the_whole(text: str, cuts: list[int]) -> None:
    stream = BlockStream()
    drawn: list[TalkBlock] = []
    for chunk in chunked(text, cuts):
        if change := stream.feed(chunk):
            drawn = [*drawn[: change.first], *change.blocks]
        assert tuple(drawn) == stream.blocks
    assert stream.blocks == blocks(text)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_nothing_unsafe_is_ever_drawn(text: str) -> None:
    for block in blocks(text):
        assert "<img" not in block.html
        assert "<script" not in block.html.lower()
        for url in re.findall(r'href="([^"]*)"', block.html):
            assert url.partition(":")[0].lower() in {"http", "https", "mailto"}


def test_only_the_last_block_is_parsed_again() -> None:
    stream = BlockStream()
    stream.feed("# Today\n\nFirst paragraph.\n\nSecond")
    change = stream.feed(" one.")
    assert change is not None
    assert change.first == 2
    assert change.blocks == (TalkBlock(TalkBlockKind.PARAGRAPH, "Second one."),)


def test_a_code_block_keeps_its_text_and_language() -> None:
    (block,) = blocks("```python\nif a < b:\n    pass\n```")
    assert (block.kind, block.detail, block.text) == (TalkBlockKind.CODE, "python", "if a < b:\n    pass")
    assert "&lt;" in block.html


def test_a_code_block_still_open_is_drawn_as_code() -> None:
    (block,) = blocks("```\nx = 1\n")
    assert (block.kind, block.text) == (TalkBlockKind.CODE, "x = 1")


def test_lists_tables_quotes_and_rules_have_their_kinds() -> None:
    text = "- a\n- b\n\n1. c\n\n> d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n---\n"
    assert [block.kind for block in blocks(text)] == [
        TalkBlockKind.LIST,
        TalkBlockKind.LIST,
        TalkBlockKind.QUOTE,
        TalkBlockKind.TABLE,
        TalkBlockKind.RULE,
    ]


def test_an_image_is_its_alternative_text_and_raw_html_is_text() -> None:
    (block,) = blocks('See ![the cat](http://t.example/cat.png) and <b onclick="x">this</b>')
    assert "the cat" in block.html
    assert "t.example" not in block.html
    assert "<b " not in block.html


def test_links_are_made_of_web_and_mail_addresses_alone() -> None:
    assert may_link("https://a.b/c?d=e")
    assert may_link("mailto:a@b.c")
    for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//a.b", "/a", "java\nscript:x", ""):
        assert not may_link(url)
