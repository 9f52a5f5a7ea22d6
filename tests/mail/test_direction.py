"""Lists run one way, and what is said to run from right to left does."""

from osone.mail.blocks import BlockKind, TextBlock
from osone.mail.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT, is_rtl, turned
from osone.mail.html import reduce_html
from osone.mail.text import blocks_of_text


def ways(blocks: tuple[TextBlock, ...]) -> list[bool | None]:
    return [is_rtl(block.text) for block in turned(blocks)]


def test_a_line_runs_the_way_of_its_first_letter() -> None:
    assert [is_rtl(line) for line in ("12 שקל", "(مرحبا)", "ok שלום", "1.", "")] == [True, True, False, None, None]


def test_an_item_that_begins_with_a_foreign_name_stays_in_its_list() -> None:
    assert ways(blocks_of_text("- חלב\n- iPhone של דן\n- לחם")) == [True, True, True]
    assert ways(blocks_of_text("- milk\n- שלום\n- bread")) == [False, False, False]


def test_one_list_does_not_turn_the_one_after_it() -> None:
    blocks = reduce_html("<ul dir=rtl><li>חלב<li>OK</ul><ul><li>milk<li>bread</ul>")
    assert ways(blocks) == [True, True, False, False]


def test_what_is_said_to_run_from_right_to_left_does_whatever_its_words_are() -> None:
    assert ways(reduce_html("<div dir=rtl><p>OK</p></div><p style='direction: rtl'>Yes</p><p>No</p>")) == [
        True, True, False,
    ]  # fmt: skip


def test_what_needs_no_sign_gets_none() -> None:
    assert [block.html for block in turned(blocks_of_text("- tea\n- milk\n\nשלום"))] == ["tea", "milk", "שלום"]
    code = TextBlock(BlockKind.CODE, "<code>x</code>", rtl=True)
    assert list(turned([code])) == [code]
    assert {RIGHT_TO_LEFT, LEFT_TO_RIGHT} == {"\u200f", "\u200e"}
