"""The store's laws (a), (b) and (c), held over random mail and random verbs, with what must hold after every step."""

import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.model.mail import Flag
from osone.store import arrivals, placements
from osone.store.arrivals import Arrival
from osone.store.shown import refresh
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import World, hold, letter, snapshot

EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PATHS = [path for path, _ in worlds.FOLDERS]
MAIL_VERBS = (
    "mail.archive", "mail.trash", "mail.spam", "mail.inbox", "mail.move", "mail.star", "mail.unstar", "mail.unread",
    "mail.read",
)  # fmt: skip
TASK_VERBS = (
    "task.add", "task.done", "task.reopen", "task.delete", "task.today", "task.due", "task.rename", "task.up",
    "task.down", "task.priority",
)  # fmt: skip
EVENT_VERBS = ("event.add", "event.change", "event.delete")


@dataclass(frozen=True)
class Mail:
    """Letters with the folders they are in, and who answers whom."""

    places: tuple[tuple[int, str, int], ...]
    """Triples of letter, path and flags."""
    refs: Mapping[int, tuple[int, ...]]
    here: bool


@st.composite
def mails(draw: st.DrawFn) -> Mail:
    count = draw(st.integers(1, 8))
    refs = {n: tuple(draw(st.lists(st.integers(0, count + 2), max_size=3))) for n in range(count)}
    spots = draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), st.sampled_from(PATHS), st.integers(0, 7)), min_size=1, max_size=12
        )
    )
    return Mail(tuple(spots), refs, draw(st.booleans()))


CALLS = st.lists(
    st.tuples(
        st.sampled_from((*MAIL_VERBS, *MAIL_VERBS, *TASK_VERBS, *EVENT_VERBS, "settings.set")),
        st.lists(st.integers(0, 9), min_size=1, max_size=4),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=8,
)
Call = tuple[str, list[int], int]


def fill(world: World, mail: Mail) -> None:
    account = world.local if mail.here else world.imap
    with transaction(world.core) as tx:
        for uid, (n, path, flags) in enumerate(mail.places, start=1):
            arrivals.add(tx, account, world.folder(account, path), [letter(n, uid, mail.refs[n], flags)])


def do(world: World, call: Call) -> Outcome | None:
    """Carry out a call on nouns that there are; None where there are none for it."""
    verb, picks, choice = call
    if verb == "settings.set":
        arguments: dict[str, object] = {"key": "look.scale", "value": (80, 90, 100, 110, 125, 150)[choice]}
    elif verb == "task.add":
        arguments = {"line": f"Buy {choice} lamps"}
    elif verb == "event.add":
        arguments = {"line": ("lunch tomorrow 12:30", "standup every friday at 9", "away 3 to 5 may")[choice % 3]}
    else:
        noun = verb.partition(".")[0]
        table = "thread WHERE redirect IS NULL" if noun == "mail" else noun
        there = [int(str(i)) for (i,) in world.core.execute(f"SELECT id FROM {table} ORDER BY id")]
        if not there:
            return None
        chosen = [there[p % len(there)] for p in picks]
        arguments = {"threads" if noun == "mail" else f"{noun}s": chosen}
    more: dict[str, dict[str, object]] = {
        "mail.move": {"folder": PATHS[choice]},
        "event.change": {"line": ("to four", "an hour later", "friday", "Name", "at Rosa's", "all day")[choice]},
        "task.due": {"when": ("", "tomorrow", "friday", "", "12 may", "today")[choice]},
        "task.rename": {"title": f"Name {choice}"},
        "task.priority": {"number": choice % 4 + 1},
    }
    try:
        return running.run(
            world.core, verb, {**arguments, **more.get(verb, {})}, by="person", now=worlds.NOW, registry=REGISTRY
        )
    except CommandError:
        return None


def whole(said: str) -> bool:
    """Whether all of it was taken back or done again, by what is said of it."""
    return "left alone" not in said and not said.startswith("Not ")


def run(world: World, verb: str) -> Outcome:
    return running.run(world.core, verb, {}, by="person", now=worlds.NOW, registry=REGISTRY)


@EXAMPLES
@given(mail=mails(), calls=CALLS)
def test_every_verb_taken_back_leaves_what_was_there_before_and_done_again_what_was_after(
    template: Path, mail: Mail, calls: list[Call]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = worlds.copied(template, Path(folder) / "profile")
        fill(world, mail)
        hold(world.core)
        states = [snapshot(world.core)]
        for call in calls:
            outcome = do(world, call)
            hold(world.core)
            now = snapshot(world.core)
            if outcome is not None and outcome.journal is not None:
                states.append(now)
            else:
                assert now == states[-1]
        for state in reversed(states[:-1]):
            assert whole(run(world, "undo").said)
            hold(world.core)
            assert snapshot(world.core) == state
        assert run(world, "undo").said == "Nothing to undo."
        for state in states[1:]:
            assert whole(run(world, "redo").said)
            hold(world.core)
            assert snapshot(world.core) == state
        world.close()


def test_a_wish_that_took_the_place_of_an_opposite_one_gives_it_back(template: Path, tmp_path: Path) -> None:
    """One copy is read and the other not; read, it leaves for the folder of the other, and is unread again there."""
    world = worlds.copied(template, tmp_path / "profile")
    fill(world, Mail(((0, "INBOX", 0), (0, "Archive", int(Flag.SEEN))), {0: ()}, here=False))
    states = [snapshot(world.core)]
    for verb in ("mail.unread", "mail.archive", "mail.unread"):
        do(world, (verb, [0], 0))
        states.append(snapshot(world.core))
    for state in reversed(states[:-1]):
        assert whole(run(world, "undo").said)
        assert snapshot(world.core) == state
    for state in states[1:]:
        run(world, "redo")
        assert snapshot(world.core) == state
    world.close()


Event = tuple[str, int, int, int]
EVENTS = st.lists(
    st.tuples(st.sampled_from(("flags", "gone", "new", "copy", "moved")), *[st.integers(0, 20)] * 3), max_size=6
)


def sync(world: World, events: Sequence[Event], touched_by_sync: set[int]) -> None:
    """What the engine would write, picked by numbers that mean the same in every copy of the world."""
    core = world.core
    for kind, a, b, c in events:
        spots = [
            (int(str(f)), int(str(u)), int(str(m)))
            for f, u, m in core.execute("SELECT folder, uid, message FROM placement ORDER BY folder, uid")
        ]
        target = world.folder(world.imap, PATHS[b % len(PATHS)])
        uid = 1 + int(str(core.execute("SELECT coalesce(max(uid), 0) FROM placement").get))
        with transaction(core) as tx:
            if kind == "new" or not spots:
                n = 100 + a
                came = arrivals.add(tx, world.imap, target, [letter(n, uid, (b % 8, c % 8), c % 8)])
                touched_by_sync.update(came)
                continue
            folder, at, message = spots[a % len(spots)]
            touched_by_sync.add(message)
            if kind == "flags":
                placements.set_flags(tx, folder, {at: c % 8})
            elif kind == "gone":
                placements.remove(tx, folder, [at])
            else:
                if kind == "moved":
                    placements.remove(tx, folder, [at])
                placements.put(tx, target, uid, message, c % 8)
                refresh(tx, [message])


@EXAMPLES
@given(mail=mails(), calls=CALLS, events=EVENTS)
def test_with_sync_between_doing_and_undoing_only_what_both_touched_can_differ_from_sync_alone(
    template: Path, mail: Mail, calls: list[Call], events: list[Event]
) -> None:
    mail = Mail(mail.places, mail.refs, here=False)
    with tempfile.TemporaryDirectory() as folder:
        alone = worlds.copied(template, Path(folder) / "alone")
        fill(alone, mail)
        by_sync: set[int] = set()
        sync(alone, events, by_sync)

        world = worlds.copied(template, Path(folder) / "profile")
        fill(world, mail)
        acted = 0
        for call in calls:
            outcome = do(world, call)
            acted += outcome is not None and outcome.journal is not None
        sync(world, events, set())
        hold(world.core)
        for _ in range(acted):
            run(world, "undo")
            hold(world.core)

        theirs, ours = worlds.shown_now(alone.core), worlds.shown_now(world.core)
        assert {m: p for m, p in ours.items() if m not in by_sync} == {
            m: p for m, p in theirs.items() if m not in by_sync
        }
        there, here = snapshot(alone.core), snapshot(world.core)
        # Sync alone writes placements, and what verbs do never reaches them.
        assert here["placement"] == there["placement"]
        assert here["task"] == there["task"]
        assert here["setting"] == there["setting"]
        alone.close()
        world.close()


@EXAMPLES
@given(
    refs=st.lists(st.lists(st.integers(0, 24), max_size=4), min_size=1, max_size=20),
    seed=st.integers(0, 1 << 30),
    sizes=st.lists(st.integers(1, 6), min_size=1, max_size=20),
)
def test_in_any_order_and_in_batches_of_any_size_mail_makes_the_same_threads_and_the_same_lists(
    template: Path, refs: list[list[int]], seed: int, sizes: list[int]
) -> None:
    letters = [letter(n, n + 1, one, n % 8) for n, one in enumerate(refs)]
    found = []
    for order in (letters, random.Random(seed).sample(letters, len(letters))):
        with tempfile.TemporaryDirectory() as folder:
            world = worlds.copied(template, Path(folder) / "profile")
            rest = list(order)
            for size in sizes * len(letters):
                part, rest = rest[:size], rest[size:]
                if part:
                    with transaction(world.core) as tx:
                        arrivals.add(tx, world.imap, world.folder(world.imap, "INBOX"), part)
                    hold(world.core)
            found.append(told(world))
            world.close()
    assert found[0] == found[1] == (union(refs), found[0][1])


def told(world: World) -> tuple[set[frozenset[int]], set[tuple[object, ...]]]:
    """Threads as sets of letters, and what the lists show, without ids of threads."""
    core = world.core
    together: dict[int, set[int]] = {}
    for thread, date in core.execute("SELECT thread, date FROM message"):
        together.setdefault(int(str(thread)), set()).add((int(str(date)) - worlds.START) // 60)
    lists = set(
        core.execute(
            "SELECT l.box, l.newest, l.unread, t.people, t.subject, t.snippet, t.count, t.starred, t.kind, t.reason"
            " FROM listing l JOIN thread t ON t.id = l.thread"
        )
    )
    return {frozenset(t) for t in together.values()}, lists


def union(refs: Sequence[Sequence[int]]) -> set[frozenset[int]]:
    """The threads by the book: letters that share any id belong together."""
    groups: list[tuple[set[int], set[int]]] = []
    for n, one in enumerate(refs):
        ids, members = {n, *one}, {n}
        for other in [g for g in groups if g[0] & ids]:
            groups.remove(other)
            ids, members = ids | other[0], members | other[1]
        groups.append((ids, members))
    return {frozenset(members) for _, members in groups}


@EXAMPLES
@given(mail=mails(), seen_twice=st.lists(st.integers(0, 11), max_size=4))
def test_the_quick_way_in_writes_what_the_slow_way_would(template: Path, mail: Mail, seen_twice: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = worlds.copied(template, Path(folder) / "profile")
        with transaction(world.core) as tx:
            for path in PATHS:
                batch = [
                    letter(n, uid, mail.refs[n], flags | (Flag.DELETED if uid in seen_twice else 0))
                    for uid, (n, where, flags) in enumerate(mail.places, start=1)
                    if where == path
                ]
                # The same UID told twice, with other flags the second time.
                again = [Arrival(a.uid, a.flags ^ 1, a.identity, a.links, a.header, a.received, a.size, a.snippet)
                         for a in batch if a.uid in seen_twice]  # fmt: skip
                arrivals.add(tx, world.imap, world.folder(world.imap, path), batch + again)
        quick = snapshot(world.core)
        hold(world.core)
        with transaction(world.core) as tx:
            refresh(tx, [int(str(i)) for (i,) in world.core.execute("SELECT id FROM message").fetchall()])
        assert snapshot(world.core) == quick
        world.close()


def test_another_message_under_a_known_uid_takes_the_first_away_from_there(world: World) -> None:
    inbox = world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        [first] = arrivals.add(tx, world.imap, inbox, [letter(1, 7)])
    with transaction(world.core) as tx:
        [second] = arrivals.add(tx, world.imap, inbox, [letter(2, 7)])
    hold(world.core)
    assert worlds.shown_now(world.core).keys() == {second}
    assert first != second


def test_two_messages_told_for_one_uid_leave_the_last(world: World) -> None:
    inbox = world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        ids = arrivals.add(tx, world.imap, inbox, [letter(1, 7), letter(2, 7)])
    hold(world.core)
    assert worlds.shown_now(world.core).keys() == {ids[1]}
