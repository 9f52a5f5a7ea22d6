"""What has the keyboard, and what a key comes to, is in view wherever there is more than a window holds."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living, sample
from tests.app.seen import content, every, focus, focused, in_view, item, items, place


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        assert running.house.window is not None
        running.house.window.resize(1024, 700)
        running.turn(0.1)
        yield running


@pytest.mark.parametrize("key", ["Down", "Tab"])
def test_every_line_of_the_settings_comes_into_view_with_the_keyboard(house: Running, key: str) -> None:
    house.press("Esc", "Esc", "g", "h", "g", "s")
    house.turn(0.2)
    lines: list[QQuickItem] = []
    lower = 0.0
    for _ in range(60):
        house.press(key)
        house.turn(0.02)
        at = focus(house)
        assert at is not None
        if at in lines:
            break
        if "SettingsScreen" not in focused(house):
            continue
        assert in_view(house, at), at.metaObject().className()
        lines.append(at)
        lower = max(lower, place(at).bottom() - place(item(house, "SettingsPage")).top())
    assert len(lines) > 12
    assert lower > 700, "the last of them were far below"


def test_the_sheet_of_keys_goes_on_to_its_last_line_and_back(house: Running) -> None:
    house.press("Esc", "Esc", "g", "i", "?")
    house.turn(0.1)
    rows = items(house, "KeyRow")
    last, first = max(rows, key=lambda one: place(one).bottom()), min(rows, key=lambda one: place(one).top())
    assert in_view(house, first)
    assert not in_view(house, last)
    house.press(*["PageDown"] * 12)
    assert in_view(house, last)
    house.press(*["Up"] * 80)
    assert in_view(house, first)
    house.write("junk")
    house.until(lambda: all(in_view(house, one) for one in items(house, "KeyRow")), "what is found is seen")
    assert [one for one in items(house, "KeyRow") if "junk" in str(one.property("sentence")).lower()]
    house.press("Esc")


@pytest.mark.parametrize(("there", "row"), [(("g", "i", "2"), "MailRow"), (("g", "t", "4"), "TaskRow")])
def test_the_row_under_the_cursor_is_in_view_at_both_ends_of_a_list(
    house: Running, there: tuple[str, ...], row: str
) -> None:
    house.press("Esc", "Esc", *there)
    house.turn(0.3)
    for key in ("End", "Home", "PageDown", "PageDown", "PageUp", "End"):
        house.press(key)
        house.turn(0.05)
        (current,) = [one for one in every(content(house)) if row in one.metaObject().className() and one.isVisible()
                      and one.property("current")]  # fmt: skip
        assert in_view(house, current), key
