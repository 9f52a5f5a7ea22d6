"""A card of the companion in the window: it says what it is about, and a yes does that and nothing else."""

from osone.app.companion.house import about_what
from osone.app.profile.profile import Profile
from osone.companion.minds.protocol import Call
from osone.companion.ports import Card
from osone.model.mail import Box
from osone.store import listing
from tests.app.house import Running, living
from tests.app.talking import settle


def said(house: Running, kind: str) -> list[str]:
    """The words of everything of a kind that stands in the talk."""
    return [words for what, words in house.talk() if what == kind]


def test_a_card_names_the_conversations_the_tasks_and_all_else(world: Profile) -> None:
    reader = world.store.reader()
    threads = [thread for _, thread in listing.ids(reader, Box.PEOPLE, 5)]
    subjects = [row.subject for row in listing.rows(reader, threads)]
    (task,) = reader.execute("SELECT id, title FROM task ORDER BY id LIMIT 1").fetchall()
    assert about_what(reader, {"threads": threads[:1], "folder": "Receipts"}) == (f"“{subjects[0]}”. folder: Receipts.")
    assert about_what(reader, {"threads": threads}) == (
        f"“{subjects[0]}”, “{subjects[1]}”, “{subjects[2]}” and 2 more."
    )
    assert about_what(reader, {"tasks": [task[0]], "number": 1}) == f"“{task[1]}”. number: 1."
    assert about_what(reader, {"threads": [999_999]}) == "something that no longer exists."
    assert about_what(reader, {}) == ""
    assert len(about_what(reader, {"line": "x" * 5000})) < 500
    reader.close()


def test_a_yes_to_a_card_whose_talk_is_over_does_nothing_and_says_so(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.ask("hello")
        reader = world.store.reader()
        ((_, thread),) = listing.ids(reader, Box.PEOPLE, 1)
        reader.close()
        card = Card(
            10_000, Call("mail.trash", {"threads": [thread]}), "Delete: move it to the trash.", "You see it first."
        )
        house.house.talker.card(card)
        # What else she has to say of herself may come before it or after.
        house.until(lambda: said(house, "card"), "the card is there")
        (words,) = said(house, "card")
        assert words.startswith("“")
        assert words.endswith("You see it first.")
        house.screens.talk.decide("card:10000", True)
        house.until(
            lambda: any("nothing was done" in note for note in said(house, "note")), "it says that nothing was done"
        )
        assert not house.number("SELECT count(*) FROM listing WHERE box = ? AND thread = ?", int(Box.TRASH), thread)
