"""Verbs carried out on a real store: what they do to mail, tasks and settings, and what they refuse."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.registry import Command
from osone.commands.running import NOTHING, Outcome
from osone.model.errors import CommandError
from osone.model.ids import AccountId, FolderId
from osone.model.mail import Box, Flag, Role
from osone.store import accounts, feed, listing, outbox, placements, tasks
from osone.store.writing import transaction
from tests.parts import wishes
from tests.store import world as worlds
from tests.store.world import NOW, World, hold, letter, send, shown_now, snapshot


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def run(world: World, verb: str, by: str = "person", **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by=by, now=NOW, registry=REGISTRY)


def bring(world: World, account: int, *spots: tuple[int, str, int]) -> list[int]:
    with transaction(world.core) as tx:
        return [
            send(tx, account, world.folder(account, path), [letter(n, uid, (), flags)])[0]
            for uid, (n, path, flags) in enumerate(spots, start=1)
        ]


def places_of(world: World, message: int) -> set[str]:
    named = {i: path for (_, path), i in world.folders.items()}
    return {named[f] for f in shown_now(world.core).get(message, {})}


@pytest.mark.parametrize("here", [True, False], ids=["on this computer", "at a server"])
@pytest.mark.parametrize(
    ("verb", "start", "end"),
    [
        ("mail.archive", {"INBOX"}, {"Archive"}),
        ("mail.archive", {"INBOX", "Archive"}, {"Archive"}),
        ("mail.archive", {"INBOX", "House", "Trash"}, {"Archive", "House"}),
        ("mail.trash", {"INBOX", "House"}, {"Trash"}),
        ("mail.trash", {"INBOX", "Trash"}, {"Trash"}),
        ("mail.spam", {"INBOX", "Sent"}, {"Junk", "Sent"}),
        ("mail.inbox", {"Junk", "House"}, {"INBOX"}),
        ("mail.inbox", {"Sent"}, {"Sent"}),
    ],
)
def test_a_mail_goes_where_the_verb_says_from_wherever_its_copies_are(
    world: World, verb: str, start: set[str], end: set[str], here: bool
) -> None:
    account = world.local if here else world.imap
    [message, *_] = bring(world, account, *[(1, path, n) for n, path in enumerate(sorted(start))])
    before = snapshot(world.core)
    outcome = run(world, verb, threads=[1])
    assert places_of(world, message) == end
    assert (outcome.journal is not None) == (start != end)
    hold(world.core)
    if outcome.journal is not None:
        run(world, "undo")
        assert snapshot(world.core) == before
        run(world, "redo")
        assert places_of(world, message) == end
    assert bool(wishes.counts(world.core)) == (not here and start != end)


def test_where_one_folder_holds_all_mail_archiving_goes_there(world: World) -> None:
    with transaction(world.core) as tx:
        account = accounts.add(tx, "imap", "me@all.example", "All", {})
        inbox = accounts.folder(tx, account, "INBOX", Role.INBOX, "Inbox")
        whole = accounts.folder(tx, account, "All Mail", Role.ALL, "All Mail")
        [message] = send(tx, account, inbox, [letter(1, 1)])
        send(tx, account, whole, [letter(1, 1)])
    assert run(world, "mail.archive", threads=[1]).said == "Archived 1 conversation"
    assert shown_now(world.core)[message].keys() == {whole}
    hold(world.core)


@pytest.mark.parametrize("here", [True, False], ids=["on this computer", "at a server"])
def test_copies_that_two_devices_left_differing_are_read_at_once_and_differ_again_when_taken_back(
    world: World, here: bool
) -> None:
    account = world.local if here else world.imap
    [message, _] = bring(world, account, (1, "INBOX", 0), (1, "House", int(Flag.SEEN)))
    before = snapshot(world.core)
    assert run(world, "mail.unread", threads=[1]).said == "Marked 1 conversation as read"
    assert set(shown_now(world.core)[message].values()) == {int(Flag.SEEN)}
    hold(world.core)
    run(world, "undo")
    assert snapshot(world.core) == before


def test_what_differed_cannot_differ_again_once_the_wish_has_left(world: World) -> None:
    [message, _] = bring(world, world.imap, (1, "INBOX", 0), (1, "House", int(Flag.SEEN)))
    run(world, "mail.read", threads=[1])
    with transaction(world.core) as tx:
        outbox.leave(tx, outbox.ready(world.core, world.imap, 0), {}, {})
    assert run(world, "undo").said.startswith("Not undone")
    assert set(shown_now(world.core)[message].values()) == {int(Flag.SEEN)}
    hold(world.core)


def test_of_two_folders_that_are_called_alike_the_one_is_moved_to_that_is_said_whole(world: World) -> None:
    [message] = bring(world, world.imap, (1, "INBOX", 0))
    with transaction(world.core) as tx:
        for path in ("Archive/Harbour", "Harbour", "INBOX.Lists.Rowing"):
            accounts.folder(tx, AccountId(world.imap), path, Role.OTHER, path.replace(".", "/").rpartition("/")[2])
    named = accounts.folder_names(world.core)
    assert [name for name in named if name.endswith(("Harbour", "Rowing"))] == [
        "Archive/Harbour", "Harbour", "Lists/Rowing"
    ]  # fmt: skip
    paths = {one.id: one.path for one in accounts.folders(world.core)}
    moved = {"Harbour": "Harbour", "Archive/Harbour": "Archive/Harbour", "rowing": "INBOX.Lists.Rowing"}
    for name, path in moved.items():
        run(world, "mail.move", threads=[1], folder=name)
        assert [paths[FolderId(folder)] for folder in shown_now(world.core)[message]] == [path]


def test_a_folder_that_is_not_there_is_made_where_the_mail_is_and_mail_moves_into_it(world: World) -> None:
    [message] = bring(world, world.imap, (1, "INBOX", 0))
    outcome = run(world, "mail.move_new", threads=[1], folder="  Garden\tclub ")
    assert outcome.said == "Moved 1 conversation to Garden club"
    [made] = [f for f in accounts.folders(world.core) if f.name == "Garden club"]
    assert made.account == world.imap
    assert shown_now(world.core)[message].keys() == {made.id}
    hold(world.core)
    assert run(world, "mail.move_new", threads=[1], folder="garden club").said == "Already in Garden club."
    run(world, "undo")
    assert places_of(world, message) == {"INBOX"}


@pytest.mark.parametrize("name", ["", "  ", "\x07", "x" * 101])
def test_what_no_folder_can_be_called_makes_none(world: World, name: str) -> None:
    bring(world, world.imap, (1, "INBOX", 0))
    before = snapshot(world.core)
    with pytest.raises(CommandError):
        run(world, "mail.move_new", threads=[1], folder=name)
    assert snapshot(world.core) == before


def test_only_the_messages_that_were_seen_are_read_where_they_are_named(world: World) -> None:
    with transaction(world.core) as tx:
        inbox = world.folder(world.imap, "INBOX")
        [first] = send(tx, world.imap, inbox, [letter(1, 1)])
        [second] = send(tx, world.imap, inbox, [letter(2, 2, (1,))])
    [(_, thread)] = listing.ids(world.core, Box.INBOX)
    run(world, "mail.read", threads=[thread], mails=[first])
    shown = shown_now(world.core)
    assert [bool(f & Flag.SEEN) for m in (first, second) for f in shown[m].values()] == [True, False]


def test_star_and_unread_go_to_and_fro(world: World) -> None:
    bring(world, world.imap, (1, "INBOX", 0), (2, "INBOX", int(Flag.SEEN)))
    threads = [t for _, t in listing.ids(world.core, Box.INBOX)]
    assert run(world, "mail.star", threads=threads).said == "Starred 2 conversations"
    assert run(world, "mail.star", threads=threads).said == "Removed the star from 2 conversations"
    assert run(world, "mail.star", threads=threads, on=False).said.startswith("Removed the star")
    assert run(world, "mail.unread", threads=threads).said == "Marked 2 conversations as read"
    assert run(world, "mail.unread", threads=threads).said == "Marked 2 conversations as unread"
    assert run(world, "mail.unread", threads=threads, on=True).journal is None
    hold(world.core)


def test_a_star_goes_to_the_newest_that_is_not_thrown_away(world: World) -> None:
    with transaction(world.core) as tx:
        [old] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(1, 1)])
        send(tx, world.imap, world.folder(world.imap, "Trash"), [letter(2, 1, (1,))])
    run(world, "mail.star", threads=[1])
    assert [n for n, _ in listing.ids(world.core, Box.STARRED)] == [old]


def test_a_reply_that_came_into_the_archived_thread_stays_when_it_is_taken_back(world: World) -> None:
    [message] = bring(world, world.imap, (1, "INBOX", 0))
    run(world, "mail.archive", threads=[1])
    with transaction(world.core) as tx:
        [reply] = send(tx, world.imap, world.folder(world.imap, "INBOX"), [letter(2, 9, (1,))])
        placements.set_flags(tx, world.folder(world.imap, "INBOX"), {1: int(Flag.ANSWERED)})
    run(world, "undo")
    assert places_of(world, message) == places_of(world, reply) == {"INBOX"}
    hold(world.core)


def test_what_another_client_moved_since_is_left_alone_and_said(world: World) -> None:
    [message] = bring(world, world.imap, (1, "INBOX", 0))
    run(world, "mail.archive", threads=[1])
    with transaction(world.core) as tx:
        outbox.fulfil(tx, outbox.ready(world.core, world.imap, 0))
        placements.put(tx, world.folder(world.imap, "House"), 5, message, 0)
        placements.remove(tx, world.folder(world.imap, "INBOX"), [1])
    assert run(world, "undo").said == "Not undone: archived 1 conversation. Something newer came since."
    assert places_of(world, message) == {"House"}


def test_looking_for_mail_and_importing_ask_the_engine_and_only_importing_can_be_taken_back(world: World) -> None:
    assert run(world, "mail.check").journal is None
    outcome = run(world, "mail.import", path="/tmp/mail.mbox")
    assert [tuple(r) for r in world.core.execute("SELECT kind, arguments, state FROM errand")] == [
        ("check", "", "waiting"),
        ("import", "/tmp/mail.mbox", "waiting"),
    ]
    assert outcome.journal is not None
    run(world, "undo")
    assert world.core.execute("SELECT count(*) FROM errand").get == 1
    run(world, "redo")
    world.core.execute("UPDATE errand SET state = 'doing'")
    stopped = "Importing stopped. What was imported stays. Delete what you don't want to keep."
    assert run(world, "undo").said == stopped
    assert world.core.execute("SELECT state FROM errand WHERE kind = 'import'").get == "stopped"


def test_tasks_are_added_ordered_done_and_deleted(world: World) -> None:
    for line in ("Buy lamps friday p1 #house", "Call Amy", "Paint"):
        run(world, "task.add", line=line)
    first, second, third = tasks.every_open(world.core)
    assert (first.title, first.project, first.priority) == ("Buy lamps", "house", 1)
    run(world, "task.up", tasks=[third.id])
    assert [t.title for t in tasks.every_open(world.core)] == ["Buy lamps", "Paint", "Call Amy"]
    run(world, "task.done", tasks=[first.id, second.id])
    assert [t.title for t in tasks.every_open(world.core)] == ["Paint"]
    assert run(world, "task.delete", tasks=[third.id, third.id, 999]).said == "Deleted 1 task"
    run(world, "undo")
    assert tasks.one(world.core, third.id) == tasks.every_open(world.core)[0]


def test_a_task_is_moved_past_the_one_that_is_seen_and_never_without_a_word(world: World) -> None:
    for line in ("Lamps today #house", "Amy tomorrow", "Paint today", "Rest #house", "Sow tomorrow", "Post in 3 days"):
        run(world, "task.add", line=line)
    by_title = {t.title: t.id for t in tasks.every_open(world.core)}

    def move(verb: str, title: str, view: str) -> tuple[str, bool, list[str]]:
        outcome = run(world, verb, tasks=[by_title[title]], view=view)
        return outcome.said, outcome.journal is not None, [t.title for t in tasks.every_open(world.core)]

    assert move("task.up", "Paint", "today") == ("Moved up", True, ["Paint", "Lamps", "Amy", "Rest", "Sow", "Post"])
    order = ["Paint", "Lamps", "Amy", "Rest", "Sow", "Post"]
    assert move("task.up", "Paint", "today") == ("Already first.", False, order)
    assert move("task.down", "Lamps", "today") == ("Already last.", False, order)
    assert move("task.down", "Rest", "#house") == ("Already last.", False, order)
    assert move("task.down", "Sow", "upcoming")[:2] == (
        "Upcoming goes by date: set another date to move it further.", False,
    )  # fmt: skip
    assert move("task.up", "Sow", "upcoming")[2] == ["Paint", "Lamps", "Sow", "Amy", "Rest", "Post"]
    assert move("task.up", "Lamps", "done")[1] is False
    with pytest.raises(CommandError, match="isn't in this list"):
        move("task.up", "Amy", "today")
    assert run(world, "undo").said == "Undone: moved up"
    assert [t.title for t in tasks.every_open(world.core)] == order


def test_what_a_task_is_already_is_said_and_writes_no_step_of_undo(world: World) -> None:
    run(world, "task.add", line="Buy lamps today")
    [task] = tasks.every_open(world.core)
    assert run(world, "task.today", tasks=[task.id]) == Outcome(
        "task.today", "Already due today.", None, None, 0, idle=True
    )
    assert run(world, "task.reopen", tasks=[task.id]).journal is None
    run(world, "task.due", tasks=[task.id], when="")
    assert run(world, "task.due", tasks=[task.id], when=" ").said == "It has no date."
    run(world, "task.done", tasks=[task.id])
    assert run(world, "task.done", tasks=[task.id]).said == "Already done."


def test_what_can_no_longer_be_taken_back_is_never_called_undone(world: World) -> None:
    run(world, "task.add", line="Buy lamps")
    [task] = tasks.every_open(world.core)
    run(world, "task.done", tasks=[task.id])
    world.core.execute("DELETE FROM task")
    assert run(world, "undo").said == "Not undone: completed 1 task. It isn't there any more."
    assert run(world, "redo").said == "Nothing to redo."
    assert run(world, "undo").said == "Not undone: added “Buy lamps”. It isn't there any more."
    nothing = run(world, "undo")
    assert (nothing.said, nothing.idle) == ("Nothing to undo.", True)
    run(world, "task.add", line="Paint")
    [task] = tasks.every_open(world.core)
    run(world, "task.rename", tasks=[task.id], title="Paint the door")
    run(world, "undo")
    world.core.execute("DELETE FROM task")
    assert run(world, "redo").said == "Not redone: renamed. It isn't there any more."


MADE_UP: list[tuple[str, dict[str, object], str]] = [
    ("mail.fly", {}, "There is no command"),
    ("open", {}, "only in the window"),
    ("mail.archive", {}, "needs threads"),
    ("mail.archive", {"threads": 1}, "must be a list"),
    ("mail.archive", {"threads": []}, "No conversation was chosen"),
    ("mail.archive", {"threads": [999]}, "No such conversation"),
    ("mail.archive", {"threads": ["1"]}, "a whole number"),
    ("mail.archive", {"threads": [True]}, "a whole number"),
    ("mail.archive", {"threads": [1], "quickly": True}, "doesn't take “quickly”"),
    ("mail.archive", {"threads": [1 << 70]}, "can't be stored"),
    ("mail.move", {"threads": [1], "folder": "Nowhere"}, "There is no folder"),
    ("mail.star", {"threads": [1], "on": "yes"}, "yes or no"),
    ("task.add", {"line": "   "}, "a few words"),
    ("task.add", {"line": "\ud800"}, "can't be stored"),
    ("task.add", {"line": 7}, "must be text"),
    ("task.done", {"tasks": [7]}, "No such task"),
    ("task.due", {"tasks": [1], "when": "blorf"}, "isn't a date"),
    ("task.priority", {"tasks": [1], "number": 9}, "from 1 to 4"),
    ("settings.set", {"key": "colour", "value": 1}, "There is no setting"),
    ("settings.set", {"key": "look.mode", "value": "dusk"}, "Choose one of: day, night, auto"),
    ("settings.set", {"key": "look.scale", "value": True}, "can't be"),
    ("settings.set", {"key": "person.name", "value": ["a", float("nan")]}, "can't be stored"),
    ("undo.entry", {"entry": 77}, "too long ago"),
]


@pytest.mark.parametrize(("verb", "arguments", "word"), MADE_UP)
def test_a_call_with_wrong_arguments_is_refused_with_a_sentence_and_changes_nothing(
    world: World, verb: str, arguments: dict[str, object], word: str
) -> None:
    bring(world, world.imap, (1, "INBOX", 0))
    run(world, "task.add", line="Buy lamps")
    before, at = snapshot(world.core), feed.last(world.core)
    with pytest.raises(CommandError, match=word) as caught:
        run(world, verb, by="companion", **arguments)
    assert str(caught.value).endswith((".", "”."))
    assert snapshot(world.core) == before
    assert feed.last(world.core) == at


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    verb=st.sampled_from(sorted(c.id for c in REGISTRY.commands.values() if c.run)),
    data=st.data(),
)
def test_whatever_a_model_calls_is_done_or_refused_and_never_breaks(
    world: World, verb: str, data: st.DataObject
) -> None:
    command = REGISTRY[verb]
    arguments = {a.name: data.draw(st.integers(0, 3).map(lambda i: [i]) if a.noun else JSON) for a in command.arguments}
    with contextlib.suppress(CommandError):
        run(world, verb, by="companion", **arguments)
    hold(world.core)


@pytest.mark.parametrize(
    "verb", [c for c in REGISTRY.commands.values() if c.run and not c.properties.writes], ids=lambda c: c.id
)
def test_a_verb_that_only_looks_writes_nothing_at_all(world: World, verb: Command) -> None:
    bring(world, world.imap, (1, "INBOX", 0))
    run(world, "task.add", line="Buy lamps today")
    before = world.core.total_changes()
    run(world, verb.id, **{a.name: "lamps" for a in verb.arguments if a.required})
    assert world.core.total_changes() == before


def test_a_verb_that_could_not_be_made_says_so(world: World) -> None:
    bring(world, world.imap, (1, "INBOX", 0))
    run(world, "mail.read", threads=[1])
    assert run(world, "mail.read", threads=[1]).journal is None
    assert run(world, "settings.set", key="look.mode", value="night").journal is not None
    again = run(world, "settings.set", key="look.mode", value="night")
    assert again == Outcome("settings.set", "", None, None, 0, idle=True)
    assert NOTHING.endswith(".")


def test_a_way_of_looking_is_remembered_and_is_nothing_to_take_back(world: World) -> None:
    run(world, "task.add", line="Buy lamps")
    assert run(world, "settings.remember", key="calendar.view", value="month").journal is None
    assert world.core.execute("SELECT value FROM setting WHERE key = 'calendar.view'").fetchall() == [('"month"',)]
    assert run(world, "undo").said.startswith("Undone: added")
    with pytest.raises(CommandError, match="Choose one of"):
        run(world, "settings.remember", key="calendar.view", value="year")
