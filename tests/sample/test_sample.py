"""The sample world hangs together, whatever day it is."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from osone.calendar import ics
from osone.calendar.recurrence import occurrences
from osone.model.mail import Flag, Role
from osone.sample import attachments, calendar, clock, contents
from osone.sample.messages import folder, people

BERLIN = ZoneInfo("Europe/Berlin")
NOWS = [
    datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN),  # a Monday
    datetime(2027, 2, 28, 0, 20, tzinfo=ZoneInfo("America/New_York")),  # a Sunday, just after midnight
    datetime(2028, 6, 2, 23, 50, tzinfo=UTC),  # a Friday
]
each_now = pytest.mark.parametrize("now", NOWS, ids=str)


@cache
def world(now: datetime) -> list[tuple[EmailMessage, Flag, Role, int]]:
    return [
        (message_from_bytes(raw, _class=EmailMessage, policy=policy.default), flags, role, at)
        for raw, flags, role, at in contents.mails(now)
    ]


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def found(message_id: str, now: datetime) -> EmailMessage:
    return next(mail for mail, *_ in world(now) if mail["Message-ID"].startswith(f"<{message_id}@"))


@each_now
def test_there_are_about_four_hundred_mails_and_the_inbox_is_a_lived_in_one(now: datetime) -> None:
    mails = world(now)
    letters = contents.letters(now)
    assert 380 <= len(mails) <= 420
    inbox = [one for one in letters if one.role is Role.INBOX]
    assert 50 <= len({one.thread for one in inbox}) <= 70
    assert 10 <= sum(not one.flags & Flag.SEEN for one in inbox) <= 15
    roles = Counter(role for _, _, role, _ in mails)
    assert roles[Role.SENT] >= 30
    assert roles[Role.ARCHIVE] >= 200
    assert roles[Role.DRAFTS] == 2
    assert sum(bool(flags & Flag.FLAGGED) for _, flags, _, _ in mails) >= 5


def test_the_same_now_gives_the_same_bytes() -> None:
    assert list(contents.mails(NOWS[0])) == list(contents.mails(NOWS[0]))
    assert contents.events(NOWS[0]) == contents.events(NOWS[0])
    assert contents.tasks(NOWS[0]) == contents.tasks(NOWS[0])


@each_now
def test_every_mail_is_valid_and_every_reference_was_sent_before(now: datetime) -> None:
    seen: dict[str, int] = {}
    for mail, flags, role, at in world(now):
        assert not [defect for part in mail.walk() for defect in part.defects]
        own = mail["Message-ID"]
        assert own not in seen
        assert mail["Date"].datetime.timestamp() == at <= now.timestamp()
        references = str(mail["References"] or "").split()
        assert all(seen[one] <= at for one in references)
        assert str(mail["In-Reply-To"] or "") == (references[-1] if references else "")
        assert str(mail["Subject"]).startswith("Re: ") == bool(references) or "RE:" in mail["Subject"] or own in _NEW
        assert bool(flags & Flag.DRAFT) == (role is Role.DRAFTS)
        assert text(mail).strip()
        assert "{" not in text(mail)
        assert "{" not in str(mail["Subject"])
        seen[own] = at


_NEW = {"<hana-2@hoshinoshoten.example>"}
"""An answer to a letter on paper."""


@each_now
def test_everybody_is_known_and_nobody_is_real(now: datetime) -> None:
    known = {one.email: one.name for one in people().values()}
    for mail, _, role, _ in world(now):
        for header in ("From", "To"):
            for one in mail[header].addresses:
                assert known[one.addr_spec] == one.display_name
                assert one.domain.endswith(".example")
        own = mail["From"].addresses[0].addr_spec == contents.ME.email
        assert own == (role in {Role.SENT, Role.DRAFTS})


def test_there_is_exactly_one_phish() -> None:
    failed = [mail for mail, *_ in world(NOWS[0]) if "dmarc=fail" in str(mail["Authentication-Results"] or "")]
    assert [str(mail["From"].addresses[0].addr_spec).partition("@")[2] for mail in failed] == [
        "lindqvist-mailbox-secure.example"
    ]
    page = failed[0].get_body(("html",))
    assert page is not None
    assert 'href="https://lindqvist-mailbox-secure' in page.get_content()


@each_now
def test_every_event_is_read_by_our_own_reader(now: datetime) -> None:
    files = contents.events(now)
    assert 55 <= len(files) <= 70
    uids = set()
    for file in files:
        reading = ics.read(file)
        assert reading.troubles == ()
        (event,) = reading.events
        assert event.title
        assert event.ics == file
        uids.add(event.uid)
    assert len(uids) == len(files)


@each_now
def test_the_coming_days_are_full_and_today_is_not_empty(now: datetime) -> None:
    zone = now.tzinfo
    assert zone is not None
    events = [event for file in contents.events(now) for event in ics.read(file).events]
    begin = now.replace(hour=0, minute=0)
    week = [one for event in events for one in occurrences(event, begin, begin + timedelta(days=14), zone)]
    assert len(week) >= 20
    assert len({one.start.astimezone(zone).date() for one in week}) >= 9
    assert any(one.title == "Choir rehearsal" for one in week)
    assert any(one.tentative for one in week)


@each_now
def test_letters_and_calendar_tell_the_same_story(now: datetime) -> None:
    events = {event.uid: event for file in contents.events(now) for event in ics.read(file).events}

    def when(name: str) -> datetime:
        start = events[calendar.uid(name)].start
        assert isinstance(start, datetime)
        return start

    review = found("maps-3", now)
    (invitation,) = (part for part in review.walk() if part.get_content_type() == "text/calendar")
    asked = ics.read(str(invitation.get_content()))
    assert asked.method == "REQUEST"
    assert asked.events[0].uid in events
    assert asked.events[0].start == when("map-review")
    assert f"{when('map-review'):%A} {when('map-review').day}" in text(review)
    assert f"{when('cover-signoff'):%A} at eleven" in text(found("cover-2", now))
    assert when("cover-signoff").hour == 11
    assert f"{when('panel'):%A} {when('panel').day}" in text(found("sched-q", now))
    assert f"{when('concert'):%A} {when('concert').day}" in text(found("barty-solo", now))
    assert f"{when('noor-dinner'):%A}" in text(found("noor-dinner", now))
    assert f"{when('keys'):%A} {when('keys').day}" in text(found("lease-3", now))
    assert when("keys") < when("moving")
    assert f"{when('dentist').day} " in str(found("feld-1", now)["Subject"])
    assert when("gisela80").weekday() == 5


def test_the_receipt_the_accountant_misses_is_there() -> None:
    assert "184,50 euro" in text(found("mover-insurance", NOWS[0]))
    assert any("184,50" in str(mail["Subject"]) for mail, *_ in world(NOWS[0]))


@each_now
def test_tasks_fill_every_list(now: datetime) -> None:
    tasks = contents.tasks(now)
    zone = now.tzinfo
    assert zone is not None
    assert 38 <= len(tasks) <= 46
    due = [task.due.date() if isinstance(task.due, datetime) else task.due for task in tasks if task.done_at is None]
    assert sum(day is not None and day <= now.date() for day in due) >= 2
    assert sum(day is not None and day > now.date() for day in due) >= 10
    assert due.count(None) >= 5
    assert sum(task.done_at is not None for task in tasks) >= 5
    assert all(task.created <= (task.done_at or now.timestamp()) for task in tasks)


def test_mails_speak_several_languages_and_carry_files() -> None:
    whole = "".join(text(mail) for mail, *_ in world(NOWS[0]))
    for letters in ("[\u0600-\u06ff]", "[\u3040-\u30ff]", "[åÅ]", "ß|ü", "❤"):
        assert re.search(letters, whole)
    names = [part.get_filename() for mail, *_ in world(NOWS[0]) for part in mail.iter_attachments()]
    assert {".pdf", ".png", ".txt", ".csv"} <= {f".{name.rpartition('.')[2]}" for name in names if name}
    assert attachments.content("x.pdf", folder()).startswith(b"%PDF-1.4")
    assert attachments.content("x.png", folder()).startswith(b"\x89PNG")


def test_days_have_codes() -> None:
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=BERLIN)
    assert clock.day("w+1", friday).isoformat() == "2026-11-30"
    assert clock.day("w+0", friday + timedelta(days=1)).isoformat() == "2026-11-30"
    assert clock.day("thu+1", friday).isoformat() == "2026-12-03"
    assert clock.day("q+0", friday - timedelta(days=1)).isoformat() == "2026-11-27"
    assert clock.filled("am {sat+0:wd}", friday, "de") == "am Samstag 28. November"
    with pytest.raises(ValueError, match="not a day"):
        clock.day("someday", friday)
