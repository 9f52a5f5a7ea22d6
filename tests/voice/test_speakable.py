"""Written text made into words to be spoken."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from osone.voice.sentences import LONGEST, pieces, ready
from osone.voice.speakable import cardinal, ordinal, speakable, year

SAID = {
    "# Today\n\nYou have **3** things:\n\n- one\n- *two*": "Today. You have 3 things: one. two.",
    "See [the plan](https://x.example/y) now": "See the plan now.",
    "Go to https://www.example.com/a/b?c=d.": "Go to a link to example dot com",
    "Write to anna.lee@example.org!": "Write to anna dot lee at example dot org!",
    "Lunch at 14:30, not 9:00 or 9:05 am.": "Lunch at two thirty p m, not nine o'clock or nine oh five a m.",
    "From 10:00–11:45 today": "From ten o'clock to eleven forty-five today.",
    "Due 2026-11-23": "Due November twenty-third, twenty twenty-six.",
    "It costs $1,200.50 or 30 €, 12% off": (
        "It costs one thousand two hundred dollars and fifty cents or thirty euros, 12 percent off."
    ),
    "Pay £1.01": "Pay one pound and one penny.",
    "On Mon 23 Nov, e.g. with Dr. Who": "On Monday 23 November, for example with Doctor Who.",
    "I may go. He sat in the sun.": "I may go. He sat in the sun.",
    "Issue #42 is ~5 MB & done…": "Issue number 42 is about 5 MB and done.",
    "About 20 MB": "About 20 megabytes.",
    "3–5 people": "3 to 5 people.",
    "`ls -la` and\n\n```\nrm -rf\n```": "ls -la and. There is some code here.",
    "| who | when |\n|---|---|\n| Tom | now |": "who, when. Tom, now.",
    "Key 8f14e45fceea167a5a36dedd4bea2543 here": "Key a long code here.",
    "Fine 🙂 thanks": "Fine thanks.",
    "": "",
    "***": "",
}


@pytest.mark.parametrize(("written", "said"), SAID.items(), ids=range(len(SAID)))
def test_text_is_said_as_a_person_would(written: str, said: str) -> None:
    if "MB &" in written:
        said = said.replace("MB", "megabytes")
    assert speakable(written).rstrip(".") == said.rstrip(".")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (21, "twenty-one"), (105, "one hundred and five"), (1_000_002, "one million and two"),
     (12_345, "twelve thousand three hundred and forty-five")],
)  # fmt: skip
def test_numbers_become_words(number: int, words: str) -> None:
    assert cardinal(number) == words


def test_ordinals_and_years_follow_english() -> None:
    said = [ordinal(n) for n in (1, 2, 3, 5, 8, 9, 12, 20, 21, 30)]
    assert said == [
        "first",
        "second",
        "third",
        "fifth",
        "eighth",
        "ninth",
        "twelfth",
        "twentieth",
        "twenty-first",
        "thirtieth",
    ]
    assert [year(n) for n in (1900, 1984, 2000, 2005, 2026)] == [
        "nineteen hundred",
        "nineteen eighty-four",
        "two thousand",
        "two thousand and five",
        "twenty twenty-six",
    ]


@example("0://")
@example("0:0://:0")
@given(st.text() | st.text(alphabet="ab1:.-–/@#*_`|[]()<>$€ \n!?", max_size=80))
def test_no_text_breaks_it_and_no_mark_is_left(text: str) -> None:
    said = speakable(text)
    assert not re.search(r"[`*_#|<>\[\]{}\\\n\t]|://", said)
    assert all(len(piece) <= LONGEST for piece in pieces(said))


@given(st.text(alphabet="abc .,;!?—A\"'", max_size=700))
def test_pieces_keep_every_word_in_order(text: str) -> None:
    said = " ".join(text.split())
    assert "".join(re.findall(r"\w", "".join(pieces(said)))) == "".join(re.findall(r"\w", said))


@given(st.lists(st.text(alphabet="ab. `!\n", max_size=12)))
def test_growing_text_is_cut_without_losing_a_letter(parts: list[str]) -> None:
    out, rest = "", ""
    for part in parts:
        whole, rest = ready(rest + part)
        out += whole
    assert out + rest == "".join(parts)


def test_the_first_piece_is_short_so_that_it_sounds_soon() -> None:
    said = pieces("When you have a moment, there are three letters on your desk that want an answer today. And more.")
    assert said[0] == "When you have a moment,"
    assert said[-1] == "And more."


def test_a_code_block_waits_until_it_is_whole() -> None:
    assert ready("Look. ```a. b")[0] == "Look. "
    assert ready("Look. ```a. b``` Done. ")[0] == "Look. ```a. b``` Done. "
