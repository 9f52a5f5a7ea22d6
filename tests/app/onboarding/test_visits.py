"""A question of the meeting asked again, in a house that was met."""

from osone.bridge.onboarding.flow import MeetingFlow
from tests.app.house import Running, living, sample


def visit(house: Running, words: str) -> MeetingFlow:
    house.press("Mod+K")
    house.until(lambda: house.rooms.finder.property("opened"), "the palette")
    house.turn(0.02)
    house.write(words)
    house.press("Enter")
    house.until(lambda: house.rooms.shell.property("meeting"), "the question")
    assert house.house.flow is not None
    return house.house.flow


def test_another_name_is_chosen_and_every_room_still_opens_behind_it() -> None:
    with sample() as opened, living(opened) as house:
        flow = visit(house, "another name")
        assert flow.meeting.step.value == "name"
        house.press("Esc")
        house.until(lambda: not house.rooms.shell.property("meeting"), "home again")
        for room, key in (("mail", "i"), ("calendar", "c"), ("tasks", "t"), ("settings", "s"), ("home", "h")):
            house.press("g", key)
            assert house.rooms.shell.property("room") == room
            house.turn(0.02)
        visit(house, "another mind")
        house.press("Esc")
        house.until(lambda: not house.rooms.shell.property("meeting"), "home again")
