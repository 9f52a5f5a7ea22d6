"""The text of a message in the whole window: marked, listed, pasted, and what is quoted beneath it, by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from osone.bridge.screen import one
from osone.bridge.writing.drafts import Drafts
from osone.model.drafts import Run, Shape
from osone.store.writing import transaction
from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    """An answer is begun to the first message of the list."""
    with sample() as opened, living(opened) as found:
        found.press("g", "i")
        found.until(lambda: found.screens.inbox.current, "the list is there")
        found.press("r")
        found.until(lambda: found.screens.writing.number, "an answer is begun")
        found.turn(0.05)
        yield found


def words(house: Running) -> list[tuple[Shape, str]]:
    return [(block.shape, block.words) for block in house.screens.text.blocks()]


def copied(html: str = "", text: str = "") -> None:
    given = QMimeData()
    if html:
        given.setHtml(html)
    given.setText(text)
    QGuiApplication.clipboard().setMimeData(given)


def test_bold_without_a_selection_is_what_is_typed_next_or_the_word_at_the_caret(house: Running) -> None:
    house.write("a ")
    house.press("Mod+B")
    house.write("bc")
    house.press("Mod+B")
    house.write(" def")
    assert house.screens.text.blocks()[0].runs == (Run("a "), Run("bc", bold=True), Run(" def"))
    house.press("Left", "Mod+I")
    runs = house.screens.text.blocks()[0].runs
    assert runs[-1] == Run("def", italic=True), "the caret is within it"


def test_lists_are_begun_by_a_key_and_ended_by_an_empty_item(house: Running) -> None:
    house.press("Mod+Shift+L")
    house.write("one")
    house.press("Enter")
    house.write("two")
    house.press("Enter", "Enter")
    house.write("after")
    assert words(house) == [(Shape.BULLET, "one"), (Shape.BULLET, "two"), (Shape.TEXT, "after")]


def test_a_page_is_pasted_with_its_marks_and_asks_nobody(house: Running) -> None:
    page = (
        '<h2>News</h2><p>See <b>the</b> <a href="https://x.org">plan</a>'
        '<img src="http://127.0.0.1:9/x.png"></p><ul><li>a<li>b</ul>'
    )
    copied(page, "News")
    house.press("Mod+V")
    blocks = house.screens.text.blocks()
    assert [(one.shape, one.words) for one in blocks if one.words] == [
        (Shape.TEXT, "News"), (Shape.TEXT, "See the plan"), (Shape.BULLET, "a"), (Shape.BULLET, "b"),
    ]  # fmt: skip
    runs = [run for block in blocks for run in block.runs]
    assert Run("the", bold=True) in runs
    assert Run("plan", link="https://x.org") in runs
    assert not any(run.picture for run in runs)


def test_words_alone_are_pasted_by_the_other_key(house: Running) -> None:
    copied("<p><b>bold</b></p>", "bold\nplain")
    house.press("Mod+Shift+V")
    assert words(house) == [(Shape.TEXT, "bold"), (Shape.TEXT, "plain")]
    assert not any(run.bold for block in house.screens.text.blocks() for run in block.runs)


def test_a_picture_is_kept_with_the_draft_and_there_again_when_it_is_opened(house: Running) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill("blue")
    QGuiApplication.clipboard().setImage(image)
    house.write("x")
    house.press("Mod+V")
    house.until(lambda: any(run.picture for run in house.screens.text.blocks()[0].runs), "it stands in the text")
    before, number = house.screens.text.blocks(), house.screens.writing.number
    assert house.screens.enclosures.property("files") == [], "it is no file beside it"
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away")
    house.screens.writing.resume(number)
    house.until(lambda: house.screens.writing.number == number, "it is open again")
    assert house.screens.text.blocks() == before


def test_what_is_quoted_is_seen_folded_and_left_out(house: Running) -> None:
    quoted = house.screens.quoted
    assert quoted.property("state") == "folded"
    house.press("Mod+Shift+E")
    house.until(lambda: quoted.property("state") == "shown", "it is shown")
    assert "wrote:" in str(quoted.rows[0]["said"])
    house.press("Mod+Shift+E")
    assert (quoted.property("state"), quoted.rows) == ("folded", [])
    house.press("Mod+Shift+U")
    assert quoted.property("state") == "left out"


def test_a_link_is_made_of_what_is_selected(house: Running) -> None:
    house.write("our page")
    for _letter in "page":
        house.press("Shift+Left")
    assert house.screens.text.chosen
    house.press("Mod+K")
    house.turn(0.1)
    house.write("x.org/a")
    house.press("Enter")
    assert house.screens.text.blocks()[0].runs == (Run("our "), Run("page", link="https://x.org/a"))


def test_with_nothing_selected_the_same_key_is_the_palette(house: Running) -> None:
    house.write("our page")
    house.press("Mod+K")
    assert house.screens.finder.property("opened")
    house.write("add a link")
    assert "write.link" in [row["value"] for row in house.screens.finder.rows]


def test_esc_puts_away_who_is_suggested_and_tab_goes_on_to_the_subject(house: Running) -> None:
    house.press("Esc", "Esc", "g", "i")
    house.until(lambda: not house.screens.writing.number, "nothing is open")
    lines, writing = house.screens.lines, house.screens.writing
    lines.known = []
    house.press("c")
    house.until(lambda: writing.number and lines.known, "a message is begun")
    house.turn(0.05)
    house.write(lines.known[0].email[:2])
    house.until(lambda: lines.property("suggestions"), "somebody is suggested")
    typed = lines.typed["to"]
    house.press("Esc")
    assert not lines.property("suggestions")
    assert (writing.held, writing.property("resting"), lines.typed["to"]) == (True, False, typed), "still on the line"
    house.press("Tab")
    house.write("Half written")
    draft = writing.draft()
    assert draft is not None
    assert draft.subject == "Half written"
    assert lines.typed["to"] == typed
    house.press("Esc")
    assert writing.property("resting"), "nobody is suggested there, so it is the line that is left"


def test_a_space_on_the_rail_leaves_no_draft(house: Running) -> None:
    house.press("Esc")
    for _ in range(30):
        house.press("Tab")
        focus = house.house.window.activeFocusItem() if house.house.window is not None else None
        if focus is not None and focus.property("away"):
            break
    assert focus is not None
    assert focus.property("away"), "the keyboard is on the rail"
    number = house.screens.writing.number
    house.press("Space")
    assert (house.screens.shell.property("screen"), house.screens.writing.number) == ("writing", number)


def test_a_draft_that_is_opened_in_the_moment_it_was_put_away_has_its_last_words(house: Running) -> None:
    house.write("First words.")
    number = house.screens.writing.number
    for round_ in range(20):
        house.write(str(round_ % 10))
        house.screens.writing.put_away()
        house.screens.writing.resume(number)
        house.until(lambda: house.screens.writing.number == number, "it is open again")
        assert house.screens.text.blocks()[0].words.endswith(str(round_ % 10))
        house.turn(0.01)


def test_after_z_the_mark_is_on_the_draft_that_came_back(house: Running) -> None:
    house.press("Esc", "Esc")
    drafts = one(house.house.engine, "OSOne.Writing", Drafts)

    def written(subject: str) -> int:
        house.press("g", "w", "c")
        house.until(lambda: house.screens.writing.number, "a message is begun")
        house.turn(0.05)
        house.press("Tab")
        house.write(subject)
        number = house.screens.writing.number
        house.press("Esc", "Esc")
        house.until(lambda: drafts.place_of(number) >= 0, "it is listed")
        return int(number)

    first, _second, third = written("one"), written("two"), written("three")
    drafts.set_cursor(drafts.place_of(first))
    house.press("g", "w", "#")
    house.until(lambda: drafts.place_of(first) < 0, "it is thrown away")
    drafts.set_cursor(drafts.place_of(third))
    house.press("z")
    house.until(lambda: drafts.place_of(first) >= 0, "it is back")
    assert drafts.current == first


def test_undo_in_the_text_takes_back_a_word_at_a_time(house: Running) -> None:
    house.write("one two three")
    seen = []
    for _ in range(3):
        seen.append(house.screens.text.blocks()[0].words)
        house.press("Mod+Z")
    assert [*seen, house.screens.text.blocks()[0].words] == ["one two three", "one two ", "one ", ""]
    house.press("Mod+Shift+Z")
    assert house.screens.text.blocks()[0].words == "one "


def test_a_message_that_is_thrown_away_by_any_verb_closes_its_sheet_and_cannot_be_sent(house: Running) -> None:
    house.write("hello")
    number = house.screens.writing.number
    house.screens.writing.keep()
    house.until(lambda: house.rows("SELECT 1 FROM draft WHERE id = ?", number), "it is kept")
    house.write(" there")
    house.house.dispatcher.named("draft.discard")
    assert not house.screens.writing.property("opened"), "it is gone in the frame of the key"
    house.press("Mod+Enter")
    house.until(lambda: not house.rows("SELECT 1 FROM draft WHERE id = ?", number), "it is thrown away")
    house.until(lambda: "Discarded 1 draft" in house.toasts(), "that is told")
    house.turn(0.6)
    assert not any("Sending" in one for one in house.toasts())
    assert not house.rows("SELECT 1 FROM draft WHERE id = ?", number)
    house.press("z")
    house.until(lambda: house.screens.writing.number == number, "undo opens it again")
    house.until(lambda: house.screens.text.blocks()[0].words == "hello there", "with every word")


def test_a_message_that_is_thrown_away_elsewhere_closes_its_sheet(house: Running) -> None:
    house.write("hello")
    number = house.screens.writing.number
    house.screens.writing.keep()
    house.until(lambda: house.rows("SELECT 1 FROM draft WHERE id = ?", number), "it is kept")
    house.turn(0.1)
    assert house.screens.writing.number == number
    writer = house.house.profile.store.writer()
    with transaction(writer) as tx:
        tx.connection.execute("DELETE FROM draft WHERE id = ?", (number,))
    writer.close()
    house.write(" there")
    house.screens.writing.keep()
    house.until(lambda: not house.screens.writing.number, "the sheet is closed")
    assert not house.rows("SELECT 1 FROM draft WHERE id = ?", number), "and it is not begun anew"
