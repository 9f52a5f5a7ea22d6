"""Plain text as its writer set it: what stands in columns keeps its blanks, what is prose flows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.blocks import BlockKind
from osone.mail.columns import aligned, kept
from osone.mail.text import blocks_of_text

FULL = "This line of a letter is about as long as an old program makes them all"


def drawn(text: str) -> list[tuple[BlockKind, str]]:
    """The blocks of a text, with the blanks that are drawn as blanks."""
    return [(block.kind, block.text.replace("\u00a0", " ")) for block in blocks_of_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Name    Age\nAnn      31\nBob       7",
        "Apples      3\nPears      12",
        "Name  Town\n----  ----\nAnn   Oslo",
        "+---+---+\n| a | b |\n+---+---+",
        "┌──┬──┐\n│ a│ b│\n└──┴──┘",
        "  /\\_/\\\n ( o.o )\n  > ^ <",
        "def double(x):\n    return 2 * x",
        "in the spring\n   it rains\nand in the summer\n   it rains",
        "Total:            45.00",
        "                                     Oslo, 3 May",
        "名前    年齢\n山田     31",
        "diff --git a/x b/x\n@@ -1,2 +1,2 @@\n kept\n-gone\n+come",
    ],
)
def test_what_is_set_in_columns_or_drawn_with_signs_keeps_its_blanks(text: str) -> None:
    assert drawn(f"See:\n\n{text}\n\nBye.") == [
        (BlockKind.PARAGRAPH, "See:"),
        (BlockKind.CODE, text),
        (BlockKind.PARAGRAPH, "Bye."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}\n{FULL}\nand ends.",
        "Two blanks end a sentence.  So one learned it.  It is\nprose for all that.  Is it?  It is.",
        "This   text  was  filled  up  until all lines are as  long as\n"
        "another, and  what stands below what  is  nothing but chance.\nHere  it  ends.",
        f"     {FULL}\nand goes on.",
        "Home | News | About us",
        "What a day :-)",
    ],
)  # fmt: skip
def test_prose_is_no_table(text: str) -> None:
    assert [kind for kind, _words in drawn(text)] == [BlockKind.PARAGRAPH]


def test_a_table_within_a_paragraph_is_set_apart_from_it() -> None:
    assert drawn("the figures are\nTea       3\nMilk     12\nas you see") == [
        (BlockKind.PARAGRAPH, "the figures are"),
        (BlockKind.CODE, "Tea       3\nMilk     12"),
        (BlockKind.PARAGRAPH, "as you see"),
    ]


def test_code_with_empty_lines_in_it_is_one_block() -> None:
    assert drawn("    a = 1\n\n    b = 2") == [(BlockKind.CODE, "    a = 1\n\n    b = 2")]


def test_a_table_that_is_quoted_is_a_table_in_a_quote() -> None:
    block = blocks_of_text("> Name    Age\n> Ann      31\n\nYes.")[0]
    assert (block.kind, block.depth) == (BlockKind.CODE, 1)


def test_paragraphs_that_begin_further_in_are_told_apart() -> None:
    blocks = blocks_of_text(f"    {FULL}\nends.\n    {FULL}\nends too.")
    assert [block.text for block in blocks] == ["\u00a0" * 4 + f"{FULL} ends.", "\u00a0" * 4 + f"{FULL} ends too."]


def test_columns_that_are_parted_by_tabs_are_as_wide_as_their_words() -> None:
    assert aligned(["Item\tPrice", "Coffee and cake\t12"]) == ["Item             Price", "Coffee and cake  12"]
    assert aligned(["\tcode", "words\there"]) == ["\tcode", "words\there"]


def test_lists_are_lists_although_their_items_go_on_further_in() -> None:
    blocks = blocks_of_text("- tea\n-   milk\n    and honey\n1) sign\n2) send")
    assert [(block.marker, block.text) for block in blocks] == [
        ("•", "tea"), ("•", "milk and honey"), ("1)", "sign"), ("2)", "send"),
    ]  # fmt: skip


def test_the_lines_of_a_signature_stay_lines() -> None:
    blocks = blocks_of_text(f"Yes.\n\n-- \n{FULL}\nTelephone, and some more words to make this line a full one\nOslo")
    assert [block.signature for block in blocks] == [False, True]
    assert blocks[1].text.count("\n") == 2


def test_where_soft_breaks_are_gone_every_break_is_meant() -> None:
    text = f"{FULL}\n{FULL}"
    assert [block.text.count("\n") for block in blocks_of_text(text)] == [0]
    assert [block.text.count("\n") for block in blocks_of_text(text, flowed=True)] == [1]


@given(st.lists(st.text(st.sampled_from("ab |+-=/\\\t.山─>*@"), min_size=1).filter(str.strip), min_size=1))
def test_every_line_is_judged_and_no_word_is_lost(lines: list[str]) -> None:
    assert len(kept(lines)) == len(lines)
    signs = sorted(sign for line in aligned(lines) for sign in line if not sign.isspace())
    assert signs == sorted(sign for line in lines for sign in line if not sign.isspace())


@given(st.text(st.sampled_from("ab |+-=/\\\t\n.山─>*@")))
def test_what_keeps_its_blanks_is_escaped_as_all_else(text: str) -> None:
    for block in blocks_of_text(text):
        assert "<" not in re.sub(r"</?code>|<br>|<a href=\"[^<>\"]*\">|</a>", "", block.html)
