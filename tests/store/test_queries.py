"""Every query of a screen uses an index: asked of the planner itself, for whatever the store's functions run."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Box, Role
from osone.queries import conversation, day, person
from osone.queries import search as finding
from osone.store import (
    accounts,
    bodies,
    calendars,
    due,
    events,
    feed,
    index,
    journal,
    listing,
    messages,
    outbox,
    pieces,
    placements,
    search,
    settings,
    talk,
    tasks,
    threads,
)
from osone.store.schema import MIGRATIONS
from osone.store.writing import transaction
from osone.text.folding import folded
from tests.store.world import NOW, START, World, letter, send

SMALL = {"account", "calendar", "folder", "tally", "setting", "reading", "f", "w", "sqlite_sequence"}
"""Tables that do not grow with the mail: a look at all their rows is as quick as an index."""
SCREENS: dict[str, Callable[[apsw.Connection], object]] = {
    "listing.ids": lambda c: listing.ids(c, Box.INBOX, 200),
    "listing.rows of a list": lambda c: listing.rows(c, [1, 2, 3], Box.INBOX),
    "listing.rows of drafts": lambda c: listing.rows(c, [1, 2, 3], Box.DRAFTS),
    "listing.rows of a search": lambda c: listing.rows(c, [1, 2, 3]),
    "listing.counts": lambda c: listing.counts(c),
    "messages.of_thread": lambda c: messages.of_thread(c, 1),
    "messages.some": lambda c: messages.some(c, [1, 2]),
    "messages.shown_in": lambda c: messages.shown_in(c, 1),
    "messages.shown_in a role": lambda c: messages.shown_in(c, 1, Role.INBOX),
    "messages.raw": lambda c: messages.raw(c, 1),
    "messages.plain": lambda c: messages.plain(c, 1),
    "messages.known_sender": lambda c: messages.known_sender(c, 1),
    "messages.answers_mine": lambda c: messages.answers_mine(c, 1, frozenset()),
    "tasks.every_open": tasks.every_open,
    "tasks.done_since": lambda c: tasks.done_since(c, 0),
    "tasks.one": lambda c: tasks.one(c, 1),
    "events.within": lambda c: list(events.within(c, START, START + 86_400)),
    "calendars.in_use": calendars.in_use,
    "events.one": lambda c: events.one(c, 1),
    "events.by_uid": lambda c: events.by_uid(c, "x"),
    "listing.places": lambda c: listing.places(c, Box.INBOX, 200),
    "listing.newest_in": lambda c: listing.newest_in(c, [1, 2], 50, 0, 1 << 60),
    "listing.stand": lambda c: listing.stand(c, [1, 2, 3], Box.INBOX),
    "listing.any_unread": lambda c: listing.any_unread(c, [1, 2]),
    "threads.starred": lambda c: threads.starred(c, [1, 2]),
    "messages.newest": lambda c: messages.newest(c, 50, 0, 1 << 60),
    "messages.standing": lambda c: messages.standing(c, [1, 2]),
    "messages.carrying": lambda c: messages.carrying(c, [1, 2], attachments=True),
    "messages.threads_of": lambda c: messages.threads_of(c, [1, 2]),
    "messages.newest_of": lambda c: messages.newest_of(c, [1, 2]),
    "messages.by_identity": lambda c: messages.by_identity(c, [1, 2]),
    "messages.identity_of": lambda c: messages.identity_of(c, 1),
    "bodies.wanted": lambda c: bodies.wanted(c, 1, 50),
    "bodies.missing": lambda c: bodies.missing(c, 1, 1 << 40, 1 << 20, 50),
    "bodies.left": lambda c: bodies.left(c, 1, 1 << 20),
    "placements.mark": lambda c: placements.mark(c, 1),
    "placements.uids": lambda c: placements.uids(c, 1),
    "placements.next_uid": lambda c: placements.next_uid(c, 1),
    "placements.where": lambda c: placements.where(c, 1),
    "placements.folders_of": lambda c: placements.folders_of(c, [1, 2]),
    "journal.asked_for": lambda c: journal.asked_for(c, [1, 2]),
    "the day": lambda c: day.between(c, NOW.date(), NOW.date() + timedelta(days=2), NOW),
    "what needs one": lambda c: day.needs(c, NOW),
    "what typing finds": lambda c: finding.typed(c, "lam", NOW),
    "a conversation": lambda c: conversation.newest_of(c, 1),
    "the newest of the inbox": lambda c: conversation.newest(c, unread=True),
    "who a name is": lambda c: person.known(c, "amy"),
    "the agenda": lambda c: day.occurrences(c, NOW, NOW + timedelta(days=2)),
    "talk.newest": lambda c: talk.newest(c),
    "talk.newest before": lambda c: talk.newest(c, before=9),
    "talk.find": lambda c: talk.find(c, "lamps"),
    "search.newest": lambda c: search.newest(c, "about"),
    "search.newest of a prefix within dates": lambda c: search.newest(c, "abo*", 50, 1 << 20, 1 << 50),
    "finding words": lambda c: finding.find_words(c, "from:amy lamps is:unread", 50, today=date(2026, 3, 2)),
    "finding facts": lambda c: finding.find_words(c, "is:starred has:attachment", 50, today=date(2026, 3, 2)),
    "outbox.ready": lambda c: outbox.ready(c, 1, 0),
    "outbox.of_account": lambda c: outbox.of_account(c, 1, outbox.DOUBTFUL),
    "due.held": lambda c: due.held(c, 0),
    "due.further_tries": lambda c: due.further_tries(c, 0),
    "feed.since": lambda c: feed.since(c, 1),
    "feed.last": feed.last,
    "index.waiting": lambda c: index.waiting(c),
    "journal.last_done": lambda c: journal.last_done(c),
    "journal.next_undone": lambda c: journal.next_undone(c),
    "journal.one": lambda c: journal.one(c, 1),
    "pieces.oldest": pieces.oldest,
    "pieces.size": lambda c: pieces.size(c, 1),
    "settings.get": lambda c: settings.get(c, "look.mode"),
    "accounts.folders": lambda c: accounts.folders(c),
    "accounts.folder_for": lambda c: accounts.folder_for(c, 1, Role.INBOX),
}


def plans(connection: apsw.Connection, ask: Callable[[apsw.Connection], object]) -> list[tuple[str, list[str]]]:
    """The queries that a function runs, each with its plan."""
    ran: list[tuple[str, object]] = []

    def heard(_cursor: apsw.Cursor, sql: str, bound: object) -> bool:
        ran.append((sql, bound))
        return True

    connection.exec_trace = heard
    ask(connection)
    connection.exec_trace = None
    return [
        (sql, [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound)])  # type: ignore[arg-type]
        for sql, bound in ran
        if not sql.startswith("PRAGMA")
    ]


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_asks_by_index(world: World, name: str) -> None:
    with transaction(world.core) as tx:
        send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(n, n + 1) for n in range(30)])
    docs_reader = world.store.reader()
    words = world.store.writer("search")
    index.write(words, index.waiting(docs_reader))
    asked = plans(docs_reader, SCREENS[name])
    assert asked
    for sql, plan in asked:
        for step in plan:
            scan = re.match(r"SCAN (\w+)", step)
            # What is read from one end of a table or a small index, and ends with the page, is no search.
            page = sql.endswith((" LIMIT ?", " LIMIT 1")) and " WHERE " not in sql
            end = re.match(r"SELECT (min|max)\(\w+\) FROM \w+$", sql) is not None
            known = any(
                word in step
                for word in ("VIRTUAL TABLE", "journal_unfinished", "COVERING INDEX outbox_account", "thread_wordless")
            )
            if scan and scan[1] not in SMALL | {"CONSTANT"} and not (page or end or known):
                pytest.fail(f"{name}: {step}: {sql}")
            if "USE TEMP B-TREE" in step:
                pytest.fail(f"{name}: {step}: {sql}")
    words.close()
    docs_reader.close()


def test_newest_first_is_the_order_of_ids_so_search_needs_no_sort(world: World) -> None:
    reader, words = world.store.reader(), world.store.writer("search")
    with transaction(world.core) as tx:
        ids = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(n, n + 1) for n in range(9)])
    index.write(words, index.waiting(reader))
    assert search.newest(reader, "about", 4) == sorted(ids)[::-1][:4]
    assert search.among(reader, "about", ids[2:4]) == ids[2:4][::-1]
    assert search.among(reader, "about", []) == []
    assert isinstance(NOW, datetime)
    words.close()
    reader.close()


NEWSLETTERS = "aAeéÉ7zßøıİ²ſиИйЙё\u0306\u0301ћѐі\u0456гґαά字かﬁﬀᾳ𝐚\u212a_- "


@given(
    texts=st.lists(st.text(NEWSLETTERS, max_size=9), max_size=12),
    typed=st.one_of(
        st.sampled_from(("ae", "éa", "ии", "й7", "AZ", "aé")),
        st.text(NEWSLETTERS.replace(" ", ""), min_size=1, max_size=3),
    ),
    form=st.sampled_from(("{}", "{{subject}} : {}", '"a" AND {}', '("7") NOT ({})')),
)
def test_the_beginning_of_a_word_finds_the_same_by_the_short_way(texts: list[str], typed: str, form: str) -> None:
    words = apsw.Connection(":memory:")
    words.execute("ATTACH DATABASE ':memory:' AS search")
    for step in MIGRATIONS["search"]:
        assert isinstance(step, str)
        words.execute(re.sub(r" TABLE (words|places)", r" TABLE search.\1", step))
    words.executemany(
        "INSERT INTO search.words (rowid, subject, sender, recipients, body) VALUES (?, ?, '', '', '')",
        [(n, folded(text)) for n, text in enumerate(texts, start=1)],
    )
    match = form.format(search.phrase(typed, beginning=True) or '"7"')
    plain = [m for (m,) in words.execute(search.NEWEST, (match, 0, search.HIGHEST, 99))]
    assert search.newest(words, match, 99) == plain
    words.close()


def test_two_letters_are_read_as_the_three_that_there_are(world: World) -> None:
    words = world.store.writer("search")
    index.write(
        words, [index.Doc(1, 1, "An apple", "", "", "apply at anchor"), index.Doc(2, 1, "", "", "", "ant ань аня")]
    )
    words.close()
    reader = world.store.reader()
    assert search.spread(reader, '"an" *') == '("an" OR "anc" * OR "ant" *)'
    assert search.spread(reader, '{subject} : "AN" *') == '{subject} : ("an" OR "anc" * OR "ant" *)'
    assert search.spread(reader, '"ан" *') == '("ань" * OR "аня" *)'
    for match in ('"a" *', '"anc" *', '"an"', '"say ""an"" * b"', "an", '"字か" *', '"zz" *', '"_a" *'):
        assert search.spread(reader, match) == match
    reader.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("йод", {1, 2}), ("ЙОД", {1, 2}), ("и\u0306од", {1, 2}), ("йо*", {1, 2}), ("й*", {1, 2})),
        *(("иод", {3}), ("ио*", {3}), ("ёлка", {4, 5, 6}), ("елка", {4, 5, 6}), ("е\u0308л*", {4, 5, 6})),
        *(("їжак", {7}), ("іжак", {8}), ("ўсе", {9}), ("усе", set()), ("cafe", {10, 11}), ("Café", {10, 11})),
        *(("αθηνα", {12}), ("Αθήνα", {12}), ("о*", {13})),
    ],
)
def test_a_mark_that_is_part_of_a_letter_counts_and_an_accent_does_not(
    world: World, typed: str, found: set[int]
) -> None:
    texts = (
        "Йод",
        "и\u0306од",
        "иод",
        "Ёлка",
        "елка",
        "е\u0308лка",
        "Їжак",
        "іжак",
        "Ўсе",
        "café",
        "cafe\u0301",
        "Αθήνα",
        "ой",
    )
    words = world.store.writer("search")
    index.write(words, [index.Doc(n, 1, "", "", "", text) for n, text in enumerate(texts, start=1)])
    words.close()
    reader = world.store.reader()
    match = search.phrase(typed.rstrip("*"), beginning=typed.endswith("*"))
    assert set(search.newest(reader, match)) == found
    reader.close()
