"""Signatures: how one is kept, where it stands in what leaves, and that it is nobody's words until it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.flowed import unflow
from osone.mail.html import reduce_html
from osone.mail.writing import message, signing
from osone.mail.writing.message import Answered
from osone.mail.writing.remarks import remarks
from osone.model.drafts import Block, Draft, DraftId, Recipients, Run
from osone.model.ids import AccountId
from osone.model.mail import Address

NORA = "Nora Lind\nHarbour Press, +46 8 123"
HELLO = (Block((Run("Hello"),)),)


def draft(*blocks: Block) -> Draft:
    bo = Address("Bo", "bo@y.org")
    return Draft(DraftId(1), AccountId(1), bo, Recipients((bo,)), "x", blocks)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nora \r\n\r\nLind\t\r\n\n", "  Nora\n\nLind"),
        ("-- \nNora", "Nora"),
        ("--\n\nNora", "Nora"),
        ("\n\n", ""),
        ("Nora\0\x07 Lind\u2028Press", "Nora Lind\nPress"),
        ("x" * 5_000, "x" * signing.LONGEST),
    ],
)
def test_a_signature_is_kept_as_lines_without_what_is_put_there_anyway(typed: str, kept: str) -> None:
    assert signing.tidied(typed) == kept


@given(st.text(max_size=300))
def test_what_is_kept_is_kept_the_same_again(typed: str) -> None:
    kept = signing.tidied(typed)
    assert signing.tidied(kept) == kept


def test_it_stands_beneath_its_line_above_what_is_quoted() -> None:
    quoted = (Block((Run("Cy wrote:"),)), Block((Run("Shall we?"),), quoted=1))
    body = message.body(draft(*signing.signed(HELLO, NORA)), [], Answered("1@y.org", (), quoted))
    lines = body.plain.split("\n")
    assert lines == ["Hello", "", "-- ", *NORA.split("\n"), "", "Cy wrote:", "> Shall we?", ""]
    assert unflow(body.plain).split("\n")[:5] == ["Hello", "", "-- ", *NORA.split("\n")], "no line flows into it"


def test_in_a_page_it_is_known_as_a_signature_again() -> None:
    written = (Block((Run("Hello", bold=True),)), *signing.signed((), NORA))
    shown = reduce_html(message.body(draft(*written), []).html)
    assert [("Nora" in block.html, block.signature) for block in shown if block.html] == [(False, False), (True, True)]


def test_a_signature_is_no_word_of_a_persons() -> None:
    empty = signing.signed((Block(),), NORA)
    assert signing.wordless(signing.unsigned(empty, NORA))
    assert not signing.wordless(empty), "without knowing it, nobody may throw it away"
    assert not signing.wordless(signing.unsigned(empty, "Another")), "what another wrote there stays"
    assert not signing.wordless(signing.unsigned((*empty, *HELLO), NORA)), "words beneath it are words"
    assert remarks(draft(*empty), (), files=False) == []
    attached = signing.signed(HELLO, "Attachments are scanned.")
    assert remarks(draft(*attached), (), files=False) == []


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=9), max_size=4),
    st.sampled_from([NORA, "", "N"]),
)
def test_what_was_signed_is_unsigned_again(lines: list[str], signature: str) -> None:
    written = tuple(Block((Run(line),) if line else ()) for line in lines)
    assert signing.unsigned(signing.signed(written, signature), signature) in (written, (*written, Block()))
