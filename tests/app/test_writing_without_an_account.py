"""Writing before there is an account: the message is kept, and the way to send it is offered."""

from osone.app.profile import profile
from tests.app.house import Running, living
from tests.app.talking import settle


def in_a_line(house: Running) -> bool:
    assert house.house.window is not None
    item = house.house.window.activeFocusItem()
    return item is not None and item.property("cursorVisible") is True


def test_who_has_no_account_yet_is_told_so_and_keeps_what_was_written() -> None:
    with profile.throw_away() as opened:
        settle(opened, {"meeting.done": True, "meeting.step": "done", "person.name": "Mara", "companion.name": "Iris"})
        with living(opened) as house:
            house.press("g", "h", "c")
            house.until(lambda: house.screens.writing.number, "a message is begun")
            house.until(lambda: in_a_line(house), "the keyboard is in its first line")
            house.write("bo@rope.example")
            house.press("Enter")
            house.write("Rope")
            house.press("Enter")
            house.write("Is there any left?")
            house.press("Mod+Enter")
            house.until(
                lambda: any("There is no account to send from yet." in one for one in house.toasts()), "it is told"
            )
            rows = list(house.screens.shell.property("toasts").rows)
            assert [row["command"] for row in rows if "no account" in str(row["text"])] == ["account.add"]
            house.until(lambda: house.screens.lines.typed["to"] == "bo@rope.example", "it stands there as it was")
            assert "Is there any left?" in [block.words for block in house.screens.text.blocks()]
