"""The links of what is read, by keys alone: reached one after the other, found by their words, and asked about."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living
from tests.app.seen import bare, bring, focus, focused, in_view, item, letter, place, show, texts, words

FILLER = "<p>We sail at eight, whatever the weather is and whoever is late.</p>"
PAGE = f"""<p>The <a href='https://good.example/boat?a=1&amp;b=2'>boat</a> and the
<a href='https://good.example/crew'>crew</a>.</p>{FILLER * 60}
<p><a href='https://evil.example/login'>www.bank.example</a></p>"""
TALL = "<p>" + "".join(f"<a href='https://far.example/{n}'>Read more</a><br>" for n in range(80)) + "</p>"


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with bare() as opened:
        bring(opened, letter("Sailing", PAGE, kind="text/html"), letter("None"), letter("Tall", TALL, kind="text/html"))
        with living(opened) as running:
            yield running


def cards(house: Running) -> list[dict[str, object]]:
    return list(house.screens.shell.property("cards").rows)


def marked(house: Running) -> str:
    """The words of the link that is marked; empty where none is."""
    drawn = [str(one.property("text")) for one in texts(house, "MessageBlock")]
    found = [one.partition('<a class="on"')[2].partition(">")[2].partition("<")[0] for one in drawn]
    return "".join(found)


def tab_to(house: Running, wanted: str, key: str = "Tab") -> None:
    for _press in range(12):
        house.press(key)
        house.turn(0.05)
        if marked(house) == wanted:
            return
    raise AssertionError(f"no key comes to {wanted}")


def drawn(house: Running, beginning: str) -> QQuickItem:
    return next(one for one in texts(house, "MessageBlock") if beginning in str(one.property("text")))


def test_tab_goes_from_link_to_link_each_marked_and_in_view_and_says_where_it_leads(house: Running) -> None:
    show(house, "Sailing")
    house.press("F6")
    tab_to(house, "boat")
    assert any("good.example/boat?a=1&b=2" in one for one in words(house, "ReadingSheet"))
    house.press("Tab")
    house.until(lambda: marked(house) == "crew", "the next of the same line")
    assert focused(house)[0] == "ReadingList"
    house.press("Tab")
    house.until(lambda: marked(house) == "www.bank.example", "the next, far below")
    house.turn(0.1)
    assert in_view(house, drawn(house, "www.bank.example"))
    house.press("Shift+Tab")
    house.until(lambda: marked(house) == "crew", "and back")
    house.turn(0.1)
    assert in_view(house, drawn(house, "crew"))


def test_tab_passes_no_link_on_its_way_from_the_head_and_leaves_after_the_last(house: Running) -> None:
    show(house, "Sailing")
    house.press("F6")
    tab_to(house, "boat")
    house.press("Shift+Tab")
    house.until(lambda: not marked(house), "before the first link")
    assert "MessageHead" in focused(house)
    house.press("Tab")
    house.until(lambda: marked(house) == "boat", "on again")
    house.press("Tab", "Tab")
    house.until(lambda: marked(house) == "www.bank.example", "the last")
    house.press("Tab")
    house.until(lambda: not marked(house), "out of it")
    assert "ReadingList" not in focused(house)
    assert focus(house) is not None


@pytest.mark.parametrize("key", ["Enter", "o"])
def test_enter_asks_as_a_click_does_and_the_keyboard_comes_back_to_the_link(house: Running, key: str) -> None:
    show(house, "Sailing")
    house.press("F6")
    tab_to(house, "www.bank.example")
    house.press(key)
    house.until(lambda: cards(house), "it asks")
    assert cards(house)[-1]["title"] == "Open evil.example?"
    assert "The link's text says www.bank.example, but it leads elsewhere." in str(cards(house)[-1]["body"])
    house.press("Esc")
    house.until(lambda: not cards(house), "no")
    house.until(lambda: marked(house) == "www.bank.example", "it is where it was")
    house.press("Esc")
    house.until(lambda: not marked(house), "off the link")
    assert house.screens.reading.open_thread, "and what is read is open still"
    house.press("Esc")
    house.until(lambda: not house.screens.reading.open_thread, "then it is closed")


def test_a_key_lists_the_links_by_their_words_and_host_and_what_is_chosen_is_asked_about(house: Running) -> None:
    show(house, "Sailing")
    finder = house.screens.finder
    house.press("l")
    house.until(lambda: finder.property("opened"), "it asks which")
    assert [row["title"] for row in finder.rows] == [
        "boat (good.example)", "crew (good.example)", "www.bank.example (evil.example)",
    ]  # fmt: skip
    house.write("evil")
    house.until(lambda: len(finder.rows) == 1, "found by where it leads")
    house.press("Enter")
    house.until(lambda: cards(house), "it asks")
    assert cards(house)[-1]["title"] == "Open evil.example?"
    house.press("Esc")
    house.until(lambda: not cards(house), "no")
    house.press("l")
    house.write("no such words")
    house.press("Enter")
    house.until(lambda: "I find no such link in this message." in house.toasts(), "it is said")
    assert not cards(house)


def test_the_palette_offers_it_only_where_there_are_links(house: Running) -> None:
    def offered() -> set[str]:
        house.press("Mod+K")
        house.write("open a link")
        found = {str(row["value"]) for row in house.screens.finder.rows}
        house.press("Esc")
        return {one for one in found if one.startswith("link.")}

    show(house, "Sailing")
    assert offered() == {"link.open"}
    show(house, "None")
    assert offered() == set()
    house.press("l")
    assert not house.screens.finder.property("opened")


def test_links_of_the_same_words_are_all_reached_and_a_block_taller_than_the_view_follows(house: Running) -> None:
    show(house, "Tall")
    house.press("l")
    house.until(lambda: len(house.screens.finder.rows) == 50, "so many are listed")
    house.press("Esc")
    house.press("F6")
    tab_to(house, "Read more")
    sheet = place(item(house, "ReadingList"))
    for key, n in [*(("Tab", n) for n in range(1, 45)), *(("Shift+Tab", n) for n in range(43, 0, -1))]:
        house.press(key)
        assert house.screens.linked.property("href") == f"https://far.example/{n}"
        text = drawn(house, "Read more")
        at = text.mapRectToScene(QRectF(0, (n + 0.5) * text.height() / 81, 10, 1))
        assert sheet.top() < at.top() < sheet.bottom()
