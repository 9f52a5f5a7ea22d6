"""A conversation opens at the first message one has not read, and only what was on the screen is read by that."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Flag
from tests.app.house import Running, living
from tests.app.seen import bare, bring, in_view, item, items, letter, place, show

MANY = 6
LONG = "\r\n\r\n".join(
    f"This is what is told in paragraph {n}, and it takes a line or two to say it." for n in range(40)
)


@pytest.fixture
def house() -> Iterator[Running]:
    with bare() as opened:
        answers = [
            letter(
                "The boat",
                f"Part {n}. {LONG}",
                name=f"boat-{n}",
                more="References: <boat-0@one.example>\r\n" if n else "",
            )
            for n in range(MANY)
        ]
        bring(opened, *answers, letter("Another"), seen=[0, 1])
        with living(opened) as running:
            yield running


def read(house: Running) -> list[bool]:
    """Which of the messages are read, the oldest first."""
    rows = house.rows(
        "SELECT s.flags FROM shown s JOIN message m ON m.id = s.message WHERE m.subject = 'The boat' ORDER BY m.id"
    )
    return [bool(int(str(flags)) & Flag.SEEN) for (flags,) in rows]


def test_it_opens_at_the_first_unread_message_and_the_others_are_read_as_they_are_come_to(house: Running) -> None:
    house.press("g", "i")
    show(house, "The boat")
    reading = house.screens.reading
    assert int(reading.property("place")) == next(n for n, row in enumerate(reading.rows) if row["what"] == "block") - 1
    heads = items(house, "MessageHead")
    third = next(one for one in heads if one.property("expanded"))
    assert in_view(house, third)
    assert place(third).top() < place(item(house, "ReadingList")).center().y()
    house.until(lambda: read(house)[2], "what is seen is read")
    house.turn(0.4)
    assert read(house) == [True, True, True, False, False, False], "what nobody has seen is not"
    for _ in range(80):
        house.press("Space")
        house.turn(0.3)
        if all(read(house)):
            break
        assert read(house) == sorted(read(house), reverse=True), "in their order"
    assert all(read(house))
    assert not reading.open_thread or house.number("SELECT count(*) FROM journal WHERE call LIKE '%mail.read%'") >= 2


def test_where_looking_is_not_reading_all_stays_unread(house: Running) -> None:
    house.screens.preferences.change("mail.mark_read", False)
    house.turn(0.1)
    show(house, "The boat")
    for _ in range(6):
        house.press("Space")
        house.turn(0.2)
    assert read(house) == [True, True, False, False, False, False]
