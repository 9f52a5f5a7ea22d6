"""An invitation that is answered: what leaves for who asks (RFC 5546, RFC 6047), and what stays in the calendar."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.mail.mime import parse
from osone.model.accounts import Service
from osone.model.calendar import Event
from osone.model.drafts import Stage
from osone.model.errors import CommandError
from osone.model.mail import Flag, Role
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.queries import invited
from osone.queries.invited import CalendarStanding, Invited
from osone.store import accounts, drafts, erasing, events, files, sending
from osone.store.writing import transaction
from osone.sync import importing
from osone.sync.importing import FoundMessage
from osone.sync.smtp import composing
from osone.sync.working import Files, Pace, open_files

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ME = "amy@home.example"
GUEST = f"ATTENDEE;CN=Amy;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{ME}"
OTHER = "ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo@else.example"
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Harbour", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Files]:
    opened = open_files(files.open_store(tmp_path, bytes(32)))
    services: Services = {
        Service.INCOMING: Imap(Server("imap.home.example", 993), "amy"),
        Service.OUTGOING: Smtp(Server("smtp.home.example", 465, Security.TLS), "amy"),
    }
    with transaction(opened.core) as tx:
        accounts.add(tx, "imap", ME, "Amy", encode(services))
    yield opened
    opened.close()


def invitation(
    *people: str, method: str = "REQUEST", sequence: int = 0, day: int = 3, host: str = "lena@harbour.example"
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *ZONE, "BEGIN:VEVENT", "UID:walk@harbour",
        f"SEQUENCE:{sequence}", "DTSTAMP:20261129T080000Z", f"DTSTART;TZID=Harbour:202612{day:02d}T183000",
        "DURATION:PT1H", "SUMMARY:Evening walk", "LOCATION:Pier 4", f"ORGANIZER;CN=Lena:mailto:{host}",
        *(people or (GUEST, OTHER)), "DESCRIPTION:Wear a hat.", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join([
        f"From: Lena <{host}>", f"To: {ME}", "Subject: Evening walk", f"Message-ID: <walk.{method}.{sequence}@h>",
        "Date: Sun, 29 Nov 2026 08:00:00 +0000", "MIME-Version: 1.0",
        "Content-Type: multipart/alternative; boundary=b", "", "--b", "Content-Type: text/plain", "", "Come.", "--b",
        f"Content-Type: text/calendar; method={method}", "", *lines, "--b--", "",
    ]).encode()  # fmt: skip


def came(mine: Files, raw: bytes) -> int:
    """Bring a message in; its number."""
    one = FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, 1_796_000_000)
    before = set(mine.reader.execute("SELECT id FROM message"))
    importing.bring_in(mine, importing.account_here(mine, "Here", "here@home.example"), [one], Pace(), lambda _w: None)
    [(number,)] = set(mine.reader.execute("SELECT id FROM message")) - before
    return int(str(number))


def seen(mine: Files, message: int) -> Invited:
    found = invited.of_message(mine.reader, message, UTC)
    assert found is not None
    return found


def act(mine: Files, verb: str, **given: object) -> Outcome:
    return running.run(mine.core, verb, given, by="person", now=NOW, registry=REGISTRY)


def answer(mine: Files, message: int, said: str) -> Outcome:
    return act(mine, "event.answer", mail=message, ics=seen(mine, message).event.ics, answer=said)


def leaves(mine: Files) -> EmailMessage:
    """What would be handed to the server, once its hold is over."""
    [held] = drafts.every(mine.core, Stage.QUEUED)
    [wish] = sending.of_draft(mine.core, held.id)
    sealed = composing.ready(mine, wish, held, utf8=False)
    assert (sealed.sender, list(sealed.recipients)) == (ME, ["lena@harbour.example"])
    found = message_from_bytes(b"".join(sealed.pieces), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def kept(mine: Files) -> Event | None:
    return events.by_uid(mine.core, "walk@harbour")


def test_accepting_tells_the_host_alone_and_keeps_the_event_with_the_answer(mine: Files) -> None:
    message = came(mine, invitation())
    assert seen(mine, message).answerable
    assert answer(mine, message, "accepted").said == "Accepted “Evening walk”, Thu 3 Dec, 17:30 to 18:30. Telling Lena…"
    reply = leaves(mine)
    assert (reply["Subject"], reply["In-Reply-To"]) == ("Accepted: Evening walk", "<walk.REQUEST.0@h>")
    words, calendar = reply.iter_parts()
    assert "Amy has accepted" in words.get_content()
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REPLY")
    text = calendar.get_content().replace("\r\n ", "").splitlines()
    assert [line for line in text if line.startswith("ATTENDEE")] == [
        f'ATTENDEE;CN="Amy";PARTSTAT=ACCEPTED:mailto:{ME}'
    ]
    assert {"METHOD:REPLY", "UID:walk@harbour", "SEQUENCE:0", "DTSTART;TZID=Harbour:20261203T183000"} <= set(text)
    assert "ORGANIZER;CN=Lena:mailto:lena@harbour.example" in text
    assert not any("hat" in line or "bo@else" in line for line in text), "notes and other guests stay here"
    event = kept(mine)
    assert event is not None
    assert f"ATTENDEE;CN=Amy;PARTSTAT=ACCEPTED:mailto:{ME}" in event.ics.replace("\r\n ", "")
    assert OTHER in event.ics
    again = seen(mine, message)
    assert (again.standing, again.answer) == (CalendarStanding.KEPT, "ACCEPTED")


def test_an_answer_is_held_and_taken_back_whole(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "tentative")
    [held] = sending.on_the_way(mine.core)
    assert held.hold_until > NOW.timestamp()
    act(mine, "undo")
    assert drafts.every(mine.core, *Stage) == []
    assert mine.core.execute("SELECT count(*) FROM outbox").get == 0
    assert kept(mine) is None
    act(mine, "redo")
    assert leaves(mine)["Subject"] == "Maybe: Evening walk"


def test_declining_takes_it_off_the_calendar_and_undo_brings_it_back(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "accepted")
    answer(mine, message, "declined")
    assert kept(mine) is None
    act(mine, "undo")
    assert kept(mine) is not None


def on_the_way(mine: Files) -> list[str]:
    return [one.subject for one in drafts.every(mine.core, Stage.QUEUED)]


def entries(mine: Files) -> object:
    return mine.core.execute("SELECT count(*) FROM journal WHERE state = 'done'").get


def taken(mine: Files) -> bytes:
    """A server takes the held answer, and no copy of it is filed."""
    raw = leaves(mine).as_bytes()
    [held] = drafts.every(mine.core, Stage.QUEUED)
    [wish] = sending.of_draft(mine.core, held.id)
    with transaction(mine.core) as tx:
        sending.sent(tx, wish, copy=False)
    return raw


def sent(mine: Files) -> None:
    """The held answer leaves, and its copy is among what was sent."""
    raw = taken(mine)
    one = FoundMessage(raw, Flag(0), "Sent", Role.SENT, 1_796_000_100)
    importing.bring_in(mine, importing.account_here(mine, "Here", "here@home.example"), [one], Pace(), lambda _w: None)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("accepted", "You accepted already."),
        ("tentative", "You answered maybe already."),
        ("declined", "You declined already."),
    ],
)
def test_the_same_answer_again_leaves_once_and_is_no_deed(mine: Files, said: str, told: str) -> None:
    message = came(mine, invitation())
    answer(mine, message, said)
    deeds = entries(mine)
    again = answer(mine, message, said)
    assert (again.said, again.journal, again.idle) == (told, None, True)
    assert (len(on_the_way(mine)), entries(mine)) == (1, deeds)


def test_another_answer_takes_the_place_of_one_that_is_held_and_each_is_taken_back_by_itself(mine: Files) -> None:
    message = came(mine, invitation())
    for said in ("accepted", "tentative", "declined"):
        answer(mine, message, said)
    assert on_the_way(mine) == ["Declined: Evening walk"]
    assert (kept(mine), seen(mine, message).answer) == (None, "DECLINED")
    assert leaves(mine)["Subject"] == "Declined: Evening walk"
    act(mine, "undo")
    assert (on_the_way(mine), seen(mine, message).answer) == (["Maybe: Evening walk"], "TENTATIVE")
    assert leaves(mine)["Subject"] == "Maybe: Evening walk", "it leaves as it would have"
    act(mine, "undo")
    assert (on_the_way(mine), seen(mine, message).answer) == (["Accepted: Evening walk"], "ACCEPTED")
    act(mine, "redo")
    assert on_the_way(mine) == ["Maybe: Evening walk"]
    act(mine, "undo")
    act(mine, "undo")
    assert drafts.every(mine.core, *Stage) == []
    assert (kept(mine), seen(mine, message).answer) == (None, "")


def test_what_replaced_an_answer_and_has_left_is_not_taken_back(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "accepted")
    answer(mine, message, "declined")
    mine.core.execute("UPDATE outbox SET state = 'leaving'")
    assert act(mine, "undo").said == "Your answer has left already. To change it, answer again."
    assert (on_the_way(mine), kept(mine)) == (["Declined: Evening walk"], None)


def test_once_an_answer_has_left_another_is_a_new_message_and_the_same_is_not(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "accepted")
    sent(mine)
    assert answer(mine, message, "accepted").said == "You accepted already."
    assert on_the_way(mine) == []
    answer(mine, message, "declined")
    assert on_the_way(mine) == ["Declined: Evening walk"]


def test_what_was_declined_is_known_by_the_copy_of_the_answer_until_one_is_asked_anew(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "declined")
    sent(mine)
    found = seen(mine, message)
    assert (found.standing, found.answer, kept(mine)) == (CalendarStanding.NEW, "DECLINED", None)
    given = {"mail": message, "ics": found.event.ics, "answer": "declined", "before": found.answer}
    assert act(mine, "event.answer", **given).said == "You declined already."
    assert seen(mine, came(mine, invitation(sequence=1, day=4))).answer == ""
    answer(mine, message, "accepted")
    assert seen(mine, message).answer == "ACCEPTED"


def test_what_was_declined_is_known_without_any_copy_of_the_answer(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "declined")
    taken(mine)
    found = seen(mine, message)
    assert (found.answer, kept(mine), on_the_way(mine)) == ("DECLINED", None, [])
    given = {"mail": message, "ics": found.event.ics, "answer": "declined", "before": found.answer}
    assert act(mine, "event.answer", **given).said == "You declined already."
    assert seen(mine, came(mine, invitation(sequence=1, day=4))).answer == "", "it is asked anew"


def test_of_an_answer_given_here_and_another_in_another_program_the_later_holds(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "declined")
    sent(mine)
    mine.core.execute("UPDATE answer SET answer = 'TENTATIVE', at = 1")
    assert seen(mine, message).answer == "DECLINED"
    mine.core.execute("UPDATE answer SET at = 2 * unixepoch()")
    assert seen(mine, message).answer == "TENTATIVE"


def test_an_answer_is_forgotten_with_the_message_that_asked_for_it(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "declined")
    taken(mine)
    with transaction(mine.core) as tx:
        erasing.erase(tx, [message])
    assert mine.core.execute("SELECT count(*) FROM answer").get == 0


def test_an_answer_that_a_server_refused_is_given_again(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "accepted")
    mine.core.execute("UPDATE outbox SET state = 'refused', error = 'no'")
    answer(mine, message, "accepted")
    assert on_the_way(mine) == ["Accepted: Evening walk"]
    assert [one.state for one in sending.on_the_way(mine.core)] == ["waiting"]


def test_an_answer_never_takes_the_number_of_a_draft_that_is_begun(mine: Files) -> None:
    begun = drafts.next_number(mine.core)
    answer(mine, came(mine, invitation()), "accepted")
    [sent] = drafts.every(mine.core, Stage.QUEUED)
    assert sent.id < 0
    assert drafts.next_number(mine.core) == begun
    columns = drafts.row(sent) | {"subject": "Mine", "stage": ""}
    assert act(mine, "draft.keep", draft=begun, written=columns).value == {"kept": True}


@pytest.mark.parametrize(
    "raw",
    [
        invitation(OTHER),
        invitation(GUEST, host=ME),
        invitation(GUEST, method="PUBLISH"),
        invitation(GUEST, method="CANCEL"),
        invitation(f"ATTENDEE:mailto:{ME}.evil.example"),
    ],
)
def test_only_an_invitation_of_somebody_elses_that_names_the_person_can_be_answered(mine: Files, raw: bytes) -> None:
    message = came(mine, raw)
    assert not seen(mine, message).answerable


def test_what_does_not_name_the_person_is_refused_and_nothing_leaves(mine: Files) -> None:
    message = came(mine, invitation(OTHER))
    with pytest.raises(CommandError, match="can't be answered"):
        answer(mine, message, "accepted")
    assert mine.core.execute("SELECT count(*) FROM outbox").get == 0


def test_a_guest_by_a_tagged_address_answers_as_that_one(mine: Files) -> None:
    message = came(mine, invitation("ATTENDEE:MAILTO:Amy+walks@home.example"))
    answer(mine, message, "accepted")
    [held] = drafts.every(mine.core, Stage.QUEUED)
    assert held.sender.email == "Amy+walks@home.example"


def test_an_update_is_offered_and_an_earlier_version_is_neither_taken_nor_answered(mine: Files) -> None:
    first = came(mine, invitation())
    answer(mine, first, "accepted")
    second = came(mine, invitation(sequence=1, day=4))
    update = seen(mine, second)
    assert (update.standing, update.answerable) == (CalendarStanding.CHANGED, True)
    assert update.kept is not None
    assert update.kept[0].day == 3
    answer(mine, second, "accepted")
    assert seen(mine, second).standing is CalendarStanding.KEPT
    before = seen(mine, first)
    assert (before.standing, before.answerable) == (CalendarStanding.OLDER, False)


def test_what_was_called_off_is_offered_to_be_taken_away_and_stays_until_then(mine: Files) -> None:
    answer(mine, came(mine, invitation()), "accepted")
    message = came(mine, invitation(method="CANCEL", sequence=1))
    off = seen(mine, message)
    assert (off.called_off, off.standing) == (True, CalendarStanding.CHANGED)
    assert kept(mine) is not None
    act(mine, "event.bring", ics=off.event.ics, method=off.method)
    gone = seen(mine, message)
    assert (gone.standing, gone.kept) == (CalendarStanding.KEPT, None)


def test_an_answered_message_is_read_as_no_invitation(mine: Files) -> None:
    answer(mine, came(mine, invitation()), "accepted")
    raw = leaves(mine).as_bytes()
    assert invited.in_message(mine.reader, raw, parse(raw, words=False).attachments, UTC) is None


def test_once_the_answer_has_left_it_stands_in_the_calendar_too(mine: Files) -> None:
    answer(mine, came(mine, invitation()), "accepted")
    mine.core.execute("UPDATE outbox SET state = 'leaving'")
    assert act(mine, "undo").said == "Your answer has left already. To change it, answer again."
    assert kept(mine) is not None


def test_what_is_there_already_is_no_update_whoever_else_has_answered(mine: Files) -> None:
    message = came(mine, invitation())
    answer(mine, message, "accepted")
    later = invitation(GUEST, OTHER.replace("ACCEPTED", "DECLINED")).replace(b"DTSTAMP:20261129", b"DTSTAMP:20261130")
    found = seen(mine, came(mine, later.replace(b"<walk.", b"<later.")))
    assert (found.standing, found.answer) == (CalendarStanding.KEPT, "ACCEPTED")
    said = act(mine, "event.bring", ics=found.event.ics, method=found.method).said
    assert said == "“Evening walk” is in your calendar already."
