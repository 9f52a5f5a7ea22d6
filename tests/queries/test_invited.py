"""Invitations in messages: what they ask to, how they stand to the calendar, and what taking them up does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from osone.app.invitations import card, file_words, takes, why
from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.mail.mime import parse
from osone.model.mail import Address
from osone.queries.invited import CalendarStanding, Invited, in_file, in_message
from osone.store import events, outbox
from tests.store import world as worlds
from tests.store.world import World

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
LENA = Address("Lena", "lena@harbour.example")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def mail(method: str, *more: str, start: str = "20261203T123000Z", sequence: int = 0, title: str = "Lunch") -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT", "UID:lunch@harbour",
        f"SEQUENCE:{sequence}",
        "DTSTAMP:20261130T080000Z", f"DTSTART:{start}", "DURATION:PT1H", f"SUMMARY:{title}", "LOCATION:Rosa's",
        "ORGANIZER;CN=Lena:mailto:lena@harbour.example", *more, "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join([
        "From: Lena <lena@harbour.example>", "Subject: Lunch", "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "Come.", "--b",
        f"Content-Type: text/calendar; method={method}", "", *lines, "--b--", "",
    ]).encode()  # fmt: skip


def seen(world: World, raw: bytes) -> Invited | None:
    return in_message(world.core, raw, parse(raw, words=False).attachments, UTC)


def keep(world: World, raw: bytes) -> Outcome:
    found = seen(world, raw)
    assert found is not None
    given = {"ics": found.event.ics, "method": found.method}
    return running.run(world.core, "event.bring", given, by="person", now=NOW, registry=REGISTRY)


def test_an_invitation_says_when_where_who_and_what_it_clashes_with(world: World) -> None:
    running.run(world.core, "event.add", {"line": "review 3 dec 13:00"}, by="person", now=NOW, registry=REGISTRY)
    found = seen(world, mail("REQUEST"))
    assert found is not None
    assert (found.title, f"{found.start:%d %H:%M}", f"{found.end:%H:%M}", found.event.location) == (
        "Lunch", "03 12:30", "13:30", "Rosa's",
    )  # fmt: skip
    assert found.host == "lena@harbour.example"
    assert [one.title for one in found.clashes] == ["review"]
    assert found.standing is CalendarStanding.NEW


def test_it_is_taken_up_once_updated_and_called_off_and_nothing_leaves(world: World) -> None:
    assert keep(world, mail("REQUEST")).said == "Added “Lunch”, Thu 3 Dec, 12:30 to 13:30."
    again = seen(world, mail("REQUEST"))
    assert again is not None
    assert (again.standing, again.clashes) == (CalendarStanding.KEPT, ())
    assert keep(world, mail("REQUEST")).said == "“Lunch” is in your calendar already."
    later = mail("REQUEST", start="20261203T180000Z", sequence=1)
    moved = seen(world, later)
    assert moved is not None
    assert moved.standing is CalendarStanding.CHANGED
    assert keep(world, later).said == "Updated “Lunch”, Thu 3 Dec, 18:00 to 19:00."
    off = seen(world, mail("CANCEL", sequence=2))
    assert off is not None
    assert off.called_off
    assert keep(world, mail("CANCEL", sequence=2)).said == "“Lunch” is called off and gone from your calendar."
    assert world.core.execute("SELECT count(*) FROM outbox").get == 0
    assert outbox.SERVICE_OF


def test_what_is_taken_up_is_never_among_what_the_person_wrote_and_can_be_taken_back(world: World) -> None:
    keep(world, mail("REQUEST"))
    kept = events.by_uid(world.core, "lunch@harbour")
    assert kept is not None
    assert kept.calendar != 1
    running.run(world.core, "undo", {}, by="person", now=NOW, registry=REGISTRY)
    assert events.by_uid(world.core, "lunch@harbour") is None


@pytest.mark.parametrize(
    "raw",
    [
        mail("REPLY"),
        mail("REQUEST", start="99999999T990000Z"),
        mail("REQUEST").replace(b"text/calendar", b"text/plain"),
        mail("REQUEST", "X-JUNK:" + "a" * 300_000),
        b"From: a@b\r\n\r\nno parts",
    ],
)
def test_a_guests_answer_what_cannot_be_read_and_what_is_too_large_is_no_invitation(world: World, raw: bytes) -> None:
    assert seen(world, raw) is None


def test_a_hostile_invitation_is_short_and_plain(world: World) -> None:
    found = seen(
        world, mail("REQUEST", "ATTACH:https://evil.example/x", "URL:https://evil.example", title="A\u202e" + "b" * 500)
    )
    assert found is not None
    assert len(found.title) < 100
    assert "\u202e" not in found.title


def test_calling_off_what_never_was_there_changes_nothing(world: World) -> None:
    assert keep(world, mail("CANCEL")).said == "“Lunch” is called off. It isn't in your calendar."
    assert events.by_uid(world.core, "lunch@harbour") is None


def calendar(*events: tuple[str, str], method: str = "") -> str:
    """A calendar file with events of these names and days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([f"METHOD:{method}"] if method else []), "X-WR-CALNAME:Rowing club"]
    for title, on in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{title}@harbour", "DTSTAMP:20261130T080000Z", f"DTSTART:202612{on}T180000Z",
            "DURATION:PT1H", f"SUMMARY:{title}", "RRULE:FREQ=WEEKLY", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def opened(world: World, text: str) -> Invited:
    found = in_file(world.core, text.encode(), UTC)
    assert found is not None
    return found


def bring(world: World, text: str, method: str = "") -> str:
    given = {"ics": text, "method": method}
    return running.run(world.core, "event.bring", given, by="person", now=NOW, registry=REGISTRY).said


def test_a_calendar_file_says_on_its_card_what_it_holds(world: World) -> None:
    one = opened(world, calendar(("Training", "03")))
    assert file_words(one, NOW) == (
        "Training", "Thu 3 Dec, 18:00 to 19:00, every week\nNothing else is on then",
    )  # fmt: skip
    assert takes(one) == "Add to calendar"
    many = opened(world, calendar(("Training", "03"), ("Race", "05")))
    title, words = file_words(many, NOW)
    assert title == "A calendar with 2 events"
    assert words.startswith("The first is Training, Thu 3 Dec")
    assert in_file(world.core, b"no calendar", UTC) is None


def test_a_file_with_many_events_comes_into_its_calendar_whole_and_once(world: World) -> None:
    two = calendar(("Training", "03"), ("Race", "05"))
    assert bring(world, two) == "Added 2 events."
    race = events.by_uid(world.core, "Race@harbour")
    assert race is not None
    assert world.core.execute("SELECT name FROM calendar WHERE id = ?", (race.calendar,)).get == "Rowing club"
    assert bring(world, two) == "All of it is in your calendar already."
    running.run(world.core, "undo", {}, by="person", now=NOW, registry=REGISTRY)
    assert events.by_uid(world.core, "Training@harbour") is None


def test_an_update_says_when_it_was_and_why_is_a_sentence(world: World) -> None:
    keep(world, mail("REQUEST"))
    moved = seen(world, mail("REQUEST", start="20261204T123000Z", sequence=1))
    off = seen(world, mail("CANCEL", sequence=2))
    assert moved is not None
    assert off is not None
    shown = card(moved, LENA, NOW)
    assert shown.state == "This is an update. Your calendar still has Thu 3 Dec, 12:30 to 13:30."
    assert [words for _what, words, _key in shown.acts] == ["Update calendar"]
    assert [words for _what, words, _key in card(off, LENA, NOW).acts] == ["Remove from calendar"]
    assert card(off, LENA, NOW).title == "Called off: Lunch"
    assert why(moved, LENA, NOW).startswith(
        "Lena invites you to “Lunch”, Fri 4 Dec, 12:30 to 13:30. This is an update."
    )
    assert why(off, LENA, NOW) == "Lena calls off “Lunch”, Thu 3 Dec, 12:30 to 13:30."


def test_who_asks_is_shown_with_the_address_where_another_sent_it(world: World) -> None:
    found = seen(world, mail("REQUEST"))
    assert found is not None
    assert ("user", "From Lena") in card(found, LENA, NOW).lines
    assert ("user", "From Lena (lena@harbour.example)") in card(found, Address("Lena", "eve@x.example"), NOW).lines
