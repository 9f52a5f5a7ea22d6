"""Ids, the feed, tasks, events, settings, the transcript, folders and the outbox: each row for itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from osone.model.calendar import OWN, Event
from osone.model.change import Topic
from osone.model.ids import SECOND_SHIFT, EventId, seconds_of
from osone.model.mail import FOLDER_BASE, Box, Flag, Role
from osone.model.talk import Speaker
from osone.store import (
    accounts,
    arrivals,
    events,
    feed,
    ids,
    journal,
    listing,
    messages,
    nouns,
    placements,
    settings,
    talk,
    tasks,
)
from osone.store import threads as thread_rows
from osone.store.effects import Effect, apply
from osone.store.nouns import NOUNS
from osone.store.writing import WHOLE, transaction, trim_feed
from tests.store.world import START, World, hold, letter, send, shown_now

FAST = examples(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def inbox_of(world: World) -> int:
    return world.folder(world.imap, "INBOX")


def test_more_messages_in_a_second_than_it_has_room_for_go_into_the_next(world: World) -> None:
    one = letter(0, 1)
    many = [replace(one, uid=n + 1, identity=n, links=(n,)) for n in range(700)]
    with transaction(world.core) as tx:
        given_ids = send(tx, world.imap, inbox_of(world), many[:300])
    with transaction(world.core) as tx:
        given_ids += send(tx, world.imap, inbox_of(world), many[300:])
    assert len(set(given_ids)) == 700
    assert {seconds_of(i) - START for i in given_ids} == {0, 1, 2}
    hold(world.core)


NOW = START + 30 * ids.DAY
AROUND = st.none() | st.integers(-(1 << 62), 1 << 62) | st.integers(0, START + 10 * ids.DAY)


@FAST
@given(date_=AROUND, relayed=AROUND, received=st.integers(-(10**6), 1 << 40), now=st.integers(START, START + 10**6))
def test_a_message_is_filed_by_its_date_else_by_its_way_else_by_its_arrival_and_never_after_tomorrow(
    date_: int | None, relayed: int | None, received: int, now: int
) -> None:
    second = ids.filed_at(date_, relayed, received, now)
    assert 0 <= second <= now + ids.DAY
    assert second in (date_, relayed, received, now)
    if date_ is not None and ids.FIRST_MAIL <= date_ <= now and relayed is None:
        assert second == date_
    assert second << SECOND_SHIFT < 1 << 63


@pytest.mark.parametrize(
    ("date_", "relayed", "received", "filed"),
    [
        (START, None, 0, START),  # the file's own time was lost, and the letter knows its own
        (START, None, 86_400, START),
        (None, START, START + 900, START),
        (None, None, START, START),
        (None, None, 315_532_800, NOW),  # 1980: what a disk says that has no time
        (START + 3 * ids.DAY, START, START, START),  # written by a clock that goes ahead
        (START + ids.DAY, START, START, START + ids.DAY),
        (NOW + 2 * ids.DAY, None, START, START),
        (START, 1, START, START),  # the server had no time, the writer had
        (1, START, START, START),
        (None, None, NOW + 5, NOW),
    ],
)
def test_what_a_letter_says_of_its_time_is_believed_as_far_as_it_can_be_true(
    date_: int | None, relayed: int | None, received: int, filed: int
) -> None:
    assert ids.filed_at(date_, relayed, received, NOW) == filed


def test_an_id_of_a_deleted_message_is_never_used_again(world: World) -> None:
    with transaction(world.core) as tx:
        [first, second] = send(tx, world.imap, inbox_of(world), [letter(0, 1), _again(2)])
    assert second == first + 1
    with transaction(world.core) as tx:
        ids.bury(tx.connection, [first, second])
        tx.connection.execute("DELETE FROM message WHERE id IN (?, ?)", (first, second))
    with transaction(world.core) as tx:
        assert ids.Allocator(tx.connection).give(seconds_of(first)) == second + 1


def _again(uid: int) -> arrivals.Arrival:
    return replace(letter(0, uid), identity=uid, links=(uid,))


def test_a_reader_of_a_trimmed_feed_is_told_to_read_afresh_and_one_in_time_reads_every_change(world: World) -> None:
    at = feed.last(world.core)
    for n in range(20):
        with transaction(world.core) as tx:
            tx.changed(Topic.TASK, [n])
    whole = feed.since(world.core, at)
    assert [c.ids for c in whole.changes] == [(n,) for n in range(20)]
    with transaction(world.core) as tx:
        trim_feed(tx, keep=5)
    assert feed.since(world.core, at).again
    assert feed.since(world.core, at).last == whole.last
    fresh = feed.since(world.core, whole.last - 5)
    assert not fresh.again
    assert fresh.changes == whole.changes[-5:]
    assert feed.since(world.core, whole.last) == feed.News((), whole.last, again=False)
    assert feed.since(world.core, whole.last + 1).again


@FAST
@given(reads=st.lists(st.integers(0, 6), max_size=10), keep=st.integers(1, 12), limit=st.integers(1, 5))
def test_a_trimmed_feed_and_fresh_reads_tell_as_much_as_the_whole_feed(
    world: World, reads: list[int], keep: int, limit: int
) -> None:
    """A screen that follows the feed knows every change, or knows that it must look again."""
    at = feed.last(world.core)
    written: set[int] = set()
    seen: set[int] = set()
    number = 0
    for count in [*reads, 0]:
        for _ in range(count):
            number += 1
            written.add(number)
            with transaction(world.core) as tx:
                tx.changed(Topic.EVENT, [number])
                trim_feed(tx, keep)
        for _ in range(40):
            news = feed.since(world.core, at, limit=limit)
            at = news.last
            if news.again:
                seen = set(written)  # a fresh read of everything
            seen |= {i for c in news.changes for i in c.ids if c.topic is Topic.EVENT}
            if not news.changes:
                break
    assert seen == written


def test_a_change_of_very_many_is_told_as_any_of_them(world: World) -> None:
    at = feed.last(world.core)
    with transaction(world.core) as tx:
        tx.changed(Topic.THREAD, range(WHOLE + 1))
        tx.changed(Topic.TASK, [3, 1, 3])
        tx.changed(Topic.EVENT, [])
    assert {(c.topic, c.ids) for c in feed.since(world.core, at).changes} == {(Topic.THREAD, ()), (Topic.TASK, (1, 3))}


def test_what_fails_in_a_transaction_is_as_if_it_never_was(world: World) -> None:
    at, before = feed.last(world.core), feed.data_version(world.core)

    def fail() -> None:
        with transaction(world.core, durable=True) as tx:
            send(tx, world.imap, inbox_of(world), [letter(1, 1)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    hold(world.core)
    assert feed.last(world.core) == at
    assert feed.data_version(world.core) == before
    assert world.core.pragma("synchronous") == 1


@FAST
@given(
    due=st.none()
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]))
)
def test_a_due_date_is_read_as_it_was_written(due: date | datetime | None) -> None:
    again = tasks.due_value(tasks.due_text(due))
    assert again == due
    assert type(again) is type(due)


def test_open_tasks_stand_in_their_order_and_done_ones_newest_first(world: World) -> None:
    for title, position, done in (("b", 2.0, None), ("a", 1.0, None), ("old", 3.0, 10), ("new", 4.0, 20)):
        world.core.execute(
            "INSERT INTO task (title, position, done_at, created) VALUES (?, ?, ?, 0)", (title, position, done)
        )
    assert [t.title for t in tasks.every_open(world.core)] == ["a", "b"]
    assert [t.title for t in tasks.done_since(world.core, 0)] == ["new", "old"]
    assert [t.title for t in tasks.done_since(world.core, 11)] == ["new"]
    assert tasks.one(world.core, 999) is None


def event(title: str, start: datetime | date, end: datetime | date, rule: str = "") -> Event:
    return Event(EventId(0), OWN, f"{title}@x", title, "", "", start, end, rule, "BEGIN:VCALENDAR")


def test_a_window_finds_what_touches_it_and_what_repeats(world: World) -> None:
    day = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for one in (
        event("before", day - timedelta(days=9), day - timedelta(days=8)),
        event("now", day, day + timedelta(hours=1)),
        event("weekly", day - timedelta(days=700), day - timedelta(days=700), "FREQ=WEEKLY"),
        event("all day", date(2026, 3, 2), date(2026, 3, 3)),
        event("later", day + timedelta(days=9), day + timedelta(days=9)),
    ):
        with transaction(world.core) as tx:
            apply(tx, [Effect("event", 0, "whole", None, events.columns(one))])
    since = int(day.timestamp())
    assert [e.title for e in events.within(world.core, since, since + 3600)] == ["now", "all day", "weekly"]
    found = events.by_uid(world.core, "now@x")
    assert found is not None
    assert (found.start, found.end) == (day, day + timedelta(hours=1))


def test_settings_are_values_of_json_and_none_forgets(world: World) -> None:
    for value in ("Amy ✉", 7, 1.5, True, {"a": [1, None]}):
        with transaction(world.core) as tx:
            settings.put(tx, "person.name", value)
        assert settings.get(world.core, "person.name") == value
    assert settings.every(world.core) == {"person.name": {"a": [1, None]}}
    with transaction(world.core) as tx:
        settings.put(tx, "person.name", None)
    assert settings.get(world.core, "person.name", "nobody") == "nobody"


def test_the_transcript_is_kept_mended_and_found_by_its_words(world: World) -> None:
    with transaction(world.core) as tx:
        first = talk.say(tx, Speaker.PERSON, "Where are the lamps?", "person", 1)
        second = talk.say(tx, Speaker.COMPANION, "On the", "mind:x", 2)
    with transaction(world.core) as tx:
        talk.mend(tx, second, "On the café table, beside the Lámps.", stopped=True)
    assert [(t.id, t.stopped) for t in talk.newest(world.core)] == [(first, False), (second, True)]
    assert [t.id for t in talk.newest(world.core, 1)] == [second]
    assert [t.id for t in talk.newest(world.core, before=second)] == [first]
    assert [t.id for t in talk.find(world.core, "lamps")] == [second, first]
    assert [t.id for t in talk.find(world.core, "cafe")] == [second]
    world.core.execute("DELETE FROM turn WHERE id = ?", (second,))
    assert talk.find(world.core, "cafe") == []


def test_a_folder_whose_purpose_changes_brings_its_mail_into_the_right_list(world: World) -> None:
    house = world.folder(world.imap, "House")
    with transaction(world.core) as tx:
        send(tx, world.imap, house, [letter(1, 1), letter(2, 2, (), Flag.SEEN)])
    assert listing.counts(world.core) == {FOLDER_BASE + house: (2, 1)}
    with transaction(world.core) as tx:
        assert accounts.folder(tx, world.imap, "House", Role.ARCHIVE, "House") == house
    hold(world.core)
    assert {b: c for b, c in listing.counts(world.core).items() if any(c)} == {Box.ARCHIVE: (2, 1)}


def test_a_thread_that_is_all_in_the_trash_shows_its_newest_words(world: World) -> None:
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, "Trash"), [letter(1, 1), letter(2, 2, (1,)), letter(3, 3, (1,))])
    [row] = listing.rows(world.core, [1], Box.TRASH)
    assert row.snippet == "Words of 3"
    with transaction(world.core) as tx:
        send(tx, world.imap, inbox_of(world), [letter(2, 1, (1,))])
    [row] = listing.rows(world.core, [1], Box.INBOX)
    assert row.snippet == "Words of 2"


def test_threads_that_were_joined_lead_to_the_one_that_stays(world: World) -> None:
    with transaction(world.core) as tx:
        send(tx, world.imap, inbox_of(world), [letter(1, 1), letter(2, 2), letter(3, 3)])
    with transaction(world.core) as tx:
        send(tx, world.imap, inbox_of(world), [letter(4, 4, (2, 3))])
    with transaction(world.core) as tx:
        send(tx, world.imap, inbox_of(world), [letter(5, 5, (1, 3))])
    hold(world.core)
    reader = world.store.reader()
    assert {thread_rows.resolve(world.core, t) for t in (1, 2, 3)} == {1}
    assert len(messages.of_thread(reader, 3)) == 5
    assert [t for _, t in listing.ids(world.core, Box.INBOX)] == [1]
    assert listing.rows(world.core, [3, 1], Box.INBOX)[0].count == 5
    reader.close()


def deleted_elsewhere(world: World, message: int) -> None:
    for folder, uid, _ in placements.where(world.core, message):
        with transaction(world.core) as tx:
            placements.remove(tx, folder, [uid])


def test_a_message_that_is_nowhere_is_in_no_list_and_comes_back_as_itself(world: World) -> None:
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, inbox_of(world), [letter(1, 1)])
    deleted_elsewhere(world, message)
    hold(world.core)
    assert listing.ids(world.core, Box.INBOX) == []
    with transaction(world.core) as tx:
        assert send(tx, world.imap, inbox_of(world), [letter(1, 2)]) == [message]
    hold(world.core)
    assert len(listing.ids(world.core, Box.INBOX)) == 1


def test_a_mail_marked_as_deleted_elsewhere_is_shown_no_more(world: World) -> None:
    with transaction(world.core) as tx:
        [message] = send(tx, world.imap, inbox_of(world), [letter(1, 1)])
        placements.set_flags(tx, inbox_of(world), {1: Flag.SEEN | Flag.DELETED})
    assert shown_now(world.core) == {}
    with transaction(world.core) as tx:
        placements.set_flags(tx, inbox_of(world), {1: int(Flag.SEEN)})
    assert shown_now(world.core) == {message: {inbox_of(world): Flag.SEEN}}


# What the outbox holds between a wish and its fulfilment.


def test_threads_are_told_by_their_newest_message_and_their_marks(world: World) -> None:
    inbox = world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        ids = send(tx, world.imap, inbox, [letter(n, n + 1) for n in range(3)])
    thread_of = messages.threads_of(world.core, [*ids, 999])
    assert set(thread_of) == set(ids)
    assert messages.threads_newest_first(world.core, ids) == [thread_of[i] for i in sorted(ids, reverse=True)]
    assert messages.newest_of(world.core, set(thread_of.values())) == {t: m for m, t in thread_of.items()}
    assert nouns.there(world.core, NOUNS["thread"], thread_of[ids[0]])
    assert not nouns.there(world.core, NOUNS["thread"], 999)
    assert thread_rows.starred(world.core, list(thread_of.values())) == set()
    assert listing.places(world.core, Box.INBOX) == sorted((-n, -t) for n, t in listing.ids(world.core, Box.INBOX))
    assert listing.stand(world.core, list(thread_of.values()), Box.INBOX) == {t: m for m, t in thread_of.items()}


def test_only_what_somebody_asked_for_is_asked_for(world: World) -> None:
    with transaction(world.core) as tx:
        own = journal.begin(tx, 1, "shell", "mail.read", {}, "")
        asked = journal.begin(tx, 2, "person", "mail.read", {}, "")
    assert not journal.asked_for(world.core, [own])
    assert journal.asked_for(world.core, [own, asked])
    assert not journal.asked_for(world.core, [])
